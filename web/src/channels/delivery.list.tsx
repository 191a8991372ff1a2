import { DateTimeInput, List } from 'react-admin';
import { DELIVERY_STATES } from '../api/enums';
import { choicesOf } from '../common/choices';
import { isoOf } from '../common/iso-of';
import { FilterBar } from '../common/filter.bar';
import { ReferenceChoice } from '../common/reference-choice';
import { SelectArrayInput } from '../common/select-array.input';
import { useLive } from '../common/use-live';
import { DeliveryTable } from './delivery.table';

const states = choicesOf(DELIVERY_STATES, 'amiral.delivery.state');

/** What went to all channels, the newest first. */
export function DeliveryList() {
  useLive('deliveries');
  return (
    <List actions={false} exporter={false} sort={{ field: 'createdAt', order: 'DESC' }} perPage={50}>
      <FilterBar>
        <SelectArrayInput source="state" choices={states} helperText={false} />
        <ReferenceChoice source="channelId" reference="channels" />
        <DateTimeInput source="from" parse={isoOf} helperText={false} />
        <DateTimeInput source="to" parse={isoOf} helperText={false} />
      </FilterBar>
      <DeliveryTable withChannel />
    </List>
  );
}

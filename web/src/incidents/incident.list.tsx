import { Alert } from '@mui/material';
import { DateTimeInput, List, useListContext, useTranslate } from 'react-admin';
import { INCIDENT_STATES } from '../api/enums';
import { choicesOf } from '../common/choices';
import { isoOf } from '../common/iso-of';
import { FilterBar } from '../common/filter.bar';
import { NothingFound } from '../common/nothing';
import { ReferenceChoice } from '../common/reference-choice';
import { SelectArrayInput } from '../common/select-array.input';
import { SelectInput } from '../common/select.input';
import { SEVERITY_CHOICES } from '../common/severity.badge';
import { useLive } from '../common/use-live';
import { IncidentTable } from './incident.table';

const OPEN = { state: 'open' };
const states = choicesOf(INCIDENT_STATES, 'amiral.incident.state');

/** That nothing is open is what everybody hopes to read. */
function NothingOpen() {
  const translate = useTranslate();
  const list = useListContext();
  const isAll = JSON.stringify(list.filterValues) === JSON.stringify(OPEN);
  if (list.error || !isAll) return <NothingFound />;
  return <Alert severity="success">{translate('amiral.incident.none_open')}</Alert>;
}

/** What is wrong now; what was, when it is asked for. */
export function IncidentList() {
  useLive('incidents');
  return (
    <List
      actions={false}
      empty={false}
      exporter={false}
      sort={{ field: 'openedAt', order: 'DESC' }}
      filterDefaultValues={OPEN}
      perPage={50}
    >
      <FilterBar>
        <SelectInput source="state" choices={states} emptyText="amiral.incident.state.all" helperText={false} />
        <SelectArrayInput source="severity" choices={SEVERITY_CHOICES} helperText={false} />
        <ReferenceChoice source="serverId" reference="servers" />
        <DateTimeInput source="from" parse={isoOf} helperText={false} />
        <DateTimeInput source="to" parse={isoOf} helperText={false} />
      </FilterBar>
      <IncidentTable withServer empty={<NothingOpen />} />
    </List>
  );
}

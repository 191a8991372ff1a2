import { DateTimeInput, List } from 'react-admin';
import { choicesOf } from '../common/choices';
import { isoOf } from '../common/iso-of';
import { useCan } from '../auth/use-can';
import { FilterBar } from '../common/filter.bar';
import { ReferenceChoice } from '../common/reference-choice';
import { SelectArrayInput } from '../common/select-array.input';
import { useLive } from '../common/use-live';
import { action, subject } from '../i18n/en.journal';
import { EventTable } from './event.table';

const actions = choicesOf(Object.keys(action), 'amiral.action');
const subjects = choicesOf(Object.keys(subject), 'amiral.subject');

function EventFilters() {
  const mayReadUsers = useCan('read', 'users');
  return (
    <FilterBar>
      <SelectArrayInput source="subjectType" choices={subjects} helperText={false} />
      <SelectArrayInput source="action" choices={actions} helperText={false} />
      {mayReadUsers && <ReferenceChoice source="actorId" reference="users" />}
      <DateTimeInput source="from" parse={isoOf} helperText={false} />
      <DateTimeInput source="to" parse={isoOf} helperText={false} />
    </FilterBar>
  );
}

/** The whole journal, newest first. */
export function EventList() {
  useLive('events');
  return (
    <List actions={false} exporter={false} sort={{ field: 'at', order: 'DESC' }} perPage={50}>
      <EventFilters />
      <EventTable withSubject />
    </List>
  );
}

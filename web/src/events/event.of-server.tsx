import { ReferenceManyField } from 'react-admin';
import { Pages } from '../common/pages';
import { EventTable } from './event.table';

/** A server's own lines in the journal. */
export function ServerEvents() {
  return (
    <ReferenceManyField
      reference="events"
      target="subjectId"
      sort={{ field: 'at', order: 'DESC' }}
      pagination={<Pages />}
    >
      <EventTable />
    </ReferenceManyField>
  );
}

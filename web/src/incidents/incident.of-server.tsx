import { ReferenceManyField } from 'react-admin';
import { Pages } from '../common/pages';
import { useLive } from '../common/use-live';
import { IncidentTable } from './incident.table';

/** A server's own incidents, the newest first. */
export function ServerIncidents() {
  useLive('incidents');
  return (
    <ReferenceManyField
      reference="incidents"
      target="serverId"
      sort={{ field: 'openedAt', order: 'DESC' }}
      pagination={<Pages />}
    >
      <IncidentTable />
    </ReferenceManyField>
  );
}

import { DataTable, ReferenceManyField } from 'react-admin';
import { Pages } from '../common/pages';
import type { Instance } from '../api/client';
import { RelativeTime } from '../common/relative-time';
import { Scroll } from '../common/scroll';
import { InstanceBadge } from '../instances/instance.badge';

const Col = DataTable.Col<Instance>;

/** The customers on this server. */
export function ServerInstances() {
  return (
    <ReferenceManyField
      reference="instances"
      target="serverId"
      sort={{ field: 'name', order: 'ASC' }}
      pagination={<Pages />}
    >
      <Scroll>
        <DataTable<Instance> rowClick={(id) => `/instances/${String(id)}`} bulkActionButtons={false} size="small">
          <Col source="name" />
          <Col source="customerName" />
          <Col source="databaseName" />
          <Col source="subdomain" />
          <Col source="state" render={({ state }) => <InstanceBadge state={state} />} />
          <Col source="createdAt" render={({ createdAt }) => <RelativeTime at={createdAt} />} />
        </DataTable>
      </Scroll>
    </ReferenceManyField>
  );
}

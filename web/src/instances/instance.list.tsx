import { DataTable, FilterLiveSearch, List, ReferenceField, TextField } from 'react-admin';
import { Box } from '@mui/material';
import type { Instance } from '../api/client';
import { RelativeTime } from '../common/relative.time';
import { useLive } from '../common/use.live';
import { Scroll } from '../common/scroll';
import { InstanceBadge } from './instance.badge';

const Col = DataTable.Col<Instance>;

export function InstanceList() {
  useLive('instances');
  return (
    <List sort={{ field: 'createdAt', order: 'DESC' }} perPage={50}>
      <Box sx={{ px: 1.5, py: 1 }}>
        <FilterLiveSearch source="q" sx={{ width: 240 }} />
      </Box>
      <Scroll>
        <DataTable<Instance> rowClick={(id) => `/instances/${String(id)}`} bulkActionButtons={false} size="small">
          <Col source="name" cellSx={() => ({ fontWeight: 600 })} />
          <Col source="customerName" />
          <Col source="state" render={({ state }) => <InstanceBadge state={state} />} />
          <Col source="serverId" disableSort>
            <ReferenceField source="serverId" reference="servers" link={false}>
              <TextField source="name" />
            </ReferenceField>
          </Col>
          <Col source="databaseName" />
          <Col source="subdomain" />
          <Col source="createdAt" sortByOrder="DESC" render={({ createdAt }) => <RelativeTime at={createdAt} />} />
          <Col source="expiresAt" render={({ expiresAt }) => <RelativeTime at={expiresAt} />} />
        </DataTable>
      </Scroll>
    </List>
  );
}

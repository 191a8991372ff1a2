import MoveToInbox from '@mui/icons-material/MoveToInbox';
import { Button, CreateButton, DataTable, List, ReferenceField, TextField, TopToolbar } from 'react-admin';
import { Link } from 'react-router-dom';
import type { Instance } from '../api/client';
import { INSTANCE_STATES } from '../api/enums';
import { useCan } from '../auth/use-can';
import { choicesOf } from '../common/choices';
import { FilterBar } from '../common/filter.bar';
import { ListExport } from '../common/list-export';
import { ReferenceChoice } from '../common/reference-choice';
import { RelativeTime } from '../common/relative-time';
import { SelectArrayInput } from '../common/select-array.input';
import { SelectInput } from '../common/select.input';
import { useLive } from '../common/use-live';
import { Scroll } from '../common/scroll';
import { ExpiryNotice } from './expiry.notice';
import { InstanceBulkActions } from './instance.bulk';
import { InstanceBadge } from './instance.badge';

const Col = DataTable.Col<Instance>;

/** What of an instance a file for spreadsheets has. */
const COLUMNS = [
  ...(['name', 'customerName', 'customerEmail', 'state', 'serverId', 'planId', 'templateId', 'databaseName'] as const),
  ...(['subdomain', 'domain', 'odooVersion', 'createdAt', 'activatedAt', 'expiresAt', 'notes', 'id'] as const),
];

const overLimit = [{ id: 'true', name: 'amiral.over_limit.over' }];
const states = choicesOf(INSTANCE_STATES, 'amiral.instance_state');

function InstanceFilters() {
  return (
    <FilterBar>
      <SelectArrayInput source="state" choices={states} helperText={false} />
      <ReferenceChoice source="serverId" reference="servers" />
      <ReferenceChoice source="planId" reference="plans" />
      <ReferenceChoice source="templateId" reference="templates" />
      <SelectInput source="overLimit" choices={overLimit} emptyText="amiral.over_limit.any" helperText={false} />
    </FilterBar>
  );
}

function InstanceActions() {
  const mayAdopt = useCan('adopt', 'instances');
  return (
    <TopToolbar>
      {mayAdopt && (
        <Button component={Link} to="/instances/adopt" label="amiral.action.adopt">
          <MoveToInbox />
        </Button>
      )}
      <CreateButton />
      <ListExport<Instance> fields={COLUMNS} />
    </TopToolbar>
  );
}

export function InstanceList() {
  useLive('instances');
  const maySelect = useCan('bulk', 'instances');
  return (
    <List sort={{ field: 'createdAt', order: 'DESC' }} perPage={50} exporter={false} actions={<InstanceActions />}>
      <ExpiryNotice />
      <InstanceFilters />
      <Scroll>
        <DataTable<Instance>
          rowClick={(id) => `/instances/${String(id)}`}
          bulkActionButtons={maySelect && <InstanceBulkActions />}
          size="small"
        >
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

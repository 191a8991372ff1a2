import ListAlt from '@mui/icons-material/ListAlt';
import { BooleanField, Button, CreateButton, DataTable, List, TopToolbar, useTranslate } from 'react-admin';
import { Link } from 'react-router-dom';
import type { Channel } from '../api/client';
import { useCan } from '../auth/use-can';
import { YES_NO } from '../common/choices';
import { FilterBar } from '../common/filter.bar';
import { Scroll } from '../common/scroll';
import { SelectArrayInput } from '../common/select-array.input';
import { SelectInput } from '../common/select.input';
import { SeverityBadge } from '../common/severity.badge';
import { useLive } from '../common/use-live';
import { KIND_CHOICES } from './channel.inputs';

const Col = DataTable.Col<Channel>;

/** Where it leads, as far as it may be shown. */
function endOf({ kind, settings: { url, host, to } }: Channel): string {
  return kind === 'email' ? (to ?? []).join(', ') : (url ?? host ?? '–');
}

function ChannelActions() {
  const mayReadLog = useCan('read', 'deliveries');
  return (
    <TopToolbar>
      {mayReadLog && (
        <Button component={Link} to="/deliveries" label="resources.deliveries.name">
          <ListAlt />
        </Button>
      )}
      <CreateButton />
    </TopToolbar>
  );
}

export function ChannelList() {
  useLive('channels');
  const translate = useTranslate();
  return (
    <List sort={{ field: 'name', order: 'ASC' }} perPage={50} exporter={false} actions={<ChannelActions />}>
      <FilterBar>
        <SelectArrayInput source="kind" choices={KIND_CHOICES} helperText={false} />
        <SelectInput source="enabled" choices={YES_NO} helperText={false} />
      </FilterBar>
      <Scroll>
        <DataTable<Channel> rowClick={(id) => `/channels/${String(id)}`} bulkActionButtons={false} size="small">
          <Col source="name" cellSx={() => ({ fontWeight: 600 })} />
          <Col source="kind" render={({ kind }) => translate(`amiral.channel.kind.${kind}`)} />
          <Col source="settings" label="resources.channels.fields.end" disableSort render={endOf} />
          <Col source="minSeverity" render={({ minSeverity }) => <SeverityBadge severity={minSeverity} />} />
          <Col source="enabled">
            <BooleanField source="enabled" />
          </Col>
          <Col source="escalation" disableSort>
            <BooleanField source="escalation" />
          </Col>
        </DataTable>
      </Scroll>
    </List>
  );
}

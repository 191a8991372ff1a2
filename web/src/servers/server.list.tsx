import { Box, Link, Stack, type Theme, Typography, useMediaQuery } from '@mui/material';
import {
  ColumnsButton,
  CreateButton,
  DataTable,
  ExportButton,
  List,
  Pagination,
  TopToolbar,
  useListContext,
  useLocaleState,
  useTranslate,
} from 'react-admin';
import type { Server } from '../api/client';
import { CapacityBar } from '../common/capacity.bar';
import { RelativeTime } from '../common/relative.time';
import { Scroll } from '../common/scroll';
import { useLive } from '../common/use.live';
import { Online } from './online';
import { CordonedBadge, HealthBadge, StateBadge } from './server.badges';
import { ServerBulkActions } from './server.bulk';
import { ServerCard } from './server.card';
import { ServerFilters } from './server.filters';

const Col = DataTable.Col<Server>;
const NumberCol = DataTable.NumberCol<Server>;

function ListActions() {
  const isWide = useMediaQuery((theme: Theme) => theme.breakpoints.up('md'));
  return (
    <TopToolbar>
      {isWide && <ColumnsButton />}
      <CreateButton />
      <ExportButton />
    </TopToolbar>
  );
}

function Percent({ of }: { of: number }) {
  const [locale] = useLocaleState();
  return new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 1 }).format(of / 100);
}

const ONE_LINE = { fontWeight: 600, whiteSpace: 'nowrap', maxWidth: 190, overflow: 'hidden', textOverflow: 'ellipsis' };
function NameAndCode({ name, code }: Pick<Server, 'name' | 'code'>) {
  return (
    <>
      <Typography variant="body2" sx={ONE_LINE}>
        {name}
      </Typography>
      <Typography variant="caption" color="text.secondary" component="div" sx={{ lineHeight: 1.2 }}>
        {code}
      </Typography>
    </>
  );
}

function Address({ serverUrl }: Pick<Server, 'serverUrl'>) {
  return (
    <Link href={serverUrl} target="_blank" rel="noreferrer" onClick={(event) => event.stopPropagation()}>
      {serverUrl.replace(/^https?:\/\//, '')}
    </Link>
  );
}

/** The code stands under the name; its column is there for those who sort by it. */
const HIDDEN = ['code'];

function Table() {
  const translate = useTranslate();
  return (
    <DataTable<Server>
      rowClick={(id) => `/servers/${String(id)}`}
      bulkActionButtons={<ServerBulkActions />}
      size="small"
      hiddenColumns={HIDDEN}
    >
      <Col source="name" render={(server) => <NameAndCode {...server} />} />
      <Col source="code" />
      <Col source="serverUrl" render={(server) => <Address {...server} />} />
      <Col
        source="state"
        render={({ state, cordoned }) => (
          <Stack spacing={0.25} sx={{ alignItems: 'start' }}>
            <StateBadge state={state} />
            {cordoned && <CordonedBadge />}
          </Stack>
        )}
      />
      <Col source="healthStatus" render={({ healthStatus }) => <HealthBadge healthStatus={healthStatus} />} />
      <Col source="isOnline" render={({ isOnline }) => <Online is={isOnline} />} />
      <Col
        source="instanceCount"
        render={({ instanceCount, maxInstances }) => <CapacityBar used={instanceCount} total={maxInstances} />}
      />
      <Col
        source="availableCapacity"
        sortByOrder="DESC"
        sx={{ textAlign: 'right' }}
        render={({ availableCapacity }) => <Percent of={availableCapacity} />}
      />
      <NumberCol
        source="responseTimeMs"
        options={{ maximumFractionDigits: 0 }}
        label={translate('amiral.response_ms')}
      />
      <Col source="lastCheckAt" sortByOrder="DESC" render={({ lastCheckAt }) => <RelativeTime at={lastCheckAt} />} />
      <Col source="odooVersion" />
    </DataTable>
  );
}

/** A table does not fit a phone: there each server is a card. */
function Cards() {
  const { data = [] } = useListContext<Server>();
  return (
    <Stack spacing={1} sx={{ p: 1 }}>
      {data.map((server) => (
        <ServerCard key={server.id} server={server} />
      ))}
    </Stack>
  );
}

function Rows() {
  const isNarrow = useMediaQuery((theme: Theme) => theme.breakpoints.down('md'));
  return isNarrow ? (
    <Cards />
  ) : (
    <Scroll>
      <Table />
    </Scroll>
  );
}

export function ServerList() {
  useLive('servers');
  return (
    <List
      actions={<ListActions />}
      sort={{ field: 'sequence', order: 'ASC' }}
      perPage={50}
      pagination={<Pagination rowsPerPageOptions={[25, 50, 100, 200]} />}
    >
      <Box sx={{ px: 1.5 }}>
        <ServerFilters />
      </Box>
      <Rows />
    </List>
  );
}

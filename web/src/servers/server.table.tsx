import { Link, Stack, Typography } from '@mui/material';
import { type ComponentType, type ReactNode, useState } from 'react';
import { DataTable, type Identifier, useLocaleState } from 'react-admin';
import type { Server } from '../api/client';
import { useCan } from '../auth/use-can';
import { CapacityBar } from '../common/capacity.bar';
import { KeyboardBody } from '../common/keyboard-row';
import { RelativeTime } from '../common/relative-time';
import { Online } from './online';
import { CordonedBadge, ServerHealth, StateBadge } from './server.badges';
import { ServerBulkActions } from './server.bulk';
import { Handle } from './server.handle';
import { useSearch } from './use-search';

const Col = DataTable.Col<Server>;
const NumberCol = DataTable.NumberCol<Server>;
type Body = ComponentType<{ children?: ReactNode }>;

/** Rows are dragged where their order is the one people give, and all of it is there. */
function useDraggable(): boolean {
  const { sort, by } = useSearch();
  const mayReorder = useCan('reorder', 'servers');
  return mayReorder && by === null && sort.field === 'sequence' && sort.order === 'ASC';
}

/** The body of the table. What drags its rows is loaded when the pointer or the focus comes to the table, which is read without. */
function useBody() {
  const isDraggable = useDraggable();
  const [Ordered, setOrdered] = useState<Body | null>(null);
  const approach = () => {
    if (!isDraggable || Ordered) return;
    // While the server is away nothing can be put in order either.
    import('./server.order').then(
      ({ OrderedBody }) => setOrdered(() => OrderedBody),
      () => undefined,
    );
  };
  return { body: isDraggable && Ordered ? Ordered : KeyboardBody, approach };
}

function Percent({ of }: { of: number }) {
  const [locale] = useLocaleState();
  return new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 1 }).format(of / 100);
}

/** Each ends where it ends, whichever way it is read. */
const ONE_LINE = {
  whiteSpace: 'nowrap',
  maxWidth: 150,
  overflow: 'hidden',
  textOverflow: 'ellipsis',
  textAlign: 'left',
};

function NameAndCode({ name, code }: Pick<Server, 'name' | 'code'>) {
  return (
    <>
      <Typography variant="body2" title={name} sx={{ ...ONE_LINE, fontWeight: 600 }}>
        {name}
      </Typography>
      <Typography variant="caption" color="text.secondary" component="div" sx={{ ...ONE_LINE, lineHeight: 1.2 }}>
        {code}
      </Typography>
    </>
  );
}

function Address({ serverUrl }: Pick<Server, 'serverUrl'>) {
  return (
    <Link
      href={serverUrl}
      title={serverUrl}
      target="_blank"
      rel="noreferrer"
      onClick={(event) => event.stopPropagation()}
      sx={{ ...ONE_LINE, maxWidth: 130, display: 'block' }}
    >
      {serverUrl.replace(/^https?:\/\//, '')}
    </Link>
  );
}

/** The code stands under the name; its column is there for those who sort by it. */
const HIDDEN = ['code'];

/** All columns fit a laptop's screen. */
const DENSE = {
  '& .RaDataTable-table .MuiTableCell-root': { px: 0.5 },
  '& .MuiTableSortLabel-icon': { fontSize: 14, mx: 0.25 },
};

const pageOf = (id: Identifier) => `/servers/${String(id)}`;

/** Always the same: rows are not drawn again because something around them was. */
const COLUMNS = [
  <Col key="sequence" source="sequence" label="amiral.order.column" render={(server) => <Handle {...server} />} />,
  <Col key="name" source="name" render={(server) => <NameAndCode {...server} />} />,
  <Col key="code" source="code" />,
  <Col key="serverUrl" source="serverUrl" render={(server) => <Address {...server} />} />,
  <Col
    key="state"
    source="state"
    render={({ state, cordoned }) => (
      <Stack spacing={0.25} sx={{ alignItems: 'start' }}>
        <StateBadge state={state} />
        {cordoned && <CordonedBadge />}
      </Stack>
    )}
  />,
  <Col key="healthStatus" source="healthStatus" render={(server) => <ServerHealth server={server} />} />,
  <Col key="isOnline" source="isOnline" render={({ isOnline }) => <Online is={isOnline} />} />,
  <Col
    key="instanceCount"
    source="instanceCount"
    render={({ instanceCount, maxInstances }) => <CapacityBar used={instanceCount} total={maxInstances} />}
  />,
  <Col
    key="availableCapacity"
    source="availableCapacity"
    sortByOrder="DESC"
    sx={{ textAlign: 'right' }}
    render={({ availableCapacity }) => <Percent of={availableCapacity} />}
  />,
  <NumberCol
    key="responseTimeMs"
    source="responseTimeMs"
    options={{ maximumFractionDigits: 0 }}
    label="amiral.response_ms"
  />,
  <Col
    key="lastCheckAt"
    source="lastCheckAt"
    sortByOrder="DESC"
    render={({ lastCheckAt }) => <RelativeTime at={lastCheckAt} />}
  />,
  <Col key="odooVersion" source="odooVersion" />,
];

export function ServerTable() {
  const { body, approach } = useBody();
  return (
    <DataTable<Server>
      rowClick={pageOf}
      bulkActionButtons={<ServerBulkActions />}
      body={body}
      onPointerMove={approach}
      onFocus={approach}
      size="small"
      hiddenColumns={HIDDEN}
      sx={DENSE}
    >
      {COLUMNS}
    </DataTable>
  );
}

import { Box, type Theme, useMediaQuery } from '@mui/material';
import { lazy, Suspense } from 'react';
import { ColumnsButton, CreateButton, List, Pagination, TopToolbar } from 'react-admin';
import { Found } from '../common/nothing';
import { useLive } from '../common/use.live';
import { ServerExport } from './server.export';
import { ListFilters } from './server.filters';
import { ServerRows } from './server.rows';
import { PER_PAGE, START } from './server.search';
import { useWrongAddress, WrongAddress } from './server.wrong-address';
import { useSearch } from './use.search';

const ServerGroups = lazy(() => import('./server.groups').then((file) => ({ default: file.ServerGroups })));

function ListActions() {
  const isWide = useMediaQuery((theme: Theme) => theme.breakpoints.up('md'));
  return (
    <TopToolbar>
      {isWide && <ColumnsButton />}
      <CreateButton />
      <ServerExport />
    </TopToolbar>
  );
}

function Contents() {
  const { by } = useSearch();
  const wrong = useWrongAddress();
  if (wrong !== null) return <WrongAddress reason={wrong} />;
  return (
    <Found>
      {by ? (
        <Suspense>
          <ServerGroups by={by} />
        </Suspense>
      ) : (
        <ServerRows />
      )}
    </Found>
  );
}

/** Groups have pages of their own. */
function Pages() {
  const { by } = useSearch();
  return by ? null : <Pagination rowsPerPageOptions={[25, 50, 100, 200]} />;
}

export function ServerList() {
  useLive('servers');
  return (
    <List actions={<ListActions />} sort={START.sort} perPage={PER_PAGE} pagination={<Pages />}>
      <Box sx={{ px: 1.5 }}>
        <ListFilters />
      </Box>
      <Contents />
    </List>
  );
}

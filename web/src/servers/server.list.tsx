import { Box, Card, type Theme, useMediaQuery } from '@mui/material';
import { lazy, type ReactNode, Suspense, useDeferredValue, useMemo } from 'react';
import {
  ColumnsButton,
  CreateButton,
  ListBase,
  ListContextProvider,
  Title,
  TopToolbar,
  useListContext,
} from 'react-admin';
import type { Server } from '../api/client';
import { ListExport } from '../common/list-export';
import { Found, NothingYet } from '../common/nothing';
import { Pages } from '../common/pages';
import { useLive } from '../common/use-live';
import { WrongAddress } from '../common/wrong-address';
import { TourHere } from '../layout/touring';
import { SERVER_COLUMNS } from './server.csv';
import { ListFilters } from './server.filters';
import { ServerRows } from './server.rows';
import { addressOf, PER_PAGE, START } from './server.search';
import { useSearch } from './use-search';

const ServerGroups = lazy(() => import('./server.groups').then((file) => ({ default: file.ServerGroups })));

function ListActions() {
  const isWide = useMediaQuery((theme: Theme) => theme.breakpoints.up('md'));
  return (
    <TopToolbar>
      {isWide && <ColumnsButton />}
      <CreateButton />
      <ListExport<Server> fields={SERVER_COLUMNS} />
    </TopToolbar>
  );
}

/** Rows take long to draw, so whoever types meanwhile comes first. What is selected shows at once. */
function Unhurried({ children }: { children: ReactNode }) {
  const list = useListContext<Server>();
  const { selectedIds } = list;
  const settled = useDeferredValue(list);
  const shown = useMemo(() => ({ ...settled, selectedIds }), [settled, selectedIds]);
  return <ListContextProvider value={shown}>{children}</ListContextProvider>;
}

function Contents() {
  const { by, unknownGroup } = useSearch();
  if (unknownGroup !== null) return <WrongAddress reason={unknownGroup} to={addressOf(START)} />;
  return (
    <Found>
      {by ? (
        <Suspense>
          <ServerGroups by={by} />
        </Suspense>
      ) : (
        <Unhurried>
          <ServerRows />
        </Unhurried>
      )}
    </Found>
  );
}

/** Groups have pages of their own. */
function ListPages() {
  const { by } = useSearch();
  return by ? null : <Pages rowsPerPageOptions={[25, 50, 100, 200]} />;
}

/** The page, unless no server has been entered yet: then there is nothing to search either. */
function Page() {
  const { total, error, defaultTitle } = useListContext<Server>();
  // The tour shows the rows, which are drawn later than the rest.
  const drawn = useDeferredValue(total);
  const { filter } = useSearch();
  const isEmpty = total === 0 && !error && Object.keys(filter).length === 0;
  return (
    <>
      <Title defaultTitle={defaultTitle} />
      {isEmpty ? (
        <NothingYet />
      ) : (
        <>
          <ListActions />
          <Card sx={{ overflowX: 'auto' }}>
            <Box sx={{ px: 1.5 }}>
              <ListFilters />
            </Box>
            <Contents />
          </Card>
          <ListPages />
        </>
      )}
      {drawn !== undefined && <TourHere isEmpty={drawn === 0} />}
    </>
  );
}

/** Not react-admin's `List`, because the forms of its filters would be loaded first. */
export function ServerList() {
  useLive('servers');
  return (
    <ListBase sort={START.sort} perPage={PER_PAGE}>
      <Page />
    </ListBase>
  );
}

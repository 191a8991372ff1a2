import { Alert, Box, Button, type Theme, useMediaQuery } from '@mui/material';
import { lazy, Suspense } from 'react';
import {
  ColumnsButton,
  CreateButton,
  ExportButton,
  List,
  Pagination,
  TopToolbar,
  useListContext,
  useTranslate,
} from 'react-admin';
import { Link } from 'react-router-dom';
import type { Server } from '../api/client';
import { messageOf, ProblemError } from '../api/problem';
import { useLive } from '../common/use.live';
import { ListFilters } from './server.filters';
import { ServerRows } from './server.rows';
import { addressOf, PER_PAGE, START } from './server.search';
import { useSearch } from './use.search';

const ServerGroups = lazy(() => import('./server.groups').then((file) => ({ default: file.ServerGroups })));

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

/** An address that somebody has typed, or that was good in another release, says what is wrong with it. */
function WrongAddress({ reason }: { reason: string }) {
  const translate = useTranslate();
  return (
    <Alert
      severity="warning"
      sx={{ m: 1 }}
      action={
        <Button component={Link} to={addressOf(START)} color="inherit" size="small">
          {translate('amiral.filter.clear')}
        </Button>
      }
    >
      {translate('amiral.filter.unknown', { reason })}
    </Alert>
  );
}

function useWrongAddress(): string | null {
  const { error } = useListContext<Server>();
  const { filter, by } = useSearch();
  if (error instanceof ProblemError && error.status === 422) return messageOf(error);
  return filter['groupBy'] && !by ? `groupBy: ${JSON.stringify(filter['groupBy'])}` : null;
}

function Contents() {
  const { by } = useSearch();
  const wrong = useWrongAddress();
  if (wrong !== null) return <WrongAddress reason={wrong} />;
  if (!by) return <ServerRows />;
  return (
    <Suspense>
      <ServerGroups by={by} />
    </Suspense>
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

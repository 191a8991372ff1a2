import { Stack, type Theme, useMediaQuery } from '@mui/material';
import { useListContext } from 'react-admin';
import type { Server } from '../api/client';
import { Scroll } from '../common/scroll';
import { ServerCard } from './server.card';
import { ServerTable } from './server.table';

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

/** The servers of the list, or of the group, around it. */
export function ServerRows() {
  const isNarrow = useMediaQuery((theme: Theme) => theme.breakpoints.down('md'));
  return isNarrow ? (
    <Cards />
  ) : (
    <Scroll>
      <ServerTable />
    </Scroll>
  );
}

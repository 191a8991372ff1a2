import { Alert, Box, Skeleton, Typography } from '@mui/material';
import { useQuery } from '@tanstack/react-query';
import { Title, useTranslate } from 'react-admin';
import { api, dataOf } from '../api/client';
import { messageOf } from '../api/problem';
import { useCan } from '../auth/use-can';
import { useLive } from '../common/use-live';
import { RecentEvents } from '../events/event.recent';
import { Counts } from './overview.counts';
import { MonitorState } from './overview.monitor';
import { Section } from './overview.section';
import { Slots } from './overview.slots';
import { Worst } from './overview.worst';

const GRID = {
  display: 'grid',
  gap: 1.5,
  gridTemplateColumns: { xs: 'minmax(0, 1fr)', md: 'repeat(2, minmax(0, 1fr))' },
};

function Contents() {
  const mayReadEvents = useCan('read', 'events');
  const { data, error } = useQuery({
    // Among the servers, so that it is read again when one of them changes.
    queryKey: ['servers', 'overview'],
    queryFn: () => dataOf(api.GET('/api/v1/overview')),
  });
  if (error && !data) return <Alert severity="error">{messageOf(error)}</Alert>;
  if (!data) return <Skeleton variant="rounded" height={320} />;
  return (
    <Box sx={GRID}>
      <Counts by="state" counts={data.byState.map(({ state, servers }) => [state, servers])} />
      <Counts by="healthStatus" counts={data.byHealth.map(({ healthStatus, servers }) => [healthStatus, servers])} />
      <Slots slots={data.slots} cordoned={data.cordoned} />
      <MonitorState />
      <Section title="worst" isWide>
        <Worst servers={data.worst} />
      </Section>
      {mayReadEvents && (
        <Section title="recent" isWide>
          <RecentEvents />
        </Section>
      )}
    </Box>
  );
}

/** The fleet at a glance: how much there is, what needs somebody, what was done last. */
export function Overview() {
  useLive('servers', 'monitor');
  const translate = useTranslate();
  return (
    <Box sx={{ py: 2 }}>
      <Title title={translate('amiral.menu.overview')} />
      <Typography variant="h5" component="h2" sx={{ mb: 1.5 }}>
        {translate('amiral.menu.overview')}
      </Typography>
      <Contents />
    </Box>
  );
}

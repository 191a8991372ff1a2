import { Button, Card, Link, Stack, Typography } from '@mui/material';
import type { ReactNode } from 'react';
import { useTranslate } from 'react-admin';
import { Link as RouterLink } from 'react-router-dom';
import type { Server } from '../api/client';
import { CapacityBar } from '../common/capacity.bar';
import { RelativeTime } from '../common/relative-time';
import { CordonedBadge, ServerHealth, StateBadge } from './server.badges';
import { ACTION_ICONS } from './server.action-icons';
import { useServerAction } from './use-server-action';

/** A long name takes three lines at most. */
const NAME = {
  fontWeight: 600,
  minWidth: 0,
  overflowWrap: 'anywhere',
  display: '-webkit-box',
  WebkitBoxOrient: 'vertical',
  WebkitLineClamp: 3,
  overflow: 'hidden',
};

/** A server at a glance, with what is most often done to it. */
export function ServerCard({ server, handle }: { server: Server; handle?: ReactNode }) {
  const translate = useTranslate();
  const { run, busy } = useServerAction();
  const { id, name, code, state, cordoned, instanceCount, maxInstances, lastCheckAt, actions } = server;
  return (
    <Card variant="outlined" sx={{ p: 1.25 }}>
      <Stack direction="row" sx={{ justifyContent: 'space-between' }}>
        <Link
          component={RouterLink}
          to={`/servers/${id}`}
          underline="hover"
          color="text.primary"
          title={name}
          sx={NAME}
        >
          {name}
        </Link>
        {handle}
      </Stack>
      <Typography variant="caption" color="text.secondary" component="div" sx={{ mb: 0.75, overflowWrap: 'anywhere' }}>
        <bdi>{code}</bdi> · <RelativeTime at={lastCheckAt} />
      </Typography>
      <Stack direction="row" useFlexGap sx={{ gap: 0.5, flexWrap: 'wrap', mb: 0.75 }}>
        <StateBadge state={state} />
        <ServerHealth server={server} />
        {cordoned && <CordonedBadge />}
      </Stack>
      <CapacityBar used={instanceCount} total={maxInstances} />
      <Stack direction="row" useFlexGap sx={{ mt: 0.75, columnGap: 0.5, flexWrap: 'wrap', mx: -0.5 }}>
        {actions.includes('check-health') && (
          <Button
            size="small"
            startIcon={ACTION_ICONS['check-health']}
            loading={busy !== null}
            loadingPosition="start"
            onClick={() => void run('check-health', server)}
          >
            {translate('amiral.action.check-health')}
          </Button>
        )}
        <Button size="small" component={RouterLink} to={`/servers/${id}?tab=instances`}>
          {translate('resources.instances.name', { smart_count: 2 })}
        </Button>
      </Stack>
    </Card>
  );
}

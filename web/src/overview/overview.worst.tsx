import { Box, Link, Typography } from '@mui/material';
import { useTranslate } from 'react-admin';
import { Link as RouterLink } from 'react-router-dom';
import type { Server } from '../api/client';
import { CapacityBar } from '../common/capacity.bar';
import { RelativeTime } from '../common/relative-time';
import { CordonedBadge, ServerHealth, StateBadge } from '../servers/server.badges';

const ROWS = { m: 0, p: 0, listStyle: 'none' };
const ROW = {
  display: 'grid',
  gap: 1,
  py: 0.75,
  alignItems: 'center',
  gridTemplateColumns: { xs: 'minmax(0, 1fr)', sm: 'minmax(140px, 1.2fr) minmax(200px, 1.4fr) 110px minmax(0, 2fr)' },
  '& + &': { borderTop: 1, borderColor: 'divider' },
};

/** The servers that need somebody, the worst first, each with why. */
export function Worst({ servers }: { servers: readonly Server[] }) {
  const translate = useTranslate();
  if (servers.length === 0) return <Typography>{translate('amiral.overview.nothing')}</Typography>;
  return (
    <Box component="ul" sx={ROWS}>
      {servers.map((server) => (
        <Box component="li" key={server.id} sx={ROW}>
          <Link
            component={RouterLink}
            to={`/servers/${server.id}`}
            color="text.primary"
            underline="hover"
            noWrap
            title={server.name}
            sx={{ fontWeight: 600, textAlign: 'left' }}
          >
            {server.name}
          </Link>
          <Box sx={{ display: 'flex', gap: 0.5, flexWrap: 'wrap' }}>
            <StateBadge state={server.state} />
            <ServerHealth server={server} />
            {server.cordoned && <CordonedBadge />}
          </Box>
          <CapacityBar used={server.instanceCount} total={server.maxInstances} />
          <Typography variant="body2" color="text.secondary" noWrap title={server.lastError ?? ''}>
            <RelativeTime at={server.lastCheckAt} />
            {server.lastError !== null && (
              <>
                {' · '}
                <bdi>{server.lastError}</bdi>
              </>
            )}
          </Typography>
        </Box>
      ))}
    </Box>
  );
}

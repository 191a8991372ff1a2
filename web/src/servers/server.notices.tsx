import { Alert } from '@mui/material';
import { useTranslate } from 'react-admin';
import type { Server } from '../api/client';
import { RelativeTime } from '../common/relative-time';
import { useHealthReason } from './server.health-reasons';

const GRAVITY = { healthy: 'success', warning: 'warning', critical: 'error', unknown: 'info' } as const;

/** Why it is not healthy and since when, what its last probe ran into, and what helps. */
function HealthNotice({ server }: { server: Server }) {
  const translate = useTranslate();
  const say = useHealthReason();
  const { healthStatus, healthReasons, healthSince, lastError } = server;
  if (healthReasons.length === 0 || isUnwatched(server)) return <ErrorNotice error={lastError} />;
  return (
    <Alert severity={GRAVITY[healthStatus]}>
      {healthReasons.map((reason) => (
        <div key={reason.code}>
          {say(reason)} {reason.code === 'crons-late' && translate('amiral.health_reason.remedy')}
        </div>
      ))}
      <LastError error={lastError} />
      {translate(`amiral.health.${healthStatus}`)} {translate('amiral.health_reason.since')}{' '}
      <RelativeTime at={healthSince} />
    </Alert>
  );
}

/** Of one that nobody probes there is nothing to say. */
const isUnwatched = ({ state }: Server) => state === 'draft' || state === 'disabled';

function ErrorNotice({ error }: { error: string | null }) {
  if (error === null) return null;
  return (
    <Alert severity="warning">
      <LastError error={error} />
    </Alert>
  );
}

function LastError({ error }: { error: string | null }) {
  const translate = useTranslate();
  if (error === null) return null;
  return (
    <div>
      {translate('resources.servers.fields.lastError')}: <bdi>{error}</bdi>
    </div>
  );
}

/** What whoever opens the page of a server has to know first: why it is out of service, what its last probe ran into. */
export function ServerNotices({ server }: { server: Server }) {
  const translate = useTranslate();
  const { state, maintenanceReason, maintenanceUntil } = server;
  return (
    <>
      {state === 'maintenance' && (
        <Alert severity="info">
          <bdi>{maintenanceReason ?? translate('amiral.maintenance.unsaid')}</bdi>
          {' · '}
          {maintenanceUntil === null ? (
            translate('amiral.maintenance.open')
          ) : (
            <>
              {translate('resources.servers.fields.maintenanceUntil')}: <RelativeTime at={maintenanceUntil} />
            </>
          )}
        </Alert>
      )}
      <HealthNotice server={server} />
    </>
  );
}

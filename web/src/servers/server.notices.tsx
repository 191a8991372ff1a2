import { Alert } from '@mui/material';
import { useTranslate } from 'react-admin';
import type { Server } from '../api/client';
import { RelativeTime } from '../common/relative-time';
import { useHealthReason } from './server.health-reasons';

const GRAVITY = { healthy: 'success', warning: 'warning', critical: 'error', unknown: 'info' } as const;

/** Why it is not healthy and since when, and what helps; of one that nobody probes there is nothing to say. */
function HealthNotice({ server: { state, healthStatus, healthReasons, healthSince } }: { server: Server }) {
  const translate = useTranslate();
  const say = useHealthReason();
  if (healthReasons.length === 0 || state === 'draft' || state === 'disabled') return null;
  return (
    <Alert severity={GRAVITY[healthStatus]}>
      {healthReasons.map((reason) => (
        <div key={reason.code}>
          {say(reason)} {reason.code === 'crons-late' && translate('amiral.health_reason.remedy')}
        </div>
      ))}
      {translate(`amiral.health.${healthStatus}`)} {translate('amiral.health_reason.since')}{' '}
      <RelativeTime at={healthSince} />
    </Alert>
  );
}

/** What whoever opens the page of a server has to know first: why it is out of service, what its last probe ran into. */
export function ServerNotices({ server }: { server: Server }) {
  const translate = useTranslate();
  const { state, maintenanceReason, maintenanceUntil, lastError } = server;
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
      {lastError !== null && (
        <Alert severity="warning">
          {translate('resources.servers.fields.lastError')}: <bdi>{lastError}</bdi>
        </Alert>
      )}
    </>
  );
}

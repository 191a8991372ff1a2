import { Alert } from '@mui/material';
import { useTranslate } from 'react-admin';
import type { Server } from '../api/client';
import { RelativeTime } from '../common/relative-time';

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
      {lastError !== null && (
        <Alert severity="warning">
          {translate('resources.servers.fields.lastError')}: <bdi>{lastError}</bdi>
        </Alert>
      )}
    </>
  );
}

import VolumeOff from '@mui/icons-material/VolumeOff';
import { Alert, Button, Card, Link, Skeleton, Stack, Typography } from '@mui/material';
import { useTranslate } from 'react-admin';
import { Link as RouterLink } from 'react-router-dom';
import type { Incident } from '../api/client';
import { useCan } from '../auth/use-can';
import { Duration } from '../common/duration';
import { ExactTime } from '../common/exact-time';
import { RecordPage } from '../common/record.page';
import { SeverityBadge } from '../common/severity.badge';
import { AcknowledgeActions } from './incident.acknowledge';
import { IncidentBadges } from './incident.badges';
import { type Entry, Timeline } from './incident.timeline';

/** What came with a list has no timeline yet. */
type Shown = Incident & { timeline?: Entry[] };

/** To a silence of this server that only lacks its reason. */
function Silence({ serverId }: { serverId: string }) {
  const translate = useTranslate();
  const source = encodeURIComponent(JSON.stringify({ serverIds: [serverId] }));
  return (
    <Button
      component={RouterLink}
      to={`/silences/create?source=${source}`}
      size="small"
      variant="outlined"
      startIcon={<VolumeOff />}
    >
      {translate('amiral.incident.silence')}
    </Button>
  );
}

function Facts({ incident }: { incident: Incident }) {
  const translate = useTranslate();
  const { openedAt, endedAt, closedAt, closeReason, changes } = incident;
  const label = (field: string) => translate(`resources.incidents.fields.${field}`);
  return (
    <Typography color="text.secondary" variant="body2">
      {label('openedAt')}: <ExactTime at={openedAt} />, {label('duration')}:{' '}
      <Duration from={openedAt} to={endedAt ?? closedAt} />, {label('changes')}: {changes}
      {closeReason !== null && `, ${translate(`amiral.incident.closed.${closeReason}`)}`}
    </Typography>
  );
}

function Header({ incident }: { incident: Incident }) {
  const maySilence = useCan('create', 'silences');
  const { serverId, serverCode, severity, cause, actions, closedAt } = incident;
  return (
    <Stack spacing={1}>
      <Stack direction="row" useFlexGap sx={{ gap: 1, alignItems: 'center', flexWrap: 'wrap' }}>
        <SeverityBadge severity={severity} />
        <IncidentBadges {...incident} />
        {serverId !== null && (
          <Link component={RouterLink} to={`/servers/${serverId}`}>
            {serverCode}
          </Link>
        )}
      </Stack>
      <Typography sx={{ overflowWrap: 'anywhere' }}>{cause}</Typography>
      <Facts incident={incident} />
      <Stack direction="row" useFlexGap sx={{ gap: 1, flexWrap: 'wrap' }}>
        <AcknowledgeActions id={incident.id} actions={actions} />
        {maySilence && serverId !== null && closedAt === null && <Silence serverId={serverId} />}
      </Stack>
    </Stack>
  );
}

/** Who takes care of it, and what they say. */
function CareNotice({ incident: { acknowledgedBy, acknowledgedAt, note } }: { incident: Incident }) {
  const translate = useTranslate();
  if (acknowledgedAt === null) return null;
  return (
    <Alert severity="info" sx={{ overflowWrap: 'anywhere' }}>
      {translate('amiral.incident.cared', { name: acknowledgedBy?.name ?? '' })} <ExactTime at={acknowledgedAt} />
      {note !== null && (
        <>
          {': '}
          <strong dir="auto">{note}</strong>
        </>
      )}
    </Alert>
  );
}

/** One incident, and all that happened. */
export function IncidentPage() {
  const translate = useTranslate();
  return (
    <RecordPage<Shown>
      resource="incidents"
      nameOf={({ serverName }) => serverName ?? translate('amiral.incident.monitor')}
      header={(incident) => <Header incident={incident} />}
    >
      {(incident) => (
        <Stack spacing={1.5}>
          <CareNotice incident={incident} />
          <Card variant="outlined" sx={{ p: 2 }}>
            <Typography variant="h6" component="h3" sx={{ mb: 1 }}>
              {translate('amiral.incident.timeline')}
            </Typography>
            {incident.timeline ? <Timeline entries={incident.timeline} /> : <Skeleton variant="rounded" height={120} />}
          </Card>
        </Stack>
      )}
    </RecordPage>
  );
}

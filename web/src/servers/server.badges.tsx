import Block from '@mui/icons-material/Block';
import Build from '@mui/icons-material/Build';
import CheckCircle from '@mui/icons-material/CheckCircle';
import CloudOff from '@mui/icons-material/CloudOff';
import Edit from '@mui/icons-material/Edit';
import ErrorIcon from '@mui/icons-material/Error';
import Help from '@mui/icons-material/Help';
import PauseCircle from '@mui/icons-material/PauseCircle';
import PlayCircle from '@mui/icons-material/PlayCircle';
import Warning from '@mui/icons-material/Warning';
import { Tooltip } from '@mui/material';
import type { ReactElement } from 'react';
import { useTranslate } from 'react-admin';
import type { Server } from '../api/client';
import { Badge, type Tone } from '../common/badge';
import { useHealthReason } from './server.health-reasons';

type Look = readonly [Tone, ReactElement];

const STATES: Record<Server['state'], Look> = {
  draft: ['quiet', <Edit key="draft" />],
  active: ['good', <PlayCircle key="active" />],
  maintenance: ['info', <Build key="maintenance" />],
  offline: ['bad', <CloudOff key="offline" />],
  disabled: ['quiet', <Block key="disabled" />],
};

const HEALTH: Record<Server['healthStatus'], Look> = {
  healthy: ['good', <CheckCircle key="healthy" />],
  warning: ['notice', <Warning key="warning" />],
  critical: ['bad', <ErrorIcon key="critical" />],
  unknown: ['quiet', <Help key="unknown" />],
};

export function StateBadge({ state }: Pick<Server, 'state'>) {
  const translate = useTranslate();
  const [tone, icon] = STATES[state];
  return <Badge tone={tone} icon={icon} label={translate(`amiral.state.${state}`)} />;
}

export function HealthBadge({ healthStatus }: Pick<Server, 'healthStatus'>) {
  const translate = useTranslate();
  const [tone, icon] = HEALTH[healthStatus];
  return <Badge tone={tone} icon={icon} label={translate(`amiral.health.${healthStatus}`)} />;
}

/** The health, and on hover why it is so. */
export function ServerHealth({ server: { healthStatus, healthReasons } }: { server: Server }) {
  const say = useHealthReason();
  return (
    <Tooltip title={healthReasons.map(say).join(' ')} describeChild>
      <span>
        <HealthBadge healthStatus={healthStatus} />
      </span>
    </Tooltip>
  );
}

/** Takes no new customer. */
export function CordonedBadge() {
  const translate = useTranslate();
  return <Badge tone="notice" icon={<PauseCircle />} label={translate('amiral.cordoned')} />;
}

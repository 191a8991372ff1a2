import Block from '@mui/icons-material/Block';
import Edit from '@mui/icons-material/Edit';
import ErrorIcon from '@mui/icons-material/Error';
import HourglassTop from '@mui/icons-material/HourglassTop';
import PauseCircle from '@mui/icons-material/PauseCircle';
import PlayCircle from '@mui/icons-material/PlayCircle';
import type { ReactElement } from 'react';
import { useTranslate } from 'react-admin';
import type { Instance } from '../api/client';
import { Badge, type Tone } from '../common/badge';

const STATES: Record<Instance['state'], readonly [Tone, ReactElement]> = {
  draft: ['quiet', <Edit key="draft" />],
  provisioning: ['info', <HourglassTop key="provisioning" />],
  active: ['good', <PlayCircle key="active" />],
  suspended: ['notice', <PauseCircle key="suspended" />],
  expired: ['notice', <HourglassTop key="expired" />],
  terminated: ['quiet', <Block key="terminated" />],
  failed: ['bad', <ErrorIcon key="failed" />],
};

export function InstanceBadge({ state }: Pick<Instance, 'state'>) {
  const translate = useTranslate();
  const [tone, icon] = STATES[state];
  return <Badge tone={tone} icon={icon} label={translate(`amiral.instance_state.${state}`)} />;
}

import Block from '@mui/icons-material/Block';
import CheckCircle from '@mui/icons-material/CheckCircle';
import ErrorIcon from '@mui/icons-material/Error';
import PanTool from '@mui/icons-material/PanTool';
import Schedule from '@mui/icons-material/Schedule';
import Sync from '@mui/icons-material/Sync';
import Undo from '@mui/icons-material/Undo';
import type { ReactElement } from 'react';
import { useTranslate } from 'react-admin';
import type { OperationSummary } from '../api/client';
import { Badge, type Tone } from '../common/badge';

/** What was undone is over and well; what needs an operator is neither, and looks like nothing else. */
const STATES: Record<OperationSummary['state'], readonly [Tone, ReactElement]> = {
  queued: ['quiet', <Schedule key="queued" />],
  running: ['info', <Sync key="running" />],
  succeeded: ['good', <CheckCircle key="succeeded" />],
  failed: ['notice', <ErrorIcon key="failed" />],
  compensating: ['info', <Undo key="compensating" />],
  compensated: ['quiet', <Undo key="compensated" />],
  'needs-operator': ['bad', <PanTool key="needs-operator" />],
  cancelled: ['quiet', <Block key="cancelled" />],
};

export function OperationBadge({ state }: Pick<OperationSummary, 'state'>) {
  const translate = useTranslate();
  const [tone, icon] = STATES[state];
  return <Badge tone={tone} icon={icon} label={translate(`amiral.operation.state.${state}`)} />;
}

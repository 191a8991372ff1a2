import ErrorIcon from '@mui/icons-material/Error';
import Info from '@mui/icons-material/Info';
import Warning from '@mui/icons-material/Warning';
import type { ReactElement } from 'react';
import { useTranslate } from 'react-admin';
import type { Channel } from '../api/client';
import { SEVERITIES } from '../api/enums';
import { Badge, type Tone } from './badge';
import { choicesOf } from './choices';

type Severity = Channel['minSeverity'];

const LOOKS: Record<Severity, readonly [Tone, ReactElement]> = {
  critical: ['bad', <ErrorIcon key="critical" />],
  warning: ['notice', <Warning key="warning" />],
  info: ['info', <Info key="info" />],
};

export const SEVERITY_CHOICES = choicesOf(SEVERITIES, 'amiral.severity');

export function SeverityBadge({ severity }: { severity: Severity }) {
  const translate = useTranslate();
  const [tone, icon] = LOOKS[severity];
  return <Badge tone={tone} icon={icon} label={translate(`amiral.severity.${severity}`)} />;
}

import CheckCircle from '@mui/icons-material/CheckCircle';
import ErrorIcon from '@mui/icons-material/Error';
import HourglassTop from '@mui/icons-material/HourglassTop';
import type { ReactElement } from 'react';
import { useTranslate } from 'react-admin';
import type { Delivery } from '../api/client';
import { Badge, type Tone } from '../common/badge';

const STATES: Record<Delivery['state'], readonly [Tone, ReactElement]> = {
  pending: ['info', <HourglassTop key="pending" />],
  delivered: ['good', <CheckCircle key="delivered" />],
  failed: ['bad', <ErrorIcon key="failed" />],
};

export function DeliveryBadge({ state }: Pick<Delivery, 'state'>) {
  const translate = useTranslate();
  const [tone, icon] = STATES[state];
  return <Badge tone={tone} icon={icon} label={translate(`amiral.delivery.state.${state}`)} />;
}

import CheckCircle from '@mui/icons-material/CheckCircle';
import PauseCircle from '@mui/icons-material/PauseCircle';
import Warning from '@mui/icons-material/Warning';
import { Typography } from '@mui/material';
import { useQuery } from '@tanstack/react-query';
import { useLocaleState, useTranslate } from 'react-admin';
import { api, dataOf, type Schemas } from '../api/client';
import { Badge } from '../common/badge';
import { Section } from './overview.section';

function StateOf({ paused, frozen }: { paused: boolean; frozen: boolean }) {
  const translate = useTranslate();
  const word = (name: string) => translate(`amiral.overview.monitor_is.${name}`);
  if (frozen) return <Badge tone="bad" icon={<Warning />} label={word('frozen')} />;
  if (paused) return <Badge tone="notice" icon={<PauseCircle />} label={word('paused')} />;
  return <Badge tone="good" icon={<CheckCircle />} label={word('watching')} />;
}

function Figures({ watching, waiting, lagMs }: Schemas['Monitor']) {
  const translate = useTranslate();
  const [locale] = useLocaleState();
  const late = new Intl.NumberFormat(locale, { style: 'unit', unit: 'second', maximumFractionDigits: 2 });
  return (
    <Typography variant="body2" sx={{ mt: 1 }}>
      {translate('amiral.overview.watching', { smart_count: watching })}
      {' · '}
      {translate('amiral.overview.late', { late: late.format(lagMs.p99 / 1_000) })}
      {' · '}
      {translate('amiral.overview.waiting', { smart_count: waiting })}
    </Typography>
  );
}

/** Is the fleet being watched, and in time? */
export function MonitorState() {
  const { data: monitor } = useQuery({
    queryKey: ['monitor'],
    queryFn: () => dataOf(api.GET('/api/v1/health/monitor')),
  });
  const { data: panic } = useQuery({ queryKey: ['panic'], queryFn: () => dataOf(api.GET('/api/v1/health/panic')) });
  return (
    <Section title="monitor">
      {monitor && panic && (
        <>
          <StateOf paused={monitor.paused} frozen={panic.frozen} />
          <Figures {...monitor} />
        </>
      )}
    </Section>
  );
}

import CheckCircle from '@mui/icons-material/CheckCircle';
import HourglassTop from '@mui/icons-material/HourglassTop';
import ReportProblem from '@mui/icons-material/ReportProblem';
import SwapVert from '@mui/icons-material/SwapVert';
import { Stack } from '@mui/material';
import { useTranslate } from 'react-admin';
import type { Incident } from '../api/client';
import { Badge } from '../common/badge';

type Facts = Pick<Incident, 'closedAt' | 'endedAt' | 'flapping'>;

/** Open, over but not for long yet, or closed; and whether it comes and goes. */
export function IncidentBadges({ closedAt, endedAt, flapping }: Facts) {
  const translate = useTranslate();
  const label = (word: string) => translate(`amiral.incident.state.${word}`);
  return (
    <Stack direction="row" useFlexGap sx={{ gap: 0.5, flexWrap: 'wrap' }}>
      {closedAt !== null && <Badge tone="quiet" icon={<CheckCircle />} label={label('closed')} />}
      {closedAt === null && endedAt === null && <Badge tone="bad" icon={<ReportProblem />} label={label('open')} />}
      {closedAt === null && endedAt !== null && <Badge tone="info" icon={<HourglassTop />} label={label('ending')} />}
      {flapping && <Badge tone="notice" icon={<SwapVert />} label={label('flapping')} />}
    </Stack>
  );
}

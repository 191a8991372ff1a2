import Notifications from '@mui/icons-material/Notifications';
import ReportProblem from '@mui/icons-material/ReportProblem';
import SwapVert from '@mui/icons-material/SwapVert';
import { Box, Typography } from '@mui/material';
import { useTranslate } from 'react-admin';
import type { Schemas } from '../api/client';
import { ExactTime } from '../common/exact.time';

export type Entry = Schemas['Incident']['timeline'][number];

const ICONS = { transition: SwapVert, alert: ReportProblem, notice: Notifications };

/** Only what has changed, as "Active → Offline". */
function useChangeText() {
  const translate = useTranslate();
  const word = (kind: string, value: string | null) => (value === null ? '–' : translate(`amiral.${kind}.${value}`));
  const change = (kind: string, before: string | null, after: string | null) =>
    before === after ? [] : [`${word(kind, before)} → ${word(kind, after)}`];
  return ({ stateBefore, state, healthBefore, health }: NonNullable<Entry['transition']>) =>
    [...change('state', stateBefore, state), ...change('health', healthBefore, health)].join(', ');
}

function Happened({ entry: { transition, alert, notice } }: { entry: Entry }) {
  const translate = useTranslate();
  const changeText = useChangeText();
  if (transition) return <>{changeText(transition)}</>;
  if (alert) return <>{translate(`amiral.incident.alert.${alert.state}`, { rule: alert.rule })}</>;
  return notice ? <>{translate(`amiral.incident.told.${notice.kind}`)}</> : null;
}

/** All that happened, in order. */
export function Timeline({ entries }: { entries: Entry[] }) {
  return (
    <Box component="ol" sx={{ m: 0, p: 0, listStyle: 'none', display: 'grid', gap: 1 }}>
      {entries.map((entry, index) => {
        const Icon = ICONS[entry.kind];
        return (
          <Box
            component="li"
            key={index}
            sx={{ display: 'grid', gridTemplateColumns: { xs: '24px 1fr', sm: '24px 200px 1fr' }, columnGap: 1 }}
          >
            <Icon fontSize="small" color="action" aria-hidden />
            <Typography component="span" variant="body2" color="text.secondary">
              <ExactTime at={entry.at} />
            </Typography>
            <Box component="span" sx={{ gridColumn: { xs: 2, sm: 3 }, overflowWrap: 'anywhere' }}>
              <Happened entry={entry} />
            </Box>
          </Box>
        );
      })}
    </Box>
  );
}

import Notifications from '@mui/icons-material/Notifications';
import ReportProblem from '@mui/icons-material/ReportProblem';
import SwapVert from '@mui/icons-material/SwapVert';
import { Box, Typography } from '@mui/material';
import { useTranslate } from 'react-admin';
import type { Schemas } from '../api/client';
import { ExactTime } from '../common/exact-time';

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

type Translate = ReturnType<typeof useTranslate>;

/** Only what has recovered is resolved. */
function alertText({ rule, state, ended }: NonNullable<Entry['alert']>, translate: Translate): string {
  return translate(`amiral.incident.alert.${ended === null ? state : 'withdrawn'}`, { rule, ended });
}

/** What was sent, and who took it: nobody else was. */
function noticeText({ kind, channels, waiting, failed }: NonNullable<Entry['notice']>, translate: Translate): string {
  const names = channels.map((channel) => `${translate(`amiral.channel.kind.${channel.kind}`)} ${channel.name}`);
  const sent = names.length > 0 ? translate('amiral.incident.sent_to', { channels: names.join(', ') }) : '';
  const left = (['waiting', 'failed'] as const).map((state) => {
    const count = state === 'waiting' ? waiting : failed;
    return count === 0 ? '' : translate(`amiral.incident.${state}`, { smart_count: count });
  });
  const parts = [sent || translate('amiral.incident.sent_to_nobody'), ...left].filter(Boolean);
  return `${translate(`amiral.incident.sent.${kind}`)} · ${parts.join(' · ')}`;
}

function Happened({ entry: { transition, alert, notice } }: { entry: Entry }) {
  const translate = useTranslate();
  const changeText = useChangeText();
  if (transition) return <>{changeText(transition)}</>;
  if (alert) return <>{alertText(alert, translate)}</>;
  return notice ? <>{noticeText(notice, translate)}</> : null;
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

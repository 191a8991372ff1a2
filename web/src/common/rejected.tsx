import { Box, LinearProgress, Link, Typography } from '@mui/material';
import { useTranslate } from 'react-admin';
import { Link as RouterLink } from 'react-router-dom';
import { SERVER_STATES } from '../api/enums';

const REASONS = ['state', 'cordoned', 'health', 'template', 'capacity'] as const;
type Reason = (typeof REASONS)[number];

/** The lists in which those refused for each reason stand. */
const FILTERS: Record<Exclude<Reason, 'template'>, object> = {
  state: { state: SERVER_STATES.filter((state) => state !== 'active') },
  cordoned: { cordoned: ['true'] },
  health: { state: ['active'], healthStatus: ['critical', 'unknown'] },
  capacity: { state: ['active'], maxAvailableCapacity: 99 },
};

const listOf = (reason: Reason) =>
  reason === 'template' ? '/templates' : `/servers?filter=${encodeURIComponent(JSON.stringify(FILTERS[reason]))}`;

/** How many servers a new instance cannot go to, for which reason, and what can be done about it: written and drawn. */
export function Rejected({ rejected }: { rejected: Readonly<Record<string, number>> }) {
  const translate = useTranslate();
  const shown = REASONS.filter((reason) => (rejected[reason] ?? 0) > 0);
  const all = shown.reduce((sum, reason) => sum + (rejected[reason] ?? 0), 0);
  if (all === 0) return <Typography color="text.secondary">{translate('amiral.rejected.all_fit')}</Typography>;
  return (
    <Box component="ul" sx={{ m: 0, p: 0, listStyle: 'none', display: 'grid', gap: 1.25 }}>
      {shown.map((reason) => (
        <li key={reason}>
          <Link component={RouterLink} to={listOf(reason)} color="text.primary" sx={{ fontWeight: 600 }}>
            {translate(`amiral.rejected.${reason}`, { smart_count: rejected[reason] })}
          </Link>{' '}
          <Typography component="span" variant="body2">
            {translate(`amiral.rejected.todo.${reason}`)}
          </Typography>
          <LinearProgress
            aria-hidden
            variant="determinate"
            color="warning"
            value={((rejected[reason] ?? 0) / all) * 100}
            sx={{ height: 6, borderRadius: 3, mt: 0.5 }}
          />
        </li>
      ))}
    </Box>
  );
}

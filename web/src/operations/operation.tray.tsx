import Sync from '@mui/icons-material/Sync';
import {
  Badge,
  Box,
  Button,
  IconButton,
  LinearProgress,
  Link,
  Popover,
  Stack,
  Tooltip,
  Typography,
} from '@mui/material';
import { useState } from 'react';
import { useGetList, useTranslate } from 'react-admin';
import { Link as RouterLink } from 'react-router-dom';
import type { OperationSummary } from '../api/client';
import { useCan } from '../auth/use-can';
import { useLive } from '../common/use-live';
import { OperationBadge } from './operation.badge';
import { OperationProgress } from './operation.progress';

const SHOWN = 6;
const pagination = { page: 1, perPage: SHOWN };
const sort = { field: 'createdAt', order: 'DESC' } as const;
const UNDER_WAY = { state: ['queued', 'running', 'compensating'] };
const NEEDED = { state: ['needs-operator'] };

/** What runs now, and what waits for somebody: the newest of each, and how many there are. */
function useNow() {
  useLive('operations');
  const mayRead = useCan('read', 'operations');
  const enabled = { enabled: mayRead };
  const running = useGetList<OperationSummary>('operations', { filter: UNDER_WAY, pagination, sort }, enabled);
  const needed = useGetList<OperationSummary>('operations', { filter: NEEDED, pagination, sort }, enabled);
  const [runs, needs] = [running.total ?? 0, needed.total ?? 0];
  const shown = [...(needed.data ?? []), ...(running.data ?? [])].slice(0, SHOWN);
  return { runs, needs, shown };
}

function Line({ operation, onLeave }: { operation: OperationSummary; onLeave: () => void }) {
  const translate = useTranslate();
  const { id, kind, state, subjectName, progress } = operation;
  return (
    <Stack component="li" spacing={0.5} sx={{ py: 1, borderTop: 1, borderColor: 'divider' }}>
      <Link component={RouterLink} to={`/operations/${id}`} onClick={onLeave} sx={{ overflowWrap: 'anywhere' }}>
        {translate(`amiral.operation.kind.${kind}`)} · <bdi>{subjectName}</bdi>
      </Link>
      <Stack direction="row" spacing={1.5} sx={{ alignItems: 'center' }}>
        <OperationBadge state={state} />
        {state === 'running' && <OperationProgress progress={progress} />}
      </Stack>
    </Stack>
  );
}

function Content({ now: { runs, needs, shown }, onLeave }: { now: ReturnType<typeof useNow>; onLeave: () => void }) {
  const translate = useTranslate();
  const more = runs + needs - shown.length;
  return (
    <Box sx={{ p: 2, width: 340, maxWidth: '100%' }}>
      <Typography variant="h6" component="h2">
        {translate('amiral.operation.now.title')}
      </Typography>
      {shown.length === 0 && <Typography sx={{ py: 1 }}>{translate('amiral.operation.now.none')}</Typography>}
      <Box component="ul" sx={{ m: 0, p: 0, listStyle: 'none' }}>
        {shown.map((operation) => (
          <Line key={operation.id} operation={operation} onLeave={onLeave} />
        ))}
      </Box>
      {more > 0 && (
        <Typography variant="body2">{translate('amiral.operation.now.more', { smart_count: more })}</Typography>
      )}
      <Button component={RouterLink} to="/operations" size="small" onClick={onLeave} sx={{ mt: 1 }}>
        {translate('amiral.operation.all')}
      </Button>
    </Box>
  );
}

/** How far those that run are, taken together. */
function meanOf(shown: readonly OperationSummary[]): number {
  const running = shown.filter(({ state }) => state === 'running');
  return running.reduce((sum, { progress }) => sum + progress, 0) / Math.max(1, running.length);
}

/** In the bar of every page: what runs now, how far it is, and what waits for an operator. Nothing runs: nothing is shown. */
export function OperationTray() {
  const translate = useTranslate();
  const now = useNow();
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  const { runs, needs, shown } = now;
  if (runs + needs === 0 && anchor === null) return null;
  const said = [
    ...(needs > 0 ? [translate('amiral.operation.now.needed', { smart_count: needs })] : []),
    ...(runs > 0 || needs === 0 ? [translate('amiral.operation.now.count', { smart_count: runs })] : []),
  ].join(', ');
  const close = () => setAnchor(null);
  return (
    <>
      <Tooltip title={said}>
        <IconButton
          color="inherit"
          aria-label={`${String(runs + needs)}: ${said}`}
          size="small"
          aria-haspopup="dialog"
          onClick={(event) => setAnchor(event.currentTarget)}
          sx={{ position: 'relative' }}
        >
          <Badge badgeContent={runs + needs} color={needs > 0 ? 'error' : 'info'} max={999}>
            <Sync />
          </Badge>
          {runs > 0 && (
            <LinearProgress
              aria-hidden
              color="inherit"
              variant="determinate"
              value={meanOf(shown)}
              sx={{ position: 'absolute', left: 5, right: 5, bottom: 0, height: 3, borderRadius: 2 }}
            />
          )}
        </IconButton>
      </Tooltip>
      <Popover
        open={anchor !== null}
        anchorEl={anchor}
        onClose={close}
        anchorOrigin={{ vertical: 'bottom', horizontal: 'right' }}
        transformOrigin={{ vertical: 'top', horizontal: 'right' }}
        slotProps={{ paper: { role: 'dialog', 'aria-label': translate('amiral.operation.now.title') } }}
      >
        <Content now={now} onLeave={close} />
      </Popover>
    </>
  );
}

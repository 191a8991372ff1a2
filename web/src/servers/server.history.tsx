import { Alert, Box, Button, Skeleton, Stack, ToggleButton, ToggleButtonGroup, Typography } from '@mui/material';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { useRecordContext, useTranslate } from 'react-admin';
import type { Schemas, Server } from '../api/client';
import { messageOf } from '../api/problem';
import { readHistory, readUptime } from './server.calls';
import { HistoryCharts } from './server.history-charts';
import { HistoryTable } from './server.history-table';
import { type Span, SPANS } from './server.series';
import { useFigures } from './use-figures';

/** The finest point is of five minutes. */
const READ_EVERY_MS = 60_000;

const WINDOWS = { m: 0, display: 'grid', gap: 2, gridTemplateColumns: 'repeat(auto-fit, minmax(130px, 1fr))' };

/** How much of the time it was up, never without how much of the time is known. */
function Uptime({ windows }: Schemas['ServerUptime']) {
  const translate = useTranslate();
  const { percent, share } = useFigures();
  return (
    <Box component="dl" sx={WINDOWS}>
      {windows.map(({ window, uptime, coverage }) => (
        <Box key={window}>
          <Typography component="dt" variant="caption" color="text.secondary">
            {translate(`amiral.history.uptime.${window}`)}
          </Typography>
          <Typography component="dd" sx={{ m: 0, fontWeight: 600 }}>
            {uptime === null ? translate('amiral.history.too_little') : percent(uptime)}
          </Typography>
          <Typography component="dd" variant="caption" color="text.secondary" sx={{ m: 0 }}>
            {translate('amiral.history.coverage', { percent: share(coverage) })}
          </Typography>
        </Box>
      ))}
    </Box>
  );
}

function SpanChoice({ span, onChange }: { span: Span; onChange: (span: Span) => void }) {
  const translate = useTranslate();
  return (
    <ToggleButtonGroup
      exclusive
      size="small"
      color="primary"
      sx={{ '& .MuiToggleButton-root': { color: 'text.primary' } }}
      aria-label={translate('amiral.history.span')}
      value={span}
      onChange={(_event, next: Span | null) => next && onChange(next)}
    >
      {Object.keys(SPANS).map((each) => (
        <ToggleButton key={each} value={each}>
          {translate(`amiral.history.spans.${each}`)}
        </ToggleButton>
      ))}
    </ToggleButtonGroup>
  );
}

function useHistory(id: string, span: Span) {
  const often = { refetchInterval: READ_EVERY_MS };
  const uptime = useQuery({ queryKey: ['uptime', id], queryFn: () => readUptime(id), ...often });
  const history = useQuery({
    queryKey: ['history', id, span],
    queryFn: () => readHistory(id, SPANS[span], Date.now()),
    placeholderData: keepPreviousData,
    ...often,
  });
  return {
    uptime: uptime.data,
    history: history.data,
    /** Still of the span before. */
    isOld: history.isPlaceholderData,
    error: history.error ?? uptime.error,
  };
}

/** What was asked before stays, but does not pass for what is asked now. */
function Faded({ is, children }: { is: boolean; children: ReactNode }) {
  return (
    <Box aria-busy={is} sx={{ opacity: is ? 0.4 : 1 }}>
      {children}
    </Box>
  );
}

/** What probes found over time: figures, pictures, and the same as a table. */
export function ServerHistory() {
  const translate = useTranslate();
  const { id = '' } = useRecordContext<Server>() ?? {};
  const [span, setSpan] = useState<Span>('24h');
  const [isTable, setIsTable] = useState(false);
  const { uptime, history, isOld, error } = useHistory(id, span);
  if (error && !history) return <Alert severity="error">{messageOf(error)}</Alert>;
  if (!uptime || !history) return <Skeleton variant="rounded" height={320} />;
  return (
    <Stack spacing={2}>
      <Uptime windows={uptime.windows} />
      <Stack direction="row" useFlexGap sx={{ gap: 1, flexWrap: 'wrap', justifyContent: 'space-between' }}>
        <SpanChoice span={span} onChange={setSpan} />
        <Button size="small" aria-pressed={isTable} onClick={() => setIsTable(!isTable)}>
          {translate('amiral.history.table')}
        </Button>
      </Stack>
      <Faded is={isOld}>{isTable ? <HistoryTable points={history.points} /> : <HistoryCharts {...history} />}</Faded>
    </Stack>
  );
}

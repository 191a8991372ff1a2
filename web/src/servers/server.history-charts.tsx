import { Box, Stack, Typography } from '@mui/material';
import { type ReactNode, useMemo } from 'react';
import { useTranslate } from 'react-admin';
import type { Schemas } from '../api/client';
import { BAND, Chart } from './server.chart';
import { availabilityOf, maintenanceIn, type Point, secondsOf } from './server.series';
import { useFigures } from './use-figures';

const LATENCIES = [
  { name: 'p50', key: 'p50Ms', sign: '—' },
  { name: 'p95', key: 'p95Ms', sign: '- -', dash: [6, 3] },
  { name: 'max', key: 'maxMs', sign: '···', dash: [2, 3] },
] as const;

const known = (values: readonly (number | null)[]) => values.filter((value) => value !== null);

function useLatency(points: readonly Point[]) {
  const translate = useTranslate();
  const { ms } = useFigures();
  return useMemo(() => {
    const lines = LATENCIES.map(({ name, key, sign, ...look }) => ({
      label: `${translate(`amiral.history.${name}`)} ${sign}`,
      values: points.map((point) => point[key]),
      ...look,
    }));
    const answers = known(points.map(({ maxMs }) => maxMs));
    const summary = translate('amiral.history.latency_summary', { most: ms(Math.max(...answers)) });
    return { lines, format: ms, summary: answers.length > 0 ? summary : translate('amiral.history.too_little') };
  }, [points, translate, ms]);
}

function useAvailability(points: readonly Point[]) {
  const translate = useTranslate();
  const { percent } = useFigures();
  return useMemo(() => {
    const values = points.map(availabilityOf);
    const lines = [{ label: translate('amiral.history.availability'), values, isStepped: true }];
    const judged = known(values);
    const summary = translate('amiral.history.availability_summary', { least: percent(Math.min(...judged)) });
    return {
      lines,
      format: percent,
      top: 100,
      summary: judged.length > 0 ? summary : translate('amiral.history.too_little'),
    };
  }, [points, translate, percent]);
}

function Titled({ title, children }: { title: string; children: ReactNode }) {
  const translate = useTranslate();
  return (
    <Box component="section">
      <Typography component="h3" variant="subtitle2">
        {translate(`amiral.history.${title}`)}
      </Typography>
      {children}
    </Box>
  );
}

/** How fast and how much of the time it answered; maintenance is shaded, and what is not known is a gap. */
export function HistoryCharts({ points, step }: Pick<Schemas['ServerHistory'], 'points' | 'step'>) {
  const translate = useTranslate();
  const latency = useLatency(points);
  const availability = useAvailability(points);
  const when = useMemo(() => ({ times: points.map(secondsOf), bands: maintenanceIn(points, step) }), [points, step]);
  return (
    <>
      <Titled title="latency">
        <Chart {...latency} {...when} />
      </Titled>
      <Titled title="availability">
        <Chart {...availability} {...when} />
      </Titled>
      {when.bands.length > 0 && (
        <Stack direction="row" spacing={1} sx={{ alignItems: 'center' }}>
          <Box sx={(theme) => ({ width: 20, height: 12, bgcolor: BAND[theme.palette.mode] })} />
          <Typography variant="caption">{translate('amiral.history.maintenance')}</Typography>
        </Stack>
      )}
    </>
  );
}

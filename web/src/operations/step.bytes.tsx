import { LinearProgress, Typography } from '@mui/material';
import { useEffect, useState } from 'react';
import { useLocaleState, useTranslate } from 'react-admin';
import type { Schemas } from '../api/client';
import { bytesText, rateText } from '../common/bytes';
import { durationText } from '../common/duration';
import { msLeft, paceOf, type Sighting, withSighting } from './operation.pace';

const TICK_MS = 1_000;

/** What this page has seen of the bytes, and what time it is: by a clock that nobody sets. */
function usePace(bytes: number): number | null {
  const [seen, setSeen] = useState<Sighting[]>([]);
  const [now, setNow] = useState(() => performance.now());
  useEffect(() => {
    setSeen((before) => withSighting(before, { at: performance.now(), bytes }));
  }, [bytes]);
  useEffect(() => {
    const timer = setInterval(() => setNow(performance.now()), TICK_MS);
    return () => clearInterval(timer);
  }, []);
  return paceOf(seen, now);
}

function Pace({ step: { bytesDone, bytesTotal } }: Props) {
  const translate = useTranslate();
  const [locale] = useLocaleState();
  const pace = usePace(bytesDone);
  const left = msLeft(bytesDone, bytesTotal, pace);
  if (pace === null) return null;
  return (
    <>
      {` · ${rateText(pace, locale)}`}
      {left !== null && ` · ${translate('amiral.operation.left', { time: durationText(left, locale) })}`}
    </>
  );
}

interface Props {
  step: Pick<Schemas['OperationStep'], 'state' | 'bytesTotal'> & { bytesDone: number };
}

/** How many bytes of how many, and while they come, how fast and for how long still. */
export function StepBytes({ step }: Props) {
  const translate = useTranslate();
  const [locale] = useLocaleState();
  const { state, bytesDone, bytesTotal } = step;
  const done = bytesText(bytesDone, locale);
  const text =
    bytesTotal === null ? done : translate('amiral.operation.bytes_of', { done, total: bytesText(bytesTotal, locale) });
  const isRunning = state === 'running';
  return (
    <>
      <Typography variant="body2" sx={{ fontVariantNumeric: 'tabular-nums' }}>
        {text}
        {isRunning && <Pace step={step} />}
      </Typography>
      {isRunning && (
        <LinearProgress
          variant={bytesTotal === null ? 'indeterminate' : 'determinate'}
          value={Math.min(100, (bytesDone / Math.max(1, bytesTotal ?? 1)) * 100)}
          aria-label={text}
          sx={{ mt: 0.5, height: 5, borderRadius: 3 }}
        />
      )}
    </>
  );
}

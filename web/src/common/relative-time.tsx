import { Tooltip } from '@mui/material';
import { useEffect, useReducer } from 'react';
import { useLocaleState } from 'react-admin';

const UNITS: readonly (readonly [Intl.RelativeTimeFormatUnit, number])[] = [
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
];
const TICK_MS = 10_000;

/** "2 min. ago" by `now`, in the words of a language; negative seconds lie behind. */
function relative(at: Date, now: Date, locale: string): string {
  const seconds = (at.getTime() - now.getTime()) / 1_000;
  const [unit, length] = UNITS.find(([, size]) => Math.abs(seconds) >= size) ?? (['second', 1] as const);
  return new Intl.RelativeTimeFormat(locale, { numeric: 'auto', style: 'short' }).format(
    Math.trunc(seconds / length),
    unit,
  );
}

function exact(at: Date, locale: string): string {
  return new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'medium' }).format(at);
}

/** How long ago, told anew as time passes; exactly when, on hover or focus. */
export function RelativeTime({ at }: { at: string | null | undefined }) {
  const [locale] = useLocaleState();
  const [, tick] = useReducer((count: number) => count + 1, 0);
  useEffect(() => {
    const timer = setInterval(tick, TICK_MS);
    return () => clearInterval(timer);
  }, []);
  if (!at) return <span>–</span>;
  const date = new Date(at);
  return (
    <Tooltip title={exact(date, locale)} describeChild>
      <time dateTime={at} style={{ whiteSpace: 'nowrap' }}>
        {relative(date, new Date(), locale)}
      </time>
    </Tooltip>
  );
}

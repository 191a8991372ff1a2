import { addUp, type Bucket } from './buckets';
import { VERDICTS } from './sample';
import { DAY_MS } from './steps';

/** The windows that uptime is told for. */
export const WINDOWS = [
  { window: '24h', ms: DAY_MS },
  { window: '7d', ms: 7 * DAY_MS },
  { window: '30d', ms: 30 * DAY_MS },
  { window: '90d', ms: 90 * DAY_MS },
] as const;

/** How a server was in a window, in percent and in seconds. */
export interface Uptime {
  uptime: number | null;
  coverage: number;
  upSeconds: number;
  downSeconds: number;
  unknownSeconds: number;
  maintenanceSeconds: number;
}

/** With less of the window judged than what separates 99 from 100 percent, no such figure can be told. */
const MIN_SHARE = 0.01;

/** A warning still serves. What was not watched is not known. @param totalMs how long the window is */
export function uptimeOf(buckets: readonly Bucket[], totalMs: number): Uptime {
  const { held } = addUp(buckets);
  const of = (verdict: (typeof VERDICTS)[number]) => held[VERDICTS.indexOf(verdict)] ?? 0;
  const up = of('healthy') + of('warning');
  const down = of('critical');
  const maintenance = of('maintenance');
  const judged = up + down;
  return {
    uptime: judged > 0 && judged >= MIN_SHARE * totalMs ? percent(up, judged) : null,
    coverage: percent(judged + maintenance, totalMs),
    upSeconds: up / 1000,
    downSeconds: down / 1000,
    unknownSeconds: Math.max(0, totalMs - judged - maintenance) / 1000,
    maintenanceSeconds: maintenance / 1000,
  };
}

/** Cut, not rounded: only what was never down is 100. */
function percent(part: number, whole: number): number {
  return Math.min(100, Math.floor((part * 100_000) / whole) / 1_000);
}

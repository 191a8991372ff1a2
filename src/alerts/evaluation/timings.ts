import type { Severity } from '../../channels/notice';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** How patient the alerts are, in ms. */
export class Timings {
  /** Alerts that begin to fire within it are told together. */
  groupWaitMs = 10_000;
  /** Between two notices of one rule that tell of new alerts: servers of one outage are not all confirmed at once. */
  groupIntervalMs = MINUTE;
  repeatMs: Record<Severity, number> = { critical: 4 * HOUR, warning: 24 * HOUR, info: 24 * HOUR };
  /** A critical alert that nobody acknowledges. */
  escalateMs = 15 * MINUTE;
  /** What is over must stay so before it counts as over. */
  clearMs = MINUTE;
  /** So many changes within so long are flapping, until it is quiet for as long. */
  flapChanges = 4;
  flapWindowMs = 30 * MINUTE;
  /** Between two looks at what changes slowly: certificates, capacity, headroom. */
  slowLookMs = 30_000;
}

import type { HealthSettings } from '../common/config';
import type { ProbeOutcome } from '../odoo/odoo.client';
import { type Counts, count, judge, type Judgement, NOTHING_SEEN } from './judge';

export const SETTINGS: HealthSettings = {
  intervalMs: 60_000,
  recheckMs: 10_000,
  timeoutMs: 10_000,
  fall: 3,
  rise: 2,
  slowMs: 2_000,
};
export const DAY_MS = 86_400_000;
export const STALE_AFTER_MS = 130_000;
/** Nothing but the counts and the time is said: no freeze, the usual settings. */
export const CALM = { lateDatabases: 0, staleAfterMs: STALE_AFTER_MS, settings: SETTINGS, frozen: false };
export const NEVER: Judgement = { reachability: 'unknown', health: 'unknown', reasons: ['stale'] };

export const good: ProbeOutcome = {
  reached: true,
  reason: null,
  detail: null,
  protocol: 'jsonrpc',
  odooVersion: '16.0',
  responseTimeMs: 12.345,
  database: 'up',
  databaseProven: true,
  certificate: null,
};
export const slow: ProbeOutcome = { ...good, responseTimeMs: 2_001 };
export const bad: ProbeOutcome = {
  ...good,
  reached: false,
  reason: 'refused',
  database: 'unknown',
  responseTimeMs: null,
};
export const databaseDown: ProbeOutcome = { ...good, reason: 'database-down', database: 'down' };
export const databaseUnknown: ProbeOutcome = { ...good, database: 'unknown' };
export const ourFault: ProbeOutcome = { ...bad, reason: 'no-network' };

/** One probe after the other, a second apart, each judged; the state of things after the last. */
export function after(
  outcomes: ProbeOutcome[],
  { from = NEVER, counts = NOTHING_SEEN, frozen = false, lateDatabases = 0 } = {},
): { counts: Counts; judged: Judgement } {
  let judged = from;
  let now = counts;
  for (const [index, outcome] of outcomes.entries()) {
    const at = (index + 1) * 1_000;
    now = count(now, outcome, at, SETTINGS);
    judged = judge({ ...CALM, before: judged, counts: now, lateDatabases, now: at, frozen });
  }
  return { counts: now, judged };
}

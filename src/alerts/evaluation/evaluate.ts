import { alertsNow, bind } from './alerts';
import { incidentsNow, restlessNow } from './incidents';
import { noticesNow } from './notices';
import { byTheClock } from './clock';
import type { Situation, Verdict } from './situation';

/**
 * The whole decision: from what is known and what has been told, what is to be written and sent. Pure: asked twice, it answers the
 * same, and asked again after its answer was stored, it has nothing to add.
 */
export function evaluate(given: Situation): Verdict {
  const situation = byTheClock(given);
  const known = restlessNow(situation);
  const alerts = alertsNow(situation, known);
  const incidents = incidentsNow(situation, known, alerts);
  const outgoing = noticesNow(bind(situation, alerts, incidents), situation);
  const kept = new Set(alerts.map(({ id }) => id));
  return {
    incidents: changed(given.incidents, incidents),
    alerts: changed(given.alerts, outgoing.alerts),
    dropped: situation.alerts.filter(({ id }) => !kept.has(id)).map(({ id }) => id),
    notices: outgoing.notices,
  };
}

/** Those that are new or not as they were. */
function changed<T extends { id: string }>(before: readonly T[], after: readonly T[]): T[] {
  const known = new Map(before.map((row) => [row.id, row]));
  return after.filter((row) => !isSame(known.get(row.id), row));
}

function isSame<T extends object>(one: T | undefined, other: T): boolean {
  if (one === undefined || one === other) return one === other;
  return (Object.keys(other) as (keyof T)[]).every((field) => valueOf(one[field]) === valueOf(other[field]));
}

function valueOf(value: unknown): unknown {
  return value instanceof Date ? value.getTime() : value;
}

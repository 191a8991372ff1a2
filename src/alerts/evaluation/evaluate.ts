import { filtered, type Stepwise, visit } from '../../common/stepwise';
import { alertsNow, bind } from './alerts';
import { incidentsNow, restlessNow } from './incidents';
import { noticesNow } from './notices';
import { byTheClock } from './clock';
import type { Situation, Verdict } from './situation';

/**
 * The whole decision: from what is known and what has been told, what is to be written and sent. Pure: asked twice, it answers the
 * same, and asked again after its answer was stored, it has nothing to add. Stepwise, for a large fleet may be bad in large part.
 */
export function* evaluate(given: Situation): Stepwise<Verdict> {
  const situation = yield* byTheClock(given);
  const known = yield* restlessNow(situation);
  const alerts = yield* alertsNow(situation, known);
  const incidents = yield* incidentsNow(situation, known, alerts);
  const bound = yield* bind(situation, alerts, incidents);
  const outgoing = yield* noticesNow(bound, situation);
  const kept = new Set<string>();
  yield* visit(alerts, ({ id }) => kept.add(id));
  const dropped = yield* filtered(situation.alerts, ({ id }) => !kept.has(id));
  return {
    incidents: yield* changed(given.incidents, incidents),
    alerts: yield* changed(given.alerts, outgoing.alerts),
    dropped: dropped.map(({ id }) => id),
    notices: outgoing.notices,
  };
}

/** Those that are new or not as they were. */
function* changed<T extends { id: string }>(before: readonly T[], after: readonly T[]): Stepwise<T[]> {
  const known = new Map<string, T>();
  yield* visit(before, (row) => known.set(row.id, row));
  return yield* filtered(after, (row) => !isSame(known.get(row.id), row));
}

function isSame<T extends object>(one: T | undefined, other: T): boolean {
  if (one === undefined || one === other) return one === other;
  return (Object.keys(other) as (keyof T)[]).every((field) => valueOf(one[field]) === valueOf(other[field]));
}

function valueOf(value: unknown): unknown {
  return value instanceof Date ? value.getTime() : value;
}

import { SEVERITIES, type Severity } from '../../channels/notice';
import { mapped, type Stepwise, visit } from '../../common/stepwise';
import type { Alert } from '../alert.entity';
import type { Incident } from '../incidents/incident.entity';
import type { Situation, Toggles } from './situation';
import { summaryOf } from './summary';

/** Why something is an incident now. */
interface Cause {
  serverId: string | null;
  serverName: string | null;
  serverCode: string | null;
  severity: Severity;
  cause: string;
}

/** The open incidents with how restless they are now. */
export function* restlessNow(situation: Situation): Stepwise<Incident[]> {
  return yield* mapped(situation.incidents, (incident) => {
    const { serverId } = incident;
    if (serverId === null || !situation.looked.has('server-critical')) return incident;
    const seen = situation.toggles.get(serverId);
    const changes = Math.max(incident.changes, seen?.changes ?? 0);
    return { ...incident, changes, flapping: isFlapping(incident, seen, situation) };
  });
}

/** What becomes of the open incidents, and new ones, whether or not they changed. @param alerts as they are now */
export function* incidentsNow(
  situation: Situation,
  known: readonly Incident[],
  alerts: readonly Alert[],
): Stepwise<Incident[]> {
  const causes = yield* causesOf(situation, alerts);
  const now = yield* mapped(known, (incident) => carryOn(incident, causes.get(incident.serverId), situation));
  yield* visit(known, ({ serverId }) => causes.delete(serverId));
  yield* visit(causes.values(), (cause) => now.push(opened(cause, situation)));
  return now;
}

/** By server; null is the monitor itself. What is confirmed and bad counts more than what a rule makes an incident of. */
function* causesOf({ facts, rules }: Situation, alerts: readonly Alert[]): Stepwise<Map<string | null, Cause>> {
  const opening = new Set(rules.filter((rule) => rule.opensIncident).map(({ id }) => id));
  const causes = new Map<string | null, Cause>();
  yield* visit(alerts, (alert) => {
    const { kind, ruleId, serverId, state, clearSince } = alert;
    if (state !== 'firing' || clearSince !== null || isIncident(kind)) return;
    if (serverId === null || !opening.has(ruleId)) return;
    causes.set(serverId, { ...nameOf(alert), severity: alert.severity, cause: alert.summary });
  });
  yield* visit(facts, (fact) => {
    if (!isIncident(fact.kind)) return;
    causes.set(fact.serverId, { ...nameOf(fact), severity: 'critical', cause: summaryOf(fact) });
  });
  return causes;
}

function nameOf({ serverId, serverName, serverCode }: Pick<Alert, 'serverId' | 'serverName' | 'serverCode'>) {
  return { serverId, serverName, serverCode };
}

/** Confirmed and bad, whether or not a rule speaks of it. */
export function isIncident(kind: string): boolean {
  return kind === 'server-critical' || kind === 'database-down' || kind === 'monitor-frozen';
}

function opened(cause: Cause, { now, toggles, timings, newId }: Situation): Incident {
  const seen = cause.serverId === null ? undefined : toggles.get(cause.serverId);
  return {
    id: newId(),
    ...cause,
    openedAt: earlier(seen?.badAt, now),
    endedAt: null,
    closedAt: null,
    closeReason: null,
    flapping: (seen?.recent ?? 0) >= timings.flapChanges,
    changes: 1,
    acknowledgedAt: null,
    acknowledgedBy: null,
    acknowledgedByName: null,
    note: null,
  };
}

function carryOn(incident: Incident, cause: Cause | undefined, situation: Situation): Incident {
  const { now, looked, gone } = situation;
  const { serverId, severity } = incident;
  const left = serverId === null ? undefined : gone.get(serverId);
  // A maintenance that does not end can be a reason of its own.
  if (left && !cause) return { ...incident, endedAt: incident.endedAt ?? now, closedAt: now, closeReason: left.reason };
  if (!looked.has(serverId === null ? 'monitor-frozen' : 'server-critical')) return incident;
  if (cause) return { ...incident, endedAt: null, severity: worse(severity, cause.severity) };
  return maybeOver(incident, situation);
}

function maybeOver(incident: Incident, { now, toggles, timings }: Situation): Incident {
  const seen = incident.serverId === null ? undefined : toggles.get(incident.serverId);
  const endedAt = incident.endedAt ?? earlier(seen?.lastAt, now);
  const isOver = !incident.flapping && now.getTime() - endedAt.getTime() >= timings.clearMs;
  return isOver ? { ...incident, endedAt, closedAt: now, closeReason: 'recovered' } : { ...incident, endedAt };
}

/** Begins with many changes in a short time, and ends with none for as long. */
function isFlapping({ flapping }: Incident, seen: Toggles | undefined, { timings }: Situation): boolean {
  const recent = seen?.recent ?? 0;
  return flapping ? recent > 0 : recent >= timings.flapChanges;
}

/** The database's clock may be a little ahead of ours. */
function earlier(seen: Date | null | undefined, now: Date): Date {
  return seen && seen < now ? seen : now;
}

function worse(one: Severity, other: Severity): Severity {
  return SEVERITIES.indexOf(one) > SEVERITIES.indexOf(other) ? one : other;
}

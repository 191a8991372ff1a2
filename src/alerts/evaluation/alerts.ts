import type { Alert } from '../alert.entity';
import type { Incident } from '../incidents/incident.entity';
import { severityAt } from '../rules/rule.kinds';
import { isIncident } from './incidents';
import { matches } from './matcher';
import { type Held, holding, keyOf } from './rules';
import type { Situation } from './situation';
import { summaryOf } from './summary';

/**
 * What becomes of the alerts: those that are not settled, and new ones, whether or not they changed. What was never more than pending
 * and is over is left out.
 * @param incidents the open ones: an alert of a flapping server is not over before that is
 */
export function alertsNow(situation: Situation, incidents: readonly Incident[]): Alert[] {
  const held = holding(situation.rules, situation.facts);
  const flapping = new Set(incidents.filter((incident) => incident.flapping).map(({ id }) => id));
  const enabled = new Set(situation.rules.filter((rule) => rule.enabled).map(({ id }) => id));
  const kept = situation.alerts.map((alert) => {
    if (alert.state === 'resolved') return alert;
    const now = held.get(keyOf(alert));
    held.delete(keyOf(alert));
    if (now) return goesOn(alert, now, situation);
    const isFlapping = alert.incidentId !== null && flapping.has(alert.incidentId);
    return maybeOver(alert, situation, { enabled, isFlapping });
  });
  const fresh = [...held.values()].map((each) => goesOn(begin(each, situation), each, situation));
  return [...kept.filter((alert) => alert !== null), ...fresh].map((alert) => hush(alert, situation));
}

/**
 * Puts alerts that fire to the incident they are part of: that of their server, or of the monitor, if they are of the kind that makes
 * one. Whoever has acknowledged the incident has acknowledged what it consists of.
 */
export function bind({ rules }: Situation, alerts: readonly Alert[], incidents: readonly Incident[]): Alert[] {
  const open = incidents.filter(({ closedAt }) => closedAt === null);
  const byServer = new Map(open.map((incident) => [incident.serverId, incident]));
  const opening = new Set(rules.filter((rule) => rule.opensIncident).map(({ id }) => id));
  return alerts.map((alert) => {
    const isPart = isIncident(alert.kind) || (alert.serverId !== null && opening.has(alert.ruleId));
    const incident = isPart ? byServer.get(alert.serverId) : undefined;
    if (!incident || alert.incidentId !== null || alert.state !== 'firing') return alert;
    const { acknowledgedAt, acknowledgedBy, acknowledgedByName } = incident;
    return { ...alert, incidentId: incident.id, acknowledgedAt, acknowledgedBy, acknowledgedByName };
  });
}

function begin({ rule, fact, level }: Held, { now, newId }: Situation): Alert {
  const { serverId, serverName, serverCode } = fact;
  return {
    id: newId(),
    ruleId: rule.id,
    ruleName: rule.name,
    kind: rule.kind,
    serverId,
    serverName,
    serverCode,
    labels: fact.labels,
    incidentId: null,
    severity: severityAt(rule, level),
    level,
    state: 'pending',
    settled: false,
    silenced: false,
    summary: summaryOf(fact),
    pendingSince: now,
    startsAt: null,
    clearSince: null,
    endsAt: null,
    groupId: null,
    firstToldAt: null,
    toldAt: null,
    escalatedAt: null,
    acknowledgedAt: null,
    acknowledgedBy: null,
    acknowledgedByName: null,
  };
}

function goesOn(alert: Alert, held: Held, { now }: Situation): Alert {
  const { rule, fact, level } = held;
  if (alert.state === 'pending') {
    const isDue = now.getTime() - alert.pendingSince.getTime() >= rule.holdSeconds * 1000;
    const grown = { ...alert, level, severity: severityAt(rule, level), summary: summaryOf(fact) };
    return isDue ? { ...grown, state: 'firing', startsAt: now } : grown;
  }
  const still = alert.clearSince ? { ...alert, clearSince: null } : alert;
  return level > alert.level ? grow(still, held) : still;
}

/** Another step: told anew, as what it has become, and nobody has acknowledged that. */
function grow(alert: Alert, { rule, fact, level }: Held): Alert {
  return {
    ...alert,
    level,
    severity: severityAt(rule, level),
    summary: summaryOf(fact),
    groupId: null,
    firstToldAt: null,
    toldAt: null,
    escalatedAt: null,
    acknowledgedAt: null,
    acknowledgedBy: null,
    acknowledgedByName: null,
  };
}

function maybeOver(
  alert: Alert,
  { now, looked, gone, timings }: Situation,
  { enabled, isFlapping }: { enabled: ReadonlySet<string>; isFlapping: boolean },
): Alert | null {
  const isWithdrawn = !enabled.has(alert.ruleId) || gone.has(alert.serverId ?? '');
  if (!isWithdrawn && !looked.has(alert.kind)) return alert;
  return alert.state === 'pending' ? null : clear(alert, isWithdrawn, isFlapping, { now, timings });
}

function clear(
  alert: Alert,
  isWithdrawn: boolean,
  isFlapping: boolean,
  { now, timings }: Pick<Situation, 'now' | 'timings'>,
): Alert {
  const clearing = alert.clearSince ? alert : { ...alert, clearSince: now };
  const hasStayed = !isFlapping && now.getTime() - (clearing.clearSince ?? now).getTime() >= timings.clearMs;
  return isWithdrawn || hasStayed ? { ...clearing, state: 'resolved', endsAt: now } : clearing;
}

function hush(alert: Alert, { quiet }: Situation): Alert {
  const silenced = quiet.some((matcher) => matches(matcher, alert));
  return silenced === alert.silenced ? alert : { ...alert, silenced };
}

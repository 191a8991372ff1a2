import type { EndReason } from '../../channels/notice';
import { grouped, mapped, type Stepwise, visit } from '../../common/stepwise';
import type { Alert } from '../alert.entity';
import type { Incident } from '../incidents/incident.entity';
import type { AlertRule } from '../rules/rule.entity';
import { severityAt } from '../rules/rule-kinds';
import { isIncident } from './incidents';
import { matches } from './matcher';
import { type Held, holding, isAbout, keyOf } from './rules';
import type { Fact, Situation } from './situation';
import { summaryOf } from './summary';
import { WORK_KINDS } from './work-facts';

/**
 * What becomes of the alerts: those that are not settled, and new ones, whether or not they changed. What was never more than pending
 * and is over is left out.
 * @param incidents the open ones: an alert of a flapping server is not over before that is
 */
export function* alertsNow(situation: Situation, incidents: readonly Incident[]): Stepwise<Alert[]> {
  const held = yield* holding(situation.rules, situation.facts);
  const flapping = new Set(incidents.filter((incident) => incident.flapping).map(({ id }) => id));
  const known = yield* knownBy(situation);
  const carryOn = (alert: Alert) => {
    if (alert.state === 'resolved') return alert;
    const now = held.get(keyOf(alert));
    held.delete(keyOf(alert));
    if (now) return goesOn(alert, now, situation);
    const isFlapping = alert.incidentId !== null && flapping.has(alert.incidentId);
    return maybeOver(alert, situation, { known, isFlapping });
  };
  const alerts: Alert[] = [];
  yield* visit(situation.alerts, (before) => {
    const alert = carryOn(before);
    if (alert !== null) alerts.push(applySilences(alert, situation));
  });
  yield* visit(held.values(), (each) => {
    alerts.push(applySilences(goesOn(begin(each, situation), each, situation), situation));
  });
  return alerts;
}

/**
 * Puts alerts that fire to the incident they are part of: that of their server, or of the monitor, if they are of the kind that makes
 * one. Whoever has acknowledged the incident has acknowledged what it consists of.
 */
export function* bind(
  { rules }: Situation,
  alerts: readonly Alert[],
  incidents: readonly Incident[],
): Stepwise<Alert[]> {
  const byServer = new Map<string | null, Incident>();
  yield* visit(incidents, (incident) => {
    if (incident.closedAt === null) byServer.set(incident.serverId, incident);
  });
  const opening = new Set(rules.filter((rule) => rule.opensIncident).map(({ id }) => id));
  return yield* mapped(alerts, (alert) => {
    const isPart = isIncident(alert.kind) || (alert.serverId !== null && opening.has(alert.ruleId));
    const incident = isPart ? byServer.get(alert.serverId) : undefined;
    if (!incident || alert.incidentId !== null || alert.state !== 'firing') return alert;
    const { acknowledgedAt, acknowledgedBy, acknowledgedByName } = incident;
    return { ...alert, incidentId: incident.id, acknowledgedAt, acknowledgedBy, acknowledgedByName };
  });
}

function begin({ rule, fact, level }: Held, { now, newId }: Situation): Alert {
  const { serverId, serverName, serverCode, instanceId, operationId } = fact;
  return {
    id: newId(),
    ruleId: rule.id,
    ruleName: rule.name,
    kind: rule.kind,
    serverId,
    serverName,
    serverCode,
    labels: fact.labels,
    instanceId,
    operationId,
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
    endReason: null,
    endNote: null,
    toldChannelIds: [],
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
  if (level > alert.level) return { ...grow(alert, held), clearSince: null };
  // What is told again is told as it is now; most are as they were.
  const summary = summaryOf(fact);
  return alert.clearSince || summary !== alert.summary ? { ...alert, clearSince: null, summary } : alert;
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

interface Withdrawn {
  reason: EndReason;
  note: string;
}

interface Known {
  rules: ReadonlyMap<string, AlertRule>;
  /** By server: what is bad of it, whether or not a rule speaks of it. */
  facts: ReadonlyMap<string, readonly Fact[]>;
}

function* knownBy({ rules, facts }: Situation): Stepwise<Known> {
  const byServer = yield* grouped(facts, ({ serverId }) => serverId ?? '');
  return { rules: new Map(rules.map((rule) => [rule.id, rule])), facts: byServer };
}

function maybeOver(
  alert: Alert,
  situation: Situation,
  { known, isFlapping }: { known: Known; isFlapping: boolean },
): Alert | null {
  const withdrawn = withdrawnFor(alert, situation, known);
  if (!withdrawn && !isSeen(alert, situation, known)) return alert;
  if (alert.state === 'pending') return null;
  return withdrawn ? end(alert, situation.now, withdrawn) : clear(alert, isFlapping, situation);
}

/** Why nobody asks any more whether it holds, which does not mean that it is over. */
function withdrawnFor(alert: Alert, situation: Situation, known: Known): Withdrawn | undefined {
  return takenOut(alert, situation) ?? unruled(alert, known);
}

function takenOut({ kind, serverId }: Alert, { gone, looked }: Situation): Withdrawn | undefined {
  if (WORK_KINDS.includes(kind)) return undefined;
  const left = gone.get(serverId ?? '');
  // That a server is in maintenance does not end what is said of the maintenance itself, unless that was looked at.
  const isOverrun = kind === 'maintenance-overrun' && left?.reason === 'maintenance' && !looked.has(kind);
  return isOverrun ? undefined : left;
}

function unruled({ kind, ruleId, serverId }: Alert, { rules, facts }: Known): Withdrawn | undefined {
  const rule = rules.get(ruleId);
  if (!rule) return { reason: 'rule-deleted', note: 'its rule was deleted' };
  if (!rule.enabled) return { reason: 'rule-disabled', note: 'its rule was disabled' };
  const isStillBad = facts.get(serverId ?? '')?.some((fact) => fact.kind === kind && !isAbout(rule, fact));
  return isStillBad ? { reason: 'rule-changed', note: 'its rule speaks of other servers' } : undefined;
}

/** Whether anything is known of what it speaks of: a server that is not heard of has not recovered. */
function isSeen({ kind, serverId }: Alert, { looked }: Situation, { facts }: Known): boolean {
  if (!looked.has(kind)) return false;
  return !isIncident(kind) || !facts.get(serverId ?? '')?.some((fact) => fact.kind === 'health-unknown');
}

function clear(alert: Alert, isFlapping: boolean, { now, timings }: Situation): Alert {
  const clearSince = alert.clearSince ?? now;
  // A renewed certificate does not end again a minute later.
  const clearMs = alert.kind === 'certificate-ends' ? 0 : timings.clearMs;
  const hasStayed = !isFlapping && now.getTime() - clearSince.getTime() >= clearMs;
  return hasStayed ? end({ ...alert, clearSince }, now, { reason: 'recovered', note: null }) : { ...alert, clearSince };
}

function end(alert: Alert, now: Date, { reason, note }: { reason: EndReason; note: string | null }): Alert {
  const clearSince = alert.clearSince ?? now;
  return { ...alert, clearSince, state: 'resolved', endsAt: now, endReason: reason, endNote: note };
}

function applySilences(alert: Alert, { quiet }: Situation): Alert {
  const silenced = quiet.some((matcher) => matches(matcher, alert));
  return silenced === alert.silenced ? alert : { ...alert, silenced };
}

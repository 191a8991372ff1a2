import { type Notice, type NoticeAlert, SEVERITIES, type Severity } from '../../channels/notice';
import type { Alert } from '../alert.entity';
import type { Situation } from './situation';
import { titleOf } from './title';

type When = Pick<Situation, 'now' | 'timings' | 'newId'>;

/** What people are told now; the alerts come back with what they have been told. */
export interface Told {
  alerts: Alert[];
  notices: Notice[];
}

/** One step of telling: whom it concerns, which of them go together, whether those are due, and what is noted on them. */
interface Step {
  kind: Notice['kind'];
  concerns: (alert: Alert, when: When) => boolean;
  together: (alert: Alert) => string;
  isDue: (group: readonly Alert[], all: readonly Alert[], when: When) => boolean;
  note: (alert: Alert, when: When, groupId: string) => Alert;
}

const ms = (from: Date | null, to: Date) => (from === null ? 0 : to.getTime() - from.getTime());
const thread = ({ groupId, id }: Alert) => groupId ?? id;
const isCalling = (alert: Alert) => alert.state === 'firing' && !alert.silenced && alert.acknowledgedAt === null;

const firing: Step = {
  kind: 'firing',
  concerns: (alert) => isCalling(alert) && alert.toldAt === null,
  together: ({ ruleId, severity }) => `${ruleId} ${severity}`,
  isDue: (group, all, { now, timings }) => {
    const [first] = group;
    if (!first) return false;
    const mates = all.filter(({ ruleId, severity }) => ruleId === first.ruleId && severity === first.severity);
    const sinceNews = mates.filter(({ firstToldAt }) => firstToldAt).map(({ firstToldAt }) => ms(firstToldAt, now));
    return (
      group.some(({ startsAt }) => ms(startsAt, now) >= timings.groupWaitMs) &&
      sinceNews.every((since) => since >= timings.groupIntervalMs)
    );
  },
  note: (alert, { now }, groupId) => ({ ...alert, groupId, toldAt: now, firstToldAt: now }),
};

const repeat: Step = {
  kind: 'repeat',
  concerns: (alert, { now, timings }) =>
    isCalling(alert) && alert.toldAt !== null && ms(alert.toldAt, now) >= timings.repeatMs[alert.severity],
  together: thread,
  isDue: () => true,
  note: (alert, { now }) => ({ ...alert, toldAt: now }),
};

const escalation: Step = {
  kind: 'escalation',
  concerns: (alert, { now, timings }) =>
    isCalling(alert) &&
    alert.severity === 'critical' &&
    alert.escalatedAt === null &&
    alert.firstToldAt !== null &&
    ms(alert.firstToldAt, now) >= timings.escalateMs,
  together: thread,
  isDue: () => true,
  note: (alert, { now }) => ({ ...alert, escalatedAt: now }),
};

/** A silence keeps quiet about the end as well, for as long as it is on; whoever was told of the beginning is told then. */
const resolved: Step = {
  kind: 'resolved',
  concerns: (alert) => alert.state === 'resolved' && !alert.settled && !alert.silenced,
  together: thread,
  isDue: (group, _all, { now, timings }) => group.some(({ endsAt }) => ms(endsAt, now) >= timings.groupWaitMs),
  note: (alert) => ({ ...alert, settled: true }),
};

/** Tells what is due. What ended before anybody was told of it is never told. */
export function noticesNow(alerts: readonly Alert[], when: When): Told {
  const forgotten = alerts.map((alert) =>
    alert.state === 'resolved' && alert.toldAt === null ? { ...alert, settled: true } : alert,
  );
  return [firing, escalation, repeat, resolved].reduce<Told>(
    (told, step) => {
      const { alerts: after, notices } = tell(step, told.alerts, when);
      return { alerts: after, notices: [...told.notices, ...notices] };
    },
    { alerts: forgotten, notices: [] },
  );
}

function tell(step: Step, alerts: Alert[], when: When): Told {
  const noted = new Map<string, Alert>();
  const notices: Notice[] = [];
  const groups = grouped(
    alerts.filter((alert) => step.concerns(alert, when)),
    step.together,
  );
  for (const group of groups) {
    if (!step.isDue(group, alerts, when)) continue;
    const groupId = group[0]?.groupId ?? when.newId();
    const after = group.map((alert) => step.note(alert, when, groupId));
    for (const alert of after) noted.set(alert.id, alert);
    notices.push(noticeOf(step.kind, after, groupId, when));
  }
  return { alerts: alerts.map((alert) => noted.get(alert.id) ?? alert), notices };
}

function grouped(alerts: readonly Alert[], nameOf: (alert: Alert) => string): Alert[][] {
  const groups = new Map<string, Alert[]>();
  for (const alert of alerts) {
    const name = nameOf(alert);
    const group = groups.get(name);
    if (group) group.push(alert);
    else groups.set(name, [alert]);
  }
  return [...groups.values()];
}

function noticeOf(kind: Notice['kind'], alerts: readonly Alert[], threadKey: string, { now, newId }: When): Notice {
  return {
    id: newId(),
    kind,
    threadKey,
    severity: worst(alerts.map(({ severity }) => severity)),
    at: now,
    title: titleOf(alerts),
    alerts: alerts.map(toNoticeAlert),
  };
}

function worst(severities: readonly Severity[]): Severity {
  return SEVERITIES.findLast((severity) => severities.includes(severity)) ?? 'info';
}

/** An alert as receivers are told of it. */
export function toNoticeAlert(alert: Alert): NoticeAlert {
  const { id, ruleName, incidentId, serverId, serverName, serverCode, labels, summary } = alert;
  const { startsAt, endsAt, pendingSince } = alert;
  return {
    id,
    rule: ruleName,
    incidentId,
    serverId,
    serverName,
    serverCode,
    labels,
    summary,
    startsAt: startsAt ?? pendingSince,
    endsAt,
    acknowledgedBy: alert.acknowledgedByName,
  };
}

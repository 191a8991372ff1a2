import { type Notice, type NoticeAlert, SEVERITIES, type Severity } from '../../channels/notice';
import { wants } from '../../channels/matching';
import { grouped, mapped, type Stepwise, visit } from '../../common/stepwise';
import type { Alert } from '../alert.entity';
import type { Addressed, Situation } from './situation';
import { titleOf } from './title';

type When = Pick<Situation, 'now' | 'timings' | 'newId' | 'channels'>;

/** What people are told now; the alerts come back with what they have been told. */
export interface Outgoing {
  alerts: Alert[];
  notices: Addressed[];
}

/** One step of telling: whom it concerns, which of them go together, whether those are due, and what is noted on them. */
interface Step {
  kind: Notice['kind'];
  concerns: (alert: Alert, when: When) => boolean;
  /** The channels that are told of it. */
  to: (alert: Alert, when: When) => string[];
  together: (alert: Alert) => string;
  isDue: (group: readonly Alert[], all: readonly Alert[], when: When) => boolean;
  note: (alert: Alert, when: When, groupId: string) => Alert;
}

const ms = (from: Date | null, to: Date) => (from === null ? 0 : to.getTime() - from.getTime());
const thread = ({ groupId, id }: Alert) => groupId ?? id;
const isCalling = (alert: Alert) => alert.state === 'firing' && !alert.silenced && alert.acknowledgedAt === null;
const wanting =
  (kind: Notice['kind']) =>
  (alert: Alert, { channels }: When) =>
    channels.filter((channel) => wants(channel, kind, alert)).map(({ id }) => id);

const firing: Step = {
  kind: 'firing',
  concerns: (alert) => isCalling(alert) && alert.toldAt === null,
  to: wanting('firing'),
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
  to: wanting('repeat'),
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
  to: wanting('escalation'),
  together: thread,
  isDue: () => true,
  note: (alert, { now }) => ({ ...alert, escalatedAt: now }),
};

/**
 * Whoever was told of the beginning is told of the end. A silence keeps quiet about that as well, for as long as it is on. What has
 * recovered is told apart from what is merely no longer watched.
 */
const ending = (kind: 'resolved' | 'withdrawn'): Step => ({
  kind,
  concerns: ({ state, settled, silenced, endReason }) =>
    state === 'resolved' &&
    !settled &&
    !silenced &&
    (kind === 'resolved') === ((endReason ?? 'recovered') === 'recovered'),
  to: ({ toldChannelIds }, { channels }) => channels.map(({ id }) => id).filter((id) => toldChannelIds.includes(id)),
  together: (alert) => `${thread(alert)} ${alert.endReason ?? ''}`,
  isDue: (group, _all, { now, timings }) => group.some(({ endsAt }) => ms(endsAt, now) >= timings.groupWaitMs),
  note: (alert) => ({ ...alert, settled: true }),
});

const STEPS = [firing, escalation, repeat, ending('resolved'), ending('withdrawn')];

/**
 * Tells what is due. What nobody asks for stays untold until somebody does; what ended before anybody was told of it is never told.
 */
export function* noticesNow(given: readonly Alert[], when: When): Stepwise<Outgoing> {
  let alerts = yield* mapped(given, (alert) =>
    alert.state === 'resolved' && !hasListeners(alert, when) ? { ...alert, settled: true } : alert,
  );
  const notices: Addressed[] = [];
  for (const step of STEPS) {
    const outgoing = yield* announce(step, alerts, when);
    alerts = outgoing.alerts;
    notices.push(...outgoing.notices);
  }
  return { alerts, notices };
}

/** Whether a channel that was told of its beginning is still there. */
function hasListeners({ toldChannelIds }: Alert, { channels }: When): boolean {
  return channels.some(({ id }) => toldChannelIds.includes(id));
}

/** An alert, and the channels that are told of it. */
interface Heard {
  alert: Alert;
  to: string[];
}

function* announce(step: Step, alerts: Alert[], when: When): Stepwise<Outgoing> {
  const noted = new Map<string, Alert>();
  const notices: Addressed[] = [];
  const groups = yield* grouped(yield* hearing(step, alerts, when), ({ alert }) => step.together(alert));
  for (const group of groups.values()) {
    yield;
    const before = group.map(({ alert }) => alert);
    if (!step.isDue(before, alerts, when)) continue;
    const groupId = before[0]?.groupId ?? when.newId();
    const after = yield* mapped(group, ({ alert, to }): Heard => {
      const toldChannelIds = [...new Set([...alert.toldChannelIds, ...to])];
      return { alert: { ...step.note(alert, when, groupId), toldChannelIds }, to };
    });
    yield* visit(after, ({ alert }) => noted.set(alert.id, alert));
    notices.push(...(yield* addressed(step.kind, after, groupId, when)));
  }
  return { alerts: yield* mapped(alerts, (alert) => noted.get(alert.id) ?? alert), notices };
}

/** The alerts that a step concerns and somebody asks for. */
function* hearing(step: Step, alerts: readonly Alert[], when: When): Stepwise<Heard[]> {
  const heard: Heard[] = [];
  yield* visit(alerts, (alert) => {
    const to = step.concerns(alert, when) ? step.to(alert, when) : [];
    if (to.length > 0) heard.push({ alert, to });
  });
  return heard;
}

/** One notice for all channels that hear of the same alerts: nobody is told of what they do not ask for. */
function* addressed(
  kind: Notice['kind'],
  heard: readonly Heard[],
  threadKey: string,
  when: When,
): Stepwise<Addressed[]> {
  const byChannel = new Map<string, Alert[]>();
  yield* visit(heard, ({ alert, to }) => {
    for (const id of to) {
      const alerts = byChannel.get(id);
      if (alerts) alerts.push(alert);
      else byChannel.set(id, [alert]);
    }
  });
  const sameAlerts = yield* grouped(byChannel, ([, alerts]) => alerts.map(({ id }) => id).join(), 1);
  const notices: Addressed[] = [];
  for (const channels of sameAlerts.values()) {
    const notice = yield* noticeOf(kind, channels[0]?.[1] ?? [], threadKey, when);
    notices.push({ notice, to: channels.map(([id]) => id) });
  }
  return notices;
}

function* noticeOf(
  kind: Notice['kind'],
  alerts: readonly Alert[],
  threadKey: string,
  { now, newId }: When,
): Stepwise<Notice> {
  return {
    id: newId(),
    kind,
    threadKey,
    severity: worst(alerts.map(({ severity }) => severity)),
    at: now,
    title: titleOf(alerts),
    alerts: yield* mapped(alerts, toNoticeAlert),
  };
}

function worst(severities: readonly Severity[]): Severity {
  return SEVERITIES.findLast((severity) => severities.includes(severity)) ?? 'info';
}

/** An alert as receivers are told of it. */
export function toNoticeAlert(alert: Alert): NoticeAlert {
  const { id, ruleName, incidentId, serverId, serverName, serverCode, labels, instanceId, operationId, summary } =
    alert;
  const { startsAt, endsAt, pendingSince } = alert;
  return {
    id,
    rule: ruleName,
    incidentId,
    serverId,
    serverName,
    serverCode,
    labels,
    instanceId,
    operationId,
    summary,
    startsAt: startsAt ?? pendingSince,
    endsAt,
    endReason: alert.endReason,
    ended: alert.endNote,
    acknowledgedBy: alert.acknowledgedByName,
  };
}

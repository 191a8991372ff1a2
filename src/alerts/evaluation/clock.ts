import { mapped, type Stepwise } from '../../common/stepwise';
import type { Alert } from '../alert.entity';
import type { Situation } from './situation';

const TIMES = ['pendingSince', 'startsAt', 'clearSince', 'endsAt', 'firstToldAt', 'toldAt', 'escalatedAt'] as const;

/**
 * The situation as it would be had the clock always been as it is now. Somebody sets it: put forward, what was noted moves along, or
 * waits of hours would be over at once; put back, nothing was noted later than now, or waits of seconds would last for hours.
 */
export function* byTheClock(situation: Situation): Stepwise<Situation> {
  const { now, leapMs } = situation;
  const move = <T extends Date | null>(at: T): T => {
    if (at === null || (leapMs === 0 && at <= now)) return at;
    return new Date(Math.min(at.getTime() + leapMs, now.getTime())) as T;
  };
  const moved = (alert: Alert): Alert => {
    if (leapMs === 0 && TIMES.every((time) => (alert[time] ?? now) <= now)) return alert;
    return Object.assign({ ...alert }, Object.fromEntries(TIMES.map((time) => [time, move(alert[time])])));
  };
  return {
    ...situation,
    alerts: yield* mapped(situation.alerts, moved),
    incidents: yield* mapped(situation.incidents, (incident) => ({ ...incident, endedAt: move(incident.endedAt) })),
  };
}

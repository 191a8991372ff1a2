import { DateTime } from 'luxon';

/** Monday first, as ISO 8601 counts. */
export const WEEKDAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;
export type Weekday = (typeof WEEKDAYS)[number];

interface Recurring {
  /** Local time, as `22:30`. */
  at: string;
  durationMinutes: number;
  /** IANA name, as `Europe/Paris`. */
  timeZone: string;
  /** No occurrence begins before this, or at or after `until`; ISO 8601. */
  from?: string;
  until?: string;
}

/** When a window is on: once, on days of the week, or on the nth such day of the month (-1 is the last). */
export type Schedule =
  | { kind: 'once'; startsAt: string; endsAt: string }
  | ({ kind: 'weekly'; days: Weekday[] } & Recurring)
  | ({ kind: 'monthly'; nth: number; day: Weekday } & Recurring);

export interface Occurrence {
  startsAt: Date;
  endsAt: Date;
}

/**
 * The times a schedule is on that touch the span from `from` to `to` (excluded), in order.
 *
 * A local time that the clocks skip begins as much later as they skip, which is the same moment as if they had not; one that comes
 * twice is meant the first time. A duration is real time: two hours are two hours, whatever the clocks do meanwhile.
 */
export function occurrencesOf(schedule: Schedule, from: Date, to: Date): Occurrence[] {
  const all = schedule.kind === 'once' ? [once(schedule)] : recurring(schedule, from, to);
  return all.filter(({ startsAt, endsAt }) => startsAt < to && endsAt > from);
}

/** Whether the schedule is on at this moment. */
export function isOn(schedule: Schedule, now: Date): boolean {
  return occurrencesOf(schedule, now, new Date(now.getTime() + 1)).length > 0;
}

function once({ startsAt, endsAt }: Schedule & { kind: 'once' }): Occurrence {
  return { startsAt: new Date(startsAt), endsAt: new Date(endsAt) };
}

function recurring(schedule: Exclude<Schedule, { kind: 'once' }>, from: Date, to: Date): Occurrence[] {
  const { durationMinutes, timeZone } = schedule;
  // One that began before the span may still be on in it; a day more, because a local day begins elsewhere than a UTC one.
  let day = DateTime.fromJSDate(from, { zone: timeZone }).minus({ minutes: durationMinutes, days: 1 }).startOf('day');
  const last = DateTime.fromJSDate(to, { zone: timeZone });
  const found: Occurrence[] = [];
  for (; day <= last; day = day.plus({ days: 1 })) {
    if (!falls(schedule, day)) continue;
    const startsAt = atLocal(day, schedule.at);
    if (isWithin(schedule, startsAt)) {
      found.push({ startsAt, endsAt: new Date(startsAt.getTime() + durationMinutes * 60_000) });
    }
  }
  return found;
}

function falls(schedule: Exclude<Schedule, { kind: 'once' }>, day: DateTime): boolean {
  const weekday = WEEKDAYS[day.weekday - 1];
  if (schedule.kind === 'weekly') return schedule.days.some((each) => each === weekday);
  if (schedule.day !== weekday) return false;
  if (schedule.nth > 0) return Math.ceil(day.day / 7) === schedule.nth;
  return day.plus({ weeks: 1 }).month !== day.month;
}

function atLocal(day: DateTime, at: string): Date {
  const [hour = 0, minute = 0] = at.split(':').map(Number);
  const local = day.set({ hour, minute });
  const possible = local.getPossibleOffsets().map((moment) => moment.toMillis());
  return new Date(Math.min(...possible));
}

function isWithin({ from, until }: Recurring, startsAt: Date): boolean {
  return (!from || startsAt >= new Date(from)) && (!until || startsAt < new Date(until));
}

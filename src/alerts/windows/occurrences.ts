import { isReadable } from '../../common/moment';
import { DAY_MS, LocalTimes } from './local-times';

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
 * The times a schedule is on that touch the span from `from` to `to` (excluded), in order, as far as there are years for both their ends. A duration is real time: two hours are two
 * hours, whatever the clocks do meanwhile; when one begins, `LocalTimes` says.
 * @param times shared by whoever asks for many schedules at once
 */
export function occurrencesOf(schedule: Schedule, from: Date, to: Date, times = new LocalTimes()): Occurrence[] {
  const all = schedule.kind === 'once' ? [once(schedule)] : recurring(schedule, from, to, times);
  return all.filter(({ startsAt, endsAt }) => startsAt < to && endsAt > from && isTellable(startsAt, endsAt));
}

function isTellable(...ends: Date[]): boolean {
  return ends.every((end) => isReadable(end.getTime()));
}

/** Whether the schedule is on at this moment. */
export function isOn(schedule: Schedule, now: Date, times = new LocalTimes()): boolean {
  return occurrencesOf(schedule, now, new Date(now.getTime() + 1), times).length > 0;
}

/** The longest time between two occurrences of a month, and a little more. */
const LONGEST_PAUSE_MS = 40 * DAY_MS;

/** Whether the schedule is on now or will ever be. */
export function isToCome(schedule: Schedule, now: Date): boolean {
  if (schedule.kind === 'once') return new Date(schedule.endsAt) > now;
  const first = Math.max(now.getTime(), schedule.from ? new Date(schedule.from).getTime() : 0);
  return occurrencesOf(schedule, new Date(first), new Date(first + LONGEST_PAUSE_MS)).length > 0;
}

function once({ startsAt, endsAt }: Schedule & { kind: 'once' }): Occurrence {
  return { startsAt: new Date(startsAt), endsAt: new Date(endsAt) };
}

/** By days of the calendar, which do not care when or how often the clocks change. */
function recurring(
  schedule: Exclude<Schedule, { kind: 'once' }>,
  from: Date,
  to: Date,
  times: LocalTimes,
): Occurrence[] {
  const { timeZone } = schedule;
  const lasts = schedule.durationMinutes * 60_000;
  const [hour = 0, minute = 0] = schedule.at.split(':').map(Number);
  const found: Occurrence[] = [];
  // One that began before the span may still be on in it; two days more on both sides, for how far a zone is off UTC and what its
  // clocks skip.
  const last = Math.floor(to.getTime() / DAY_MS) + 2;
  for (let day = Math.floor((from.getTime() - lasts) / DAY_MS) - 2; day <= last; day++) {
    if (!falls(schedule, day)) continue;
    const startsAt = new Date(times.moment(timeZone, day, hour * 60 + minute));
    if (isWithin(schedule, startsAt)) found.push({ startsAt, endsAt: new Date(startsAt.getTime() + lasts) });
  }
  return found;
}

/** @param day days since 1970-01-01, which was a Thursday */
function falls(schedule: Exclude<Schedule, { kind: 'once' }>, day: number): boolean {
  const weekday = WEEKDAYS[(((day + 3) % 7) + 7) % 7];
  if (schedule.kind === 'weekly') return schedule.days.some((each) => each === weekday);
  if (schedule.day !== weekday) return false;
  if (schedule.nth > 0) return Math.ceil(new Date(day * DAY_MS).getUTCDate() / 7) === schedule.nth;
  return new Date((day + 7) * DAY_MS).getUTCMonth() !== new Date(day * DAY_MS).getUTCMonth();
}

function isWithin({ from, until }: Recurring, startsAt: Date): boolean {
  return (!from || startsAt >= new Date(from)) && (!until || startsAt < new Date(until));
}

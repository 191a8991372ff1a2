import type { MaintenanceWindow } from '../api/client';

type Values = Record<string, unknown>;
export type ScheduleKind = MaintenanceWindow['schedule']['kind'];

const RECURRING = ['at', 'durationMinutes', 'timeZone', 'from', 'until'];

/** What says when a window of each kind is on. */
const FIELDS: Record<ScheduleKind, readonly string[]> = {
  once: ['startsAt', 'endsAt'],
  weekly: ['days', ...RECURRING],
  monthly: ['nth', 'day', ...RECURRING],
};
export const SCHEDULE_KINDS = Object.keys(FIELDS) as ScheduleKind[];

/** An address may ask for a kind that there is not. */
export const isKind = (kind: unknown): kind is ScheduleKind => SCHEDULE_KINDS.some((each) => each === kind);
const isGiven = (value: unknown) => value !== undefined && value !== null && value !== '';

/** A window as it was typed, in the words of the API: of its schedule what the kind has. */
export function windowOf({ schedule, ...facts }: Values): Values {
  if (typeof schedule !== 'object' || schedule === null) return facts;
  const typed: Values = { ...schedule };
  const kind = isKind(typed['kind']) ? typed['kind'] : 'once';
  const given = FIELDS[kind].filter((field) => isGiven(typed[field])).map((field) => [field, typed[field]] as const);
  return { ...facts, schedule: { kind, ...Object.fromEntries(given) } };
}

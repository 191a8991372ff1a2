import { IANAZone } from 'luxon';
import { z } from 'zod';
import { moment } from '../../common/moment';
import { listQuery, pageOf } from '../../common/pages';
import { name, prose } from '../../common/written';
import { ids, labels, person } from '../schemas';
import { WEEKDAYS } from './occurrences';
import { refusal } from '../alert.refusals';

const DAY_MS = 86_400_000;
const LONGEST_SPAN_MS = 366 * DAY_MS;

const recurring = {
  at: z
    .string()
    .regex(/^([01]\d|2[0-3]):[0-5]\d$/, refusal('local-time'))
    .meta({
      example: '22:30',
      description: 'local time; one that the clocks skip begins as much later, one that comes twice the first time',
    }),
  durationMinutes: z.number().int().min(1).max(10_080),
  timeZone: z
    .string()
    .refine((zone) => IANAZone.isValidZone(zone), refusal('time-zone'))
    .meta({ example: 'Europe/Paris' }),
  from: moment.optional().meta({ description: 'begins at this time or later' }),
  until: moment.optional().meta({ description: 'begins before this time' }),
};
const weekday = z.enum(WEEKDAYS);

const schedule = z
  .discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('once'), startsAt: moment, endsAt: moment }),
    z.strictObject({ kind: z.literal('weekly'), days: z.array(weekday).min(1).max(7), ...recurring }),
    z.strictObject({
      kind: z.literal('monthly'),
      nth: z
        .union([z.number().int().min(1).max(4), z.literal(-1)])
        .meta({ description: 'the first to fourth such day of the month, or -1 for the last' }),
      day: weekday,
      ...recurring,
    }),
  ])
  .refine((given) => given.kind !== 'once' || new Date(given.endsAt) > new Date(given.startsAt), {
    path: ['endsAt'],
    error: refusal('after-starts-at'),
  })
  .refine((given) => given.kind === 'once' || !isReversed(given), {
    path: ['until'],
    error: refusal('after-from'),
  });

function isReversed({ from, until }: { from?: string | undefined; until?: string | undefined }): boolean {
  return from !== undefined && until !== undefined && new Date(until) <= new Date(from);
}

const facts = {
  name: name(200).meta({ example: 'Kernel updates' }),
  description: prose(5_000).nullable().optional(),
  labels: labels.optional(),
  serverIds: ids.optional(),
  schedule,
};

export const newWindow = z.strictObject(facts).meta({
  id: 'NewMaintenanceWindow',
  example: {
    name: 'Kernel updates',
    labels: { rack: '2' },
    schedule: { kind: 'weekly', days: ['sun'], at: '02:00', durationMinutes: 120, timeZone: 'Europe/Paris' },
  },
});
export type NewWindow = z.output<typeof newWindow>;

export const windowEdit = z
  .strictObject(facts)
  .partial()
  .meta({ id: 'MaintenanceWindowEdit', example: { name: 'Kernel updates of rack 2' } });
export type WindowEdit = z.output<typeof windowEdit>;

export const windowQuery = listQuery(['name', 'createdAt', 'updatedAt']);
export type WindowQuery = z.output<typeof windowQuery>;

export const calendarQuery = z
  .strictObject({ from: moment, to: moment })
  .refine(({ from, to }) => new Date(to) > new Date(from), { path: ['to'], error: refusal('after-from') })
  .refine(({ from, to }) => Number(new Date(to)) - Number(new Date(from)) <= LONGEST_SPAN_MS, {
    path: ['to'],
    error: 'takes a time at most 366 days after from',
  });
export type CalendarQuery = z.output<typeof calendarQuery>;

export const windowShape = z
  .object({
    id: z.uuid(),
    name: z.string(),
    description: z.string().nullable(),
    labels: z.record(z.string(), z.string()),
    serverIds: z.array(z.uuid()),
    schedule: z.object({
      kind: z.enum(['once', 'weekly', 'monthly']),
      startsAt: z.string().optional(),
      endsAt: z.string().optional(),
      days: z.array(weekday).optional(),
      nth: z.number().int().optional(),
      day: weekday.optional(),
      at: z.string().optional(),
      durationMinutes: z.number().int().optional(),
      timeZone: z.string().optional(),
      from: z.string().optional(),
      until: z.string().optional(),
    }),
    author: person,
    createdAt: z.iso.datetime(),
    updatedAt: z.iso.datetime(),
    version: z.number().int(),
  })
  .meta({ id: 'MaintenanceWindow' });
export const windowPage = pageOf(windowShape).meta({ id: 'MaintenanceWindowPage' });

export const calendarShape = z
  .object({
    items: z.array(
      z.object({ windowId: z.uuid(), name: z.string(), startsAt: z.iso.datetime(), endsAt: z.iso.datetime() }),
    ),
  })
  .meta({ id: 'MaintenanceCalendar' });
export type WindowView = z.output<typeof windowShape>;
export type CalendarView = z.output<typeof calendarShape>;

import { z } from 'zod';
import { moment } from '../common/moment';
import { anyOf, listQuery, pageOf } from '../common/pages';
import { ACTIONS, SUBJECTS } from '../journal/journal.entity';

const word = z.string().min(1).max(100);

export const serverEventQuery = listQuery(['at']).extend({
  action: anyOf(word).meta({ example: 'activate' }),
  actorId: anyOf(z.uuid()),
  from: moment.optional().meta({ description: 'at this time or later' }),
  to: moment.optional().meta({ description: 'before this time' }),
});
export type ServerEventQuery = z.output<typeof serverEventQuery>;

export const eventQuery = serverEventQuery.extend({
  subjectType: anyOf(word).meta({ example: 'server' }),
  subjectId: anyOf(z.uuid()),
});
export type EventQuery = z.output<typeof eventQuery>;

export const eventShape = z
  .object({
    id: z.uuid(),
    at: z.iso.datetime(),
    actor: z.object({
      id: z.uuid().nullable().meta({ description: 'null when Amiral itself acted' }),
      name: z.string(),
    }),
    action: z.enum(ACTIONS),
    subjectType: z.enum(SUBJECTS),
    subjectId: z.uuid().nullable(),
    subjectName: z.string(),
    changes: z.array(z.object({ field: z.string(), before: z.unknown(), after: z.unknown() })),
    requestId: z.string().nullable(),
    ip: z.string().nullable(),
  })
  .meta({ id: 'Event' });
export const eventPage = pageOf(eventShape).meta({ id: 'EventPage' });
export type EventView = z.output<typeof eventShape>;

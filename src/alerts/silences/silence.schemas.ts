import { z } from 'zod';
import { moment } from '../../common/moment';
import { anyOf, listQuery, pageOf } from '../../common/pages';
import { prose } from '../../common/written';
import { ids, labels, namesSomething, person } from '../schemas';
import { refusal } from '../alert.refusals';

const STATES = ['planned', 'active', 'over'] as const;

export const newSilence = z
  .strictObject({
    labels: labels.optional(),
    serverIds: ids.optional(),
    ruleIds: ids.optional(),
    reason: prose(1_000).min(1).meta({ example: 'The provider replaces the switch' }),
    startsAt: moment.optional().meta({ description: 'now, unless it is said' }),
    endsAt: moment,
  })
  .refine(namesSomething, {
    path: ['labels'],
    error: refusal('names-nothing'),
  })
  .meta({
    id: 'NewSilence',
    example: { labels: { rack: '2' }, reason: 'The switch is replaced', endsAt: '2027-01-31T22:00:00Z' },
  });
export type NewSilence = z.output<typeof newSilence>;

export const silenceQuery = listQuery(['startsAt', 'endsAt', 'createdAt']).extend({ state: anyOf(z.enum(STATES)) });
export type SilenceQuery = z.output<typeof silenceQuery>;

export const silenceShape = z
  .object({
    id: z.uuid(),
    labels: z.record(z.string(), z.string()),
    serverIds: z.array(z.uuid()),
    ruleIds: z.array(z.uuid()),
    reason: z.string(),
    author: person,
    startsAt: z.iso.datetime(),
    endsAt: z.iso.datetime(),
    createdAt: z.iso.datetime(),
    state: z.enum(STATES),
    actions: z.array(z.enum(['expire'])).meta({ description: 'what you may do with it now' }),
  })
  .meta({ id: 'Silence' });
export const silencePage = pageOf(silenceShape).meta({ id: 'SilencePage' });
export type SilenceView = z.output<typeof silenceShape>;

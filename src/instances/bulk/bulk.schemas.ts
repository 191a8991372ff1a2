import { z } from 'zod';
import { idParam } from '../../common/pages';
import { reason } from '../instance.schemas';
import { instanceFilters } from '../instance.schemas';
import { refusal } from '../instance.refusals';

/** No call takes more. */
export const MOST_LINES = 1_000;

const BULK_ACTIONS = ['suspend', 'resume', 'backup'] as const;

export const bulkRequest = z
  .strictObject({
    action: z.enum(BULK_ACTIONS),
    ids: z.array(idParam).min(1).max(MOST_LINES).optional(),
    filter: instanceFilters.optional().meta({ description: 'as in the list of instances; instead of ids' }),
    dryRun: z.boolean().optional().meta({ description: 'true: says what would become of each, and starts nothing' }),
    reason,
  })
  .refine(({ ids, filter }) => (ids === undefined) !== (filter === undefined), {
    path: ['filter'],
    message: refusal('ids-or-filter'),
  })
  .meta({
    id: 'BulkRequest',
    example: { action: 'suspend', filter: { planId: '019a8d2e-7c3b-7e4f-9a1b-2c3d4e5f6a7b' }, dryRun: true },
  });
export type BulkRequest = z.output<typeof bulkRequest>;

export const bulkVerdicts = z
  .object({
    items: z.array(
      z.object({
        instanceId: z.uuid(),
        name: z.string().nullable().meta({ description: 'null: there is no such instance' }),
        verdict: z.enum(['accepted', 'refused']),
        code: z.string().nullable().meta({ description: 'why it is refused' }),
        detail: z.string().nullable(),
      }),
    ),
  })
  .meta({ id: 'BulkVerdicts', description: 'a verdict for each, in the order of ids, or by id' });
export type BulkVerdict = z.output<typeof bulkVerdicts>['items'][number];

import { z } from 'zod';
import { COPY_ROLES } from '../../servers/copies/copy.entity';

/** Why a database is still there. */
const WHY = ['terminated', 'half-made', 'left-behind'] as const;

export const leftovers = z
  .object({
    items: z.array(
      z.object({
        id: z.uuid(),
        serverId: z.uuid(),
        serverName: z.string(),
        name: z.string().meta({ description: 'of the database' }),
        role: z.enum(COPY_ROLES),
        why: z.enum(WHY).meta({
          description:
            '`terminated`: of an instance that has ended, dropped at dropAfter; `half-made`: work on it ended before it was verified; ' +
            '`left-behind`: of a move, a restore, or a record that is gone',
        }),
        instanceId: z.uuid().nullable(),
        instanceName: z.string().nullable(),
        templateId: z.uuid().nullable(),
        operationId: z.uuid().nullable(),
        fencedAt: z.iso.datetime().nullable(),
        dropAfter: z.iso.datetime().nullable(),
        createdAt: z.iso.datetime(),
      }),
    ),
  })
  .meta({ id: 'Leftovers', description: 'the oldest first, 1,000 at the most' });
export type Leftover = z.output<typeof leftovers>['items'][number];

export const keepRequest = z
  .strictObject({ confirm: z.string().max(200).optional().meta({ description: 'the name of the database' }) })
  .meta({ id: 'KeepRequest', example: { confirm: 'dupont' } });
export type KeepRequest = z.output<typeof keepRequest>;

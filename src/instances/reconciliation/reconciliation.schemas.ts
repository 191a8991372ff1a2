import { z } from 'zod';
import { COPY_ROLES } from '../../servers/copies/copy.entity';
import { INSTANCE_STATES } from '../instance.states';

/** What the server says of a database; `unknown`: it did not say what it has. */
const standing = z.enum(['there', 'missing', 'unknown']);

export const reconciliationShape = z
  .object({
    at: z.iso.datetime(),
    servers: z.array(
      z.object({
        serverId: z.uuid(),
        name: z.string(),
        code: z
          .string()
          .nullable()
          .meta({ description: 'why it did not say what it has, as `list-db-off`; null: it did' }),
        unrecorded: z.array(z.string()).meta({ description: 'databases it has and Amiral does not know' }),
      }),
    ),
    instances: z.array(
      z.object({
        instanceId: z.uuid(),
        name: z.string(),
        serverId: z.uuid(),
        databaseName: z.string(),
        state: z.enum(INSTANCE_STATES),
        standing,
        fleet: z
          .enum(['ours', 'another', 'none'])
          .nullable()
          .meta({ description: 'which Amiral works on it, by its parameter amiral.fleet; null: nobody could look' }),
      }),
    ),
    copies: z.array(
      z.object({
        id: z.uuid(),
        serverId: z.uuid(),
        name: z.string(),
        role: z.enum(COPY_ROLES),
        instanceId: z.uuid().nullable(),
        standing,
      }),
    ),
  })
  .meta({ id: 'Reconciliation' });
export type ReconciliationView = z.output<typeof reconciliationShape>;

import { z } from 'zod';
import { COPY_ROLES } from '../../servers/copies/copy.entity';

/** No call adopts more. */
const MOST = 500;

export const databaseList = z
  .object({
    items: z.array(
      z.object({
        name: z.string(),
        instanceId: z.uuid().nullable().meta({ description: 'of the instance that has it, terminated ones left out' }),
        copy: z
          .object({ role: z.enum(COPY_ROLES), dropAfter: z.iso.datetime().nullable() })
          .nullable()
          .meta({ description: 'why Amiral made or keeps it; null: it did not' }),
        odoo: z
          .boolean()
          .nullable()
          .meta({ description: 'whether it is one of this Odoo; null: the server did not say so in time' }),
      }),
    ),
  })
  .meta({ id: 'ServerDatabases' });
export type DatabaseList = z.output<typeof databaseList>;

export const adoptions = z
  .strictObject({
    items: z
      .array(z.record(z.string(), z.unknown()))
      .min(1)
      .max(MOST)
      .meta({ description: 'each like the body of `POST /instances/adopt`, without `serverId`' }),
  })
  .meta({
    id: 'Adoptions',
    example: {
      items: [
        {
          name: 'Dupont SA',
          customerName: 'Dupont SA',
          customerEmail: 'it@dupont.example',
          databaseName: 'dupont',
          subdomain: 'dupont',
          planId: '019a8d2e-7c3b-7e4f-9a1b-2c3d4e5f6a7b',
        },
      ],
    },
  });
export type Adoptions = z.output<typeof adoptions>;

export const adopted = z
  .object({
    items: z.array(
      z.object({
        databaseName: z.string().nullable(),
        status: z.enum(['adopted', 'refused']),
        instanceId: z.uuid().nullable(),
        code: z.string().nullable(),
        detail: z.string().nullable(),
      }),
    ),
  })
  .meta({ id: 'Adopted', description: 'a verdict for each, in the order of the call' });
export type Adopted = z.output<typeof adopted>;

import { z } from 'zod';
import { PROTOCOLS } from '../odoo/odoo.client';
import { ODOO_REASONS } from '../odoo/odoo-reasons';
import { serverShape } from '../servers/server.schemas';

export const connectionReport = z
  .object({
    ok: z.boolean(),
    protocol: z.enum(PROTOCOLS).nullable(),
    odooVersion: z.string().nullable(),
    responseTimeMs: z.number().nullable(),
    reason: z.enum(ODOO_REASONS).nullable(),
    checks: z.array(
      z.object({
        name: z.string(),
        ok: z.boolean().nullable().meta({ description: 'null: the check could not be made' }),
        detail: z.string(),
      }),
    ),
  })
  .meta({ id: 'ConnectionReport' });

export const activatedShape = serverShape
  .extend({
    warnings: z.array(z.string()).meta({
      description: 'what is wrong and does not keep it out of service, as a stored master password that Odoo refuses',
    }),
  })
  .meta({ id: 'ActivatedServer' });

export const panicShape = z
  .object({
    frozen: z.boolean().meta({ description: 'the monitor suspects itself: nothing goes offline' }),
    since: z.iso.datetime().nullable(),
    failing: z.number().int().meta({ description: 'servers that fail' }),
    counted: z.number().int().meta({ description: 'servers that could tell' }),
    reason: z.enum(['many-failing', 'own-fault']).nullable(),
    confirmedAt: z.iso.datetime().nullable().meta({ description: 'an administrator said that it is real' }),
  })
  .meta({ id: 'Panic' });
export type PanicView = z.output<typeof panicShape>;

export const monitorShape = z
  .object({
    paused: z.boolean().meta({ description: 'its own database does not answer, so it judges nothing' }),
    watching: z.number().int().meta({ description: 'servers in the shards of this process' }),
    shards: z.number().int().meta({ description: 'shards of 64 that this process has leased' }),
    running: z.number().int().meta({ description: 'probes under way' }),
    waiting: z.number().int().meta({ description: 'probes that are due and have to wait' }),
    lagMs: z
      .object({ p50: z.number(), p99: z.number(), max: z.number() })
      .meta({ description: 'how late probes of the last minutes began' }),
  })
  .meta({ id: 'Monitor' });

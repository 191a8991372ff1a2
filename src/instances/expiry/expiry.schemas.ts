import { z } from 'zod';

/** What keeps one whose time is over, or nearly so, from being suspended. */
const EXPIRY_WAITS = [
  'no-service-login',
  'confirmation',
  'server-not-reachable',
  'paused',
  'operation-in-progress',
  'failed-before',
] as const;

const item = z
  .object({
    instanceId: z.uuid(),
    name: z.string(),
    serverId: z.uuid(),
    planId: z.uuid(),
    expiresAt: z.iso.datetime(),
    waitsFor: z.enum(EXPIRY_WAITS).nullable().meta({
      description: 'why it is not suspended yet; `failed-before`: it is tried again within the hour; null: nothing',
    }),
  })
  .meta({ id: 'ExpiringInstance' });

export const expiryShape = z
  .object({
    heldSince: z.iso.datetime().nullable().meta({ description: 'null: nothing is held' }),
    limit: z.number().int().meta({ description: 'more than these due within an hour are held' }),
    total: z
      .object({ due: z.number().int(), held: z.number().int(), past: z.number().int() })
      .meta({ description: 'of each list there is; the lists name 1,000 at the most, the earliest first' }),
    due: z.array(item).meta({ description: 'whose time is over, or will be within the hour' }),
    held: z.array(item).meta({ description: 'too many at once: an administrator confirms that they are meant' }),
    past: z.array(item).meta({ description: 'whose date had passed before their plan suspended: they are left alone' }),
  })
  .meta({ id: 'Expiry' });
export type ExpiryView = z.output<typeof expiryShape>;
export type ExpiringInstance = ExpiryView['due'][number];

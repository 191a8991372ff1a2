import { z } from 'zod';
import { serverShape } from './server.schemas';
import { HEALTH_STATUSES, SERVER_STATES } from './server.states';

const count = z.number().int();

export const overviewShape = z
  .object({
    servers: count.meta({ description: 'archived ones are left out, here and below' }),
    cordoned: count,
    byState: z.array(z.object({ state: z.enum(SERVER_STATES), servers: count })),
    byHealth: z.array(z.object({ healthStatus: z.enum(HEALTH_STATUSES), servers: count })),
    slots: z.object({
      total: count.meta({ description: 'instances that all servers may hold' }),
      used: count,
      placeable: count.meta({ description: 'free ones on servers that take new instances now' }),
    }),
    worst: z.array(serverShape).meta({
      description:
        'up to ten servers that need somebody: offline, critical, warning, in a maintenance past its end, or with a fifth or less of their slots free',
    }),
  })
  .meta({ id: 'Overview' });
export type OverviewView = z.output<typeof overviewShape>;

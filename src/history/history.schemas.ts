import { z } from 'zod';
import { moment } from '../common/moment';
import { STEPS } from './steps';
import { WINDOWS } from './uptime';

const steps = STEPS.map(({ seconds }) => seconds);

export const historyQuery = z.strictObject({
  from: moment.optional().meta({ description: 'a day before `to` when it is not given' }),
  to: moment.optional().meta({ description: 'now when it is not given' }),
  step: z.coerce
    .number()
    .refine((seconds) => steps.includes(seconds), `takes one of ${steps.join(', ')}`)
    .optional()
    .meta({ description: `seconds a point: ${steps.join(', ')}; so that there are at most 500 when it is not given` }),
});
export type HistoryQuery = z.output<typeof historyQuery>;

const seconds = z.number().nullable();
const ms = z.number().nullable();

const point = z.object({
  at: z.iso.datetime().meta({ description: 'the beginning of the point' }),
  count: z.number().int().meta({ description: 'probes that said something about the server' }),
  failed: z.number().int(),
  okSeconds: seconds.meta({ description: 'healthy; null, as all that follows, when nothing is known of the point' }),
  warningSeconds: seconds,
  criticalSeconds: seconds,
  unknownSeconds: seconds,
  maintenanceSeconds: seconds,
  averageMs: ms,
  maxMs: ms,
  p50Ms: ms.meta({ description: 'percentiles come from a histogram' }),
  p95Ms: ms,
  p99Ms: ms,
});
export type HistoryPoint = z.output<typeof point>;

export const historyShape = z
  .object({
    from: z.iso.datetime(),
    to: z.iso.datetime(),
    step: z.number().int().meta({ description: 'seconds a point; more than asked when that is not kept any longer' }),
    points: z.array(point).meta({ description: 'every point of the time, the oldest first' }),
  })
  .meta({ id: 'ServerHistory' });
export type HistoryView = z.output<typeof historyShape>;

export const uptimeShape = z
  .object({
    windows: z.array(
      z.object({
        window: z.enum(WINDOWS.map(({ window }) => window)),
        uptime: z.number().nullable().meta({
          description: 'percent of the time judged, warnings included; null when that is less than 1 % of it',
        }),
        coverage: z.number().meta({ description: 'percent of the window of which something is known' }),
        upSeconds: z.number(),
        downSeconds: z.number(),
        unknownSeconds: z.number().meta({ description: 'not known, or not watched' }),
        maintenanceSeconds: z.number(),
      }),
    ),
  })
  .meta({ id: 'ServerUptime' });
export type UptimeView = z.output<typeof uptimeShape>;

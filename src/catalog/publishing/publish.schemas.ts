import { z } from 'zod';
import { refusal } from '../catalog.refusals';

export const publishRequest = z
  .strictObject({
    serverIds: z
      .array(z.uuid().toLowerCase())
      .min(1)
      .max(1_000)
      .refine((ids) => new Set(ids).size === ids.length, refusal('each-server-once'))
      .optional(),
    labels: z
      .record(z.string().min(1).max(63), z.string().max(200))
      .refine((given) => Object.keys(given).length > 0)
      .optional()
      .meta({ description: 'servers in service that have all of these labels' }),
  })
  .meta({
    id: 'PublishRequest',
    description: 'neither: the servers that the template names already',
    example: { labels: { region: 'eu-west' } },
  });
export type PublishRequest = z.output<typeof publishRequest>;

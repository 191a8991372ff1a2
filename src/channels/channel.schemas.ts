import { z } from 'zod';
import { anyOf, listQuery, pageOf, yesNo } from '../common/pages';
import { line, name } from '../common/written';
import { CHANNEL_KINDS, type ChannelKind, SETTINGS } from './channel.settings';
import { SEVERITIES } from './notice';
import { refusal } from '../common/refusals';

const labels = z
  .record(z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._/-]{0,62}$/), line(200))
  .refine((map) => Object.keys(map).length <= 20, refusal('too-many-labels', { maximum: 20 }))
  .meta({ example: { region: 'eu-west' }, description: 'what comes here: the alerts that carry them all' });

const facts = {
  name: name(200).meta({ example: 'On call' }),
  enabled: z.boolean().optional(),
  minSeverity: z.enum(SEVERITIES).optional().meta({ description: 'info unless given' }),
  labels: labels.optional(),
  escalation: z.boolean().optional().meta({ description: 'whether escalations come here too' }),
};

const newOf = <const Kind extends ChannelKind>(kind: Kind) =>
  z.strictObject({ kind: z.literal(kind), ...facts, settings: z.strictObject(SETTINGS[kind]) });

export const newChannel = z
  .discriminatedUnion('kind', [newOf('webhook'), newOf('email'), newOf('slack'), newOf('teams'), newOf('alertmanager')])
  .meta({
    id: 'NewChannel',
    example: {
      kind: 'webhook',
      name: 'On call',
      minSeverity: 'critical',
      settings: {
        url: 'https://hooks.example.com/amiral',
        secrets: ['whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw'],
      },
    },
  });
export type NewChannel = z.output<typeof newChannel>;

export const channelEdit = z
  .strictObject({
    ...facts,
    settings: z
      .record(z.string(), z.unknown())
      .meta({ description: 'those of its kind that change; the others stay, secrets too' }),
  })
  .partial()
  .meta({ id: 'ChannelEdit', example: { minSeverity: 'warning' } });
export type ChannelEdit = z.output<typeof channelEdit>;

const CHANNEL_SORTS = ['name', 'kind', 'enabled', 'minSeverity', 'createdAt', 'updatedAt'] as const;

export const channelQuery = listQuery(CHANNEL_SORTS).extend({
  kind: anyOf(z.enum(CHANNEL_KINDS)),
  enabled: anyOf(yesNo),
});
export type ChannelQuery = z.output<typeof channelQuery>;

export const channelShape = z
  .object({
    id: z.uuid(),
    name: z.string(),
    kind: z.enum(CHANNEL_KINDS),
    enabled: z.boolean(),
    minSeverity: z.enum(SEVERITIES),
    labels: z.record(z.string(), z.string()),
    escalation: z.boolean(),
    settings: z
      .object({
        url: z.string(),
        secretCount: z.number().int().meta({ description: 'two while a signing secret is being changed' }),
        host: z.string(),
        port: z.number().int(),
        secure: z.enum(['tls', 'starttls', 'none']),
        username: z.string().nullable(),
        tlsCa: z.string().nullable(),
        hasPassword: z.boolean(),
        from: z.string(),
        to: z.array(z.string()),
      })
      .partial()
      .meta({
        description:
          'those of its kind, without secrets; of Slack, Teams and, for whoever may not edit it, any web address only the host',
      }),
    goneAt: z.iso.datetime().nullable().meta({
      description:
        'when the receiver said that it is gone for good (HTTP 410), which disabled the channel; null once it is enabled again',
    }),
    createdAt: z.iso.datetime(),
    updatedAt: z.iso.datetime(),
    version: z.number().int(),
  })
  .meta({ id: 'Channel' });
export const channelPage = pageOf(channelShape).meta({ id: 'ChannelPage' });
export type ChannelView = z.output<typeof channelShape>;

import { z } from 'zod';
import { moment } from '../common/moment';
import { anyOf, listQuery, pageOf } from '../common/pages';
import { CHANNEL_KINDS } from './channel.settings';
import { DELIVERY_STATES } from './delivery.entity';
import { NOTICE_KINDS, SEVERITIES } from './notice';

export const channelDeliveryQuery = listQuery(['createdAt']).extend({
  state: anyOf(z.enum(DELIVERY_STATES)),
  noticeId: anyOf(z.uuid()),
  threadKey: anyOf(z.string().min(1).max(500)),
  from: moment.optional().meta({ description: 'created at this time or later' }),
  to: moment.optional().meta({ description: 'created before this time' }),
});
export type ChannelDeliveryQuery = z.output<typeof channelDeliveryQuery>;

export const deliveryQuery = channelDeliveryQuery.extend({ channelId: anyOf(z.uuid()) });
export type DeliveryQuery = z.output<typeof deliveryQuery>;

const attemptShape = z
  .object({
    id: z.uuid(),
    number: z.number().int(),
    startedAt: z.iso.datetime(),
    endedAt: z.iso.datetime().nullable().meta({ description: 'null while it is under way' }),
    ok: z.boolean().nullable(),
    ms: z.number().int().nullable(),
    status: z.number().int().nullable().meta({ description: 'an HTTP status, or the reply code of a mail server' }),
    error: z.string().nullable(),
  })
  .meta({ id: 'DeliveryAttempt' });

export const deliveryShape = z
  .object({
    id: z.uuid(),
    channel: z.object({ id: z.uuid(), name: z.string(), kind: z.enum(CHANNEL_KINDS) }),
    notice: z.object({
      id: z.uuid(),
      kind: z.enum(NOTICE_KINDS),
      threadKey: z.string(),
      severity: z.enum(SEVERITIES),
      title: z.string(),
      at: z.iso.datetime(),
    }),
    state: z.enum(DELIVERY_STATES),
    createdAt: z.iso.datetime(),
    settledAt: z.iso.datetime().nullable(),
    nextAttemptAt: z.iso
      .datetime()
      .nullable()
      .meta({ description: 'null while an attempt is under way, and at the end' }),
    attempts: z.array(attemptShape),
    actions: z.array(z.enum(['retry'])).meta({ description: 'what you may do with it now' }),
  })
  .meta({ id: 'Delivery' });
export const deliveryPage = pageOf(deliveryShape).meta({ id: 'DeliveryPage' });
export type DeliveryView = z.output<typeof deliveryShape>;

export const channelTestShape = z
  .object({
    ok: z.boolean(),
    deliveryId: z.uuid(),
    attempts: z.array(attemptShape).meta({ description: 'empty, or without an end, when it took longer than 15 s' }),
  })
  .meta({ id: 'ChannelTest' });

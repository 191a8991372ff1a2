import { z } from 'zod';
import { END_REASONS, NOTICE_KINDS, type Notice, SEVERITIES } from '../notice';

/** A notice may speak of the whole fleet; receivers are spared most of it. */
const MAX_ALERTS = 1_000;

/** What a webhook carries: the envelope of Standard Webhooks around a notice. */
export const webhookBody = z
  .object({
    type: z.enum(NOTICE_KINDS.map((kind) => `notice.${kind}` as const)),
    timestamp: z.iso.datetime(),
    data: z.object({
      id: z.uuid().meta({ description: 'the same as webhook-id, and the same again when it is sent again' }),
      kind: z.enum(NOTICE_KINDS),
      threadKey: z.string().meta({ description: 'shared by all notices of one incident or group' }),
      severity: z.enum(SEVERITIES),
      title: z.string(),
      url: z.url().nullable().meta({ description: 'where the console shows it; null unless PUBLIC_URL is set' }),
      alertCount: z.number().int(),
      alerts: z
        .array(
          z.object({
            id: z.string(),
            rule: z.string(),
            incidentId: z.uuid().nullable(),
            serverId: z.uuid().nullable(),
            serverName: z.string().nullable(),
            serverCode: z.string().nullable(),
            labels: z.record(z.string(), z.string()),
            instanceId: z.uuid().nullable(),
            operationId: z.uuid().nullable(),
            summary: z.string(),
            startsAt: z.iso.datetime(),
            endsAt: z.iso.datetime().nullable(),
            endReason: z
              .enum(END_REASONS)
              .nullable()
              .meta({ description: 'of a notice.resolved it is recovered; of a notice.withdrawn any other' }),
            ended: z.string().nullable().meta({ description: 'who took it out of service and until when, as a text' }),
            acknowledgedBy: z.string().nullable(),
          }),
        )
        .meta({ description: `the first ${String(MAX_ALERTS)}` }),
    }),
  })
  .meta({ description: 'What a webhook channel posts, signed by Standard Webhooks 1.0.' });
type WebhookBody = z.output<typeof webhookBody>;

/** The body of a webhook. @param url where the console shows it, or null */
export function webhookBodyOf(notice: Notice, url: string | null): WebhookBody {
  const { id, kind, threadKey, severity, title, at, alerts } = notice;
  const shown = alerts.slice(0, MAX_ALERTS).map((alert) => ({
    ...alert,
    startsAt: alert.startsAt.toISOString(),
    endsAt: alert.endsAt?.toISOString() ?? null,
  }));
  return {
    type: `notice.${kind}`,
    timestamp: at.toISOString(),
    data: { id, kind, threadKey, severity, title, url, alertCount: alerts.length, alerts: shown },
  };
}

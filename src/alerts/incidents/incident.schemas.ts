import { z } from 'zod';
import { CHANNEL_KINDS } from '../../channels/channel.settings';
import { END_REASONS, NOTICE_KINDS, SEVERITIES } from '../../channels/notice';
import { moment } from '../../common/moment';
import { anyOf, listQuery, pageOf, yesNo } from '../../common/pages';
import { prose } from '../../common/written';
import { ALERT_STATES } from '../alert.entity';
import { ACKNOWLEDGE_ACTIONS, person } from '../schemas';
import { CLOSE_REASONS } from './incident.entity';

export const acknowledgement = z
  .strictObject({ note: prose(2_000).nullable().optional() })
  .meta({ id: 'Acknowledgement', example: { note: 'On my way' } });
export type Acknowledgement = z.output<typeof acknowledgement>;

export const incidentQuery = listQuery(['openedAt', 'closedAt', 'severity', 'serverCode', 'changes']).extend({
  state: anyOf(z.enum(['open', 'closed'])),
  serverId: anyOf(z.guid().toLowerCase()),
  severity: anyOf(z.enum(SEVERITIES)),
  acknowledged: anyOf(yesNo).meta({ description: 'whether somebody takes care of it' }),
  from: moment.optional().meta({ description: 'opened at this time or later' }),
  to: moment.optional().meta({ description: 'opened before this time' }),
});
export type IncidentQuery = z.output<typeof incidentQuery>;

const incident = z.object({
  id: z.uuid(),
  serverId: z.uuid().nullable().meta({ description: 'null: the monitor itself' }),
  serverName: z.string().nullable(),
  serverCode: z.string().nullable(),
  severity: z.enum(SEVERITIES),
  cause: z.string(),
  openedAt: z.iso.datetime(),
  endedAt: z.iso
    .datetime()
    .nullable()
    .meta({ description: 'since when it is over; it is closed once it has stayed so' }),
  closedAt: z.iso.datetime().nullable(),
  closeReason: z.enum(CLOSE_REASONS).nullable(),
  flapping: z.boolean().meta({ description: 'it comes and goes, and stays open until it has been quiet for long' }),
  changes: z.number().int().meta({ description: 'how often it went bad or well' }),
  acknowledgedAt: z.iso.datetime().nullable(),
  acknowledgedBy: person.nullable(),
  note: z.string().nullable(),
  alerts: z.array(
    z.object({
      id: z.uuid(),
      rule: z.string(),
      severity: z.enum(SEVERITIES),
      state: z.enum(ALERT_STATES),
      startsAt: z.iso.datetime().nullable(),
      endsAt: z.iso.datetime().nullable(),
      endReason: z.enum(END_REASONS).nullable(),
    }),
  ),
  actions: z.array(z.enum(ACKNOWLEDGE_ACTIONS)).meta({ description: 'what you may do with it now' }),
});
const incidentRow = incident.meta({ id: 'IncidentRow' });
export const incidentPage = pageOf(incidentRow).meta({ id: 'IncidentPage' });
export type IncidentRowView = z.output<typeof incident>;

const word = z.string().nullable();

export const incidentShape = incident
  .extend({
    timeline: z.array(
      z.object({
        at: z.iso.datetime(),
        kind: z.enum(['transition', 'alert', 'notice']),
        transition: z
          .object({ stateBefore: word, state: word, healthBefore: word, health: word })
          .optional()
          .meta({ description: 'a change of the server' }),
        alert: z
          .object({
            id: z.uuid(),
            rule: z.string(),
            severity: z.enum(SEVERITIES),
            state: z.enum(ALERT_STATES),
            endReason: z.enum(END_REASONS).nullable(),
            ended: z.string().nullable(),
          })
          .optional()
          .meta({ description: 'an alert that began to fire or ended' }),
        notice: z
          .object({
            id: z.uuid(),
            kind: z.enum(NOTICE_KINDS),
            alerts: z.number().int(),
            channels: z
              .array(z.object({ id: z.uuid(), name: z.string(), kind: z.enum(CHANNEL_KINDS), at: z.iso.datetime() }))
              .meta({ description: 'those whose receiver took it, and when: nobody else was told' }),
            waiting: z.number().int().meta({ description: 'channels it is still on its way to' }),
            failed: z.number().int().meta({ description: 'channels it was given up for' }),
          })
          .optional()
          .meta({ description: 'a notice was sent; `alerts` of this incident' }),
      }),
    ),
  })
  .meta({ id: 'Incident' });
export type IncidentView = z.output<typeof incidentShape>;
export type TimelineEntry = IncidentView['timeline'][number];

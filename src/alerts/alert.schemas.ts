import { z } from 'zod';
import { END_REASONS, SEVERITIES } from '../channels/notice';
import { anyOf, listQuery, pageOf, yesNo } from '../common/pages';
import { ALERT_STATES } from './alert.entity';
import { RULE_KINDS } from './rules/rule-kinds';
import { ACKNOWLEDGE_ACTIONS, person } from './schemas';

export const alertQuery = listQuery(['startsAt', 'endsAt', 'severity', 'state', 'ruleName', 'serverCode']).extend({
  state: anyOf(z.enum(ALERT_STATES)),
  rule: anyOf(z.guid().toLowerCase()).meta({ description: 'id of a rule' }),
  kind: anyOf(z.enum(RULE_KINDS)),
  severity: anyOf(z.enum(SEVERITIES)),
  serverId: anyOf(z.guid().toLowerCase()),
  instanceId: anyOf(z.guid().toLowerCase()),
  operationId: anyOf(z.guid().toLowerCase()),
  incidentId: anyOf(z.guid().toLowerCase()),
  silenced: anyOf(yesNo),
});
export type AlertQuery = z.output<typeof alertQuery>;

export const alertShape = z
  .object({
    id: z.uuid(),
    ruleId: z.uuid(),
    rule: z.string().meta({ description: 'name of the rule' }),
    kind: z.enum(RULE_KINDS),
    severity: z.enum(SEVERITIES),
    state: z.enum(ALERT_STATES),
    silenced: z.boolean().meta({ description: 'a silence or a maintenance window keeps it quiet' }),
    serverId: z.uuid().nullable().meta({ description: 'null: of the fleet, or of the monitor itself' }),
    serverName: z.string().nullable(),
    serverCode: z.string().nullable(),
    labels: z.record(z.string(), z.string()).meta({ description: 'those of the server' }),
    instanceId: z.uuid().nullable(),
    operationId: z.uuid().nullable(),
    incidentId: z.uuid().nullable(),
    summary: z.string(),
    pendingSince: z.iso.datetime().meta({ description: 'since when it holds' }),
    startsAt: z.iso.datetime().nullable().meta({ description: 'since when it fires' }),
    endsAt: z.iso.datetime().nullable(),
    endReason: z.enum(END_REASONS).nullable().meta({ description: 'only `recovered` means that all is well' }),
    ended: z.string().nullable().meta({ description: 'who took it out of service and until when, as a text' }),
    toldAt: z.iso.datetime().nullable().meta({ description: 'when a channel last took a notice that it fires' }),
    escalatedAt: z.iso.datetime().nullable(),
    acknowledgedAt: z.iso.datetime().nullable(),
    acknowledgedBy: person.nullable(),
    actions: z.array(z.enum(ACKNOWLEDGE_ACTIONS)).meta({ description: 'what you may do with it now' }),
  })
  .meta({ id: 'Alert' });
export const alertPage = pageOf(alertShape).meta({ id: 'AlertPage' });
export type AlertView = z.output<typeof alertShape>;

import { z } from 'zod';
import { SEVERITIES } from '../../channels/notice';
import { anyOf, listQuery, pageOf, yesNo } from '../../common/pages';
import { name } from '../../common/written';
import { labels } from '../schemas';
import { RULE_KINDS } from './rule-kinds';

const percent = z.number().min(0).max(100);
const threshold = z
  .union([
    z.strictObject({
      days: z
        .array(z.number().int().min(1).max(365))
        .min(1)
        .max(10)
        .transform((days) => [...new Set(days)].sort((a, b) => b - a)),
    }),
    z.strictObject({ percent }),
    z.strictObject({ slots: z.number().int().min(1).max(1_000_000) }),
  ])
  .nullable()
  .meta({
    description:
      '`certificate-ends`: `days` before the end, each of which is told, the last as severe as the rule, and none before the last third of ' +
      'its life; `capacity`: `percent` of slots taken; `headroom-low`: free `slots`, or `percent` of slots free; other kinds: null',
  });

const facts = {
  severity: z.enum(SEVERITIES).optional(),
  holdSeconds: z
    .number()
    .int()
    .min(0)
    .max(30 * 86_400)
    .optional()
    .meta({ description: 'how long it must hold before it fires' }),
  labels: labels.optional(),
  threshold: threshold.optional(),
  opensIncident: z
    .boolean()
    .optional()
    .meta({ description: 'whether it makes an incident of a server; offline and critical ones make one in any case' }),
  enabled: z.boolean().optional(),
};
const ruleName = name(200).meta({ example: 'Capacity of the old rack' });

export const newRule = z.strictObject({ name: ruleName, kind: z.enum(RULE_KINDS), ...facts }).meta({
  id: 'NewAlertRule',
  example: { name: 'Capacity of rack 2', kind: 'capacity', labels: { rack: '2' }, threshold: { percent: 80 } },
});
export type NewRule = z.output<typeof newRule>;

export const ruleEdit = z
  .strictObject({ name: ruleName.optional(), ...facts })
  .meta({ id: 'AlertRuleEdit', example: { holdSeconds: 600 } });
export type RuleEdit = z.output<typeof ruleEdit>;

export const ruleQuery = listQuery(['name', 'kind', 'severity', 'createdAt', 'updatedAt']).extend({
  kind: anyOf(z.enum(RULE_KINDS)),
  severity: anyOf(z.enum(SEVERITIES)),
  enabled: anyOf(yesNo),
});
export type RuleQuery = z.output<typeof ruleQuery>;

export const ruleShape = z
  .object({
    id: z.uuid(),
    name: z.string(),
    kind: z.enum(RULE_KINDS),
    severity: z.enum(SEVERITIES),
    holdSeconds: z.number().int(),
    labels: z.record(z.string(), z.string()),
    threshold: z
      .object({ days: z.array(z.number()).optional(), percent: z.number().optional(), slots: z.number().optional() })
      .nullable(),
    opensIncident: z.boolean(),
    enabled: z.boolean(),
    builtIn: z.boolean().meta({ description: 'can be disabled and reset, not deleted' }),
    createdAt: z.iso.datetime(),
    updatedAt: z.iso.datetime(),
    version: z.number().int(),
  })
  .meta({ id: 'AlertRule' });
export const rulePage = pageOf(ruleShape).meta({ id: 'AlertRulePage' });
export type RuleView = z.output<typeof ruleShape>;

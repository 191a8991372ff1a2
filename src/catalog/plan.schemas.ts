import { z } from 'zod';
import { anyOf, listQuery, pageOf, yesNo } from '../common/pages';
import { name, prose } from '../common/written';
import { code } from './catalog.schemas';
import { refusal } from './catalog.refusals';

const price = z
  .number()
  .min(0)
  .max(9_999_999_999.99)
  .refine((amount) => Number(amount.toFixed(2)) === amount, refusal('two-decimals'))
  .meta({ example: 29.9 });

const facts = {
  name: name(200).meta({ example: 'Business' }),
  code: code.meta({ example: 'business' }),
  userLimit: z.number().int().positive().max(1_000_000).nullable().optional().meta({ description: 'null: no limit' }),
  storageLimitGb: z
    .number()
    .positive()
    .max(1_000_000_000)
    .nullable()
    .optional()
    .meta({ description: 'null: no limit' }),
  priceMonthly: price.nullable().optional(),
  priceYearly: price.nullable().optional(),
  currency: z
    .string()
    .regex(/^[A-Z]{3}$/, refusal('currency'))
    .optional()
    .meta({ example: 'EUR' }),
  trialDays: z.number().int().min(0).max(3_650).optional(),
  suspendOnExpiry: z.boolean().optional().meta({
    description:
      'false when absent: whether instances are suspended when their `expiresAt` has passed; dates that have passed before it is switched on are left alone',
  }),
  description: prose(5_000).nullable().optional(),
  sequence: z.number().int().min(-1_000_000).max(1_000_000).optional(),
};

export const newPlan = z.strictObject(facts).meta({
  id: 'NewPlan',
  example: {
    name: 'Business',
    code: 'business',
    userLimit: 25,
    storageLimitGb: 50,
    priceMonthly: 29.9,
    currency: 'EUR',
  },
});
export type NewPlan = z.output<typeof newPlan>;

export const planEdit = z
  .strictObject({ ...facts, archived: z.boolean() })
  .partial()
  .meta({ id: 'PlanEdit', example: { priceMonthly: 34.9 } });
export type PlanEdit = z.output<typeof planEdit>;

const PLAN_SORTS = [
  'name',
  'code',
  'userLimit',
  'storageLimitGb',
  'priceMonthly',
  'priceYearly',
  'currency',
  'trialDays',
  'sequence',
  'createdAt',
  'updatedAt',
] as const;

export const planQuery = listQuery(PLAN_SORTS).extend({ archived: anyOf(yesNo) });
export type PlanQuery = z.output<typeof planQuery>;

export const planShape = z
  .object({
    id: z.uuid(),
    name: z.string(),
    code: z.string(),
    userLimit: z.number().int().nullable(),
    storageLimitGb: z.number().nullable(),
    priceMonthly: z.number().nullable(),
    priceYearly: z.number().nullable(),
    currency: z.string(),
    trialDays: z.number().int(),
    suspendOnExpiry: z.boolean(),
    description: z.string().nullable(),
    sequence: z.number().int(),
    archived: z.boolean(),
    instanceCount: z.number().int().meta({ description: 'instances that refer to it, terminated ones too' }),
    createdAt: z.iso.datetime(),
    updatedAt: z.iso.datetime(),
    version: z.number().int(),
  })
  .meta({ id: 'Plan' });
export const planPage = pageOf(planShape).meta({ id: 'PlanPage' });
export type PlanView = z.output<typeof planShape>;

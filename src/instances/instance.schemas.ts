import { IANAZone } from 'luxon';
import { z } from 'zod';
import { email } from '../common/email';
import { moment } from '../common/moment';
import { anyOf, listQuery, pageOf, walkable, yesNo } from '../common/pages';
import { line, name, prose } from '../common/written';
import { domain } from './domain';
import { INSTANCE_ACTIONS, INSTANCE_STATES } from './instance.states';
import { refusal } from './instance.refusals';

/** What people may change later. */
const facts = {
  name: name(200).meta({ example: 'Dupont SA' }),
  customerName: name(200).meta({ example: 'Dupont SA' }),
  customerEmail: email.meta({ example: 'it@dupont.example' }),
  subdomain: z
    .string()
    .regex(/^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/, refusal('subdomain'))
    .meta({ example: 'dupont', description: 'unique among instances that are not terminated' }),
  domain: domain.nullable().optional(),
  externalId: line(200).nullable().optional().meta({
    example: 'order-4711',
    description: 'what your billing system calls it; unique: recording it again answers the instance that is there',
  }),
  planId: z.uuid().toLowerCase(),
  templateId: z.uuid().toLowerCase(),
  odooVersion: line(50).nullable().optional(),
  notes: prose(10_000).nullable().optional(),
  expiresAt: moment.nullable().optional().meta({ example: '2027-12-31T23:00:00Z' }),
};

/** What stays as it is: where the database is and what it is called. PostgreSQL itself has databases of these names. */
const RESERVED = ['postgres', 'template0', 'template1'];
const databaseName = (pattern: RegExp, taken: string) =>
  z
    .string()
    .regex(pattern, taken)
    .refine((given) => !RESERVED.includes(given), refusal('database-reserved'))
    .meta({ example: 'dupont', description: 'unique on its server, by exact spelling' });
const newDatabase = databaseName(/^[a-z0-9][a-z0-9_-]{1,62}$/, refusal('database-new'));
/** What Odoo's own manager lets people make, and `dbfilter = ^%h$` asks for. */
const foundDatabase = databaseName(/^[a-zA-Z0-9][a-zA-Z0-9_.-]{0,62}$/, refusal('database-found'));
const serverId = z.uuid().toLowerCase();

/** What makes a template's copy the customer's; all of it may be left out. */
const provisionFacts = {
  adminLogin: name(200).optional().meta({ example: 'jeanne@dupont.example', description: 'absent: customerEmail' }),
  adminPassword: z.string().min(8).max(200).optional().meta({
    writeOnly: true,
    description: 'absent: one is made, and shown once by POST /operations/:id/reveal',
  }),
  companyName: name(200).optional().meta({ description: 'absent: customerName' }),
  language: z
    .string()
    .regex(/^[a-z]{2,3}(_[A-Z0-9]{2,4})?(@[a-z]+)?$/, refusal('language'))
    .optional()
    .meta({ example: 'fr_FR', description: 'absent: as the template has it' }),
  timezone: z
    .string()
    .refine((zone) => IANAZone.isValidZone(zone), refusal('time-zone'))
    .optional()
    .meta({ example: 'Europe/Paris', description: 'absent: as the template has it' }),
  country: z
    .string()
    .regex(/^[A-Z]{2}$/, refusal('country'))
    .optional()
    .meta({ example: 'FR', description: 'ISO 3166-1; the currency follows it' }),
};

export const provisionRequest = z
  .strictObject(provisionFacts)
  .meta({ id: 'ProvisionRequest', example: { language: 'fr_FR', timezone: 'Europe/Paris', country: 'FR' } });
export type ProvisionRequest = z.output<typeof provisionRequest>;

const example = {
  name: 'Dupont SA',
  customerName: 'Dupont SA',
  customerEmail: 'it@dupont.example',
  databaseName: 'dupont',
  subdomain: 'dupont',
  planId: '019a8d2e-7c3b-7e4f-9a1b-2c3d4e5f6a7b',
};

export const newInstance = z
  .strictObject({
    ...facts,
    ...provisionFacts,
    databaseName: newDatabase,
    provision: z.boolean().optional().meta({ description: 'true: its database is made at once, as provision does' }),
    serverId: serverId.optional().meta({ description: 'absent: the best server takes it' }),
    minCapacityPercent: z.number().min(0).max(100).optional().meta({
      description: 'only without serverId: how much of the server must be free; 0 when absent',
    }),
  })
  .refine(({ serverId: given, minCapacityPercent: least }) => given === undefined || least === undefined, {
    path: ['minCapacityPercent'],
    message: refusal('without-server-only'),
  })
  .superRefine(({ provision, ...given }, context) => {
    if (provision) return;
    for (const field of Object.keys(provisionFacts) as (keyof typeof provisionFacts)[]) {
      if (given[field] !== undefined)
        context.addIssue({ code: 'custom', path: [field], message: refusal('with-provision-only') });
    }
  })
  .meta({ id: 'NewInstance', example: { ...example, templateId: '019a8d2e-7c3b-7e4f-9a1b-2c3d4e5f6a7c' } });
export type NewInstance = z.output<typeof newInstance>;
export type InstanceFacts = Omit<NewInstance, keyof ProvisionRequest | 'provision'>;

/** What is recorded, and what its database is made with. */
export function parted(given: NewInstance): { instanceFacts: InstanceFacts; provisionFacts: ProvisionRequest } {
  const { provision: _provision, adminLogin, adminPassword, companyName, language, timezone, country, ...rest } = given;
  return {
    instanceFacts: rest,
    provisionFacts: { adminLogin, adminPassword, companyName, language, timezone, country },
  };
}

/** A database that was there before Amiral came from no template of ours. */
export const adoption = z
  .strictObject({ ...facts, databaseName: foundDatabase, serverId, templateId: facts.templateId.nullable().optional() })
  .meta({ id: 'Adoption', example: { ...example, serverId: '019a8d2e-7c3b-7e4f-9a1b-2c3d4e5f6a7d' } });
export type Adoption = z.output<typeof adoption>;

export const instanceEdit = z
  .strictObject(facts)
  .partial()
  .meta({ id: 'InstanceEdit', example: { notes: 'Calls before every upgrade' } });
export type InstanceEdit = z.output<typeof instanceEdit>;

export const reason = prose(1_000).nullable().optional().meta({ example: 'The contract has ended' });
const confirm = z.string().max(200).meta({ description: 'the name of the instance, as it is written' });

export const termination = z
  .strictObject({
    reason,
    database: z.enum(['keep', 'drop']).optional().meta({
      description: 'what becomes of its database; absent: `drop` for what Amiral made, `keep` for everything else',
    }),
    withoutBackup: z.boolean().optional().meta({ description: 'admins only, with `confirm`: nothing is saved before' }),
    confirm: confirm.optional(),
  })
  .meta({ id: 'Termination', example: { reason: 'The contract has ended' } });
export type Termination = z.output<typeof termination>;

export const suspension = z
  .strictObject({ reason })
  .meta({ id: 'Suspension', example: { reason: 'Unpaid since May' } });
export type Suspension = z.output<typeof suspension>;

export const resumption = z
  .strictObject({ expiresAt: moment.optional().meta({ description: 'to come; needed by an expired one' }) })
  .meta({ id: 'Resumption', example: {} });
export type Resumption = z.output<typeof resumption>;

export const purgeRequest = z
  .strictObject({ confirm: confirm.optional() })
  .meta({ id: 'PurgeRequest', example: { confirm: 'Dupont SA' } });
export type PurgeRequest = z.output<typeof purgeRequest>;

export const claimRequest = z
  .strictObject({ confirm: confirm.optional() })
  .meta({ id: 'ClaimRequest', example: { confirm: 'Dupont SA' } });
export type ClaimRequest = z.output<typeof claimRequest>;

export const serviceLogin = z
  .strictObject({ login: name(200), password: z.string().min(1).max(200).meta({ writeOnly: true }) })
  .meta({ id: 'ServiceLogin', example: { login: 'amiral', password: 'a login of the group system' } });
export type ServiceLogin = z.output<typeof serviceLogin>;

const INSTANCE_SORTS = [
  'name',
  'customerName',
  'customerEmail',
  'databaseName',
  'subdomain',
  'domain',
  'state',
  'odooVersion',
  'createdAt',
  'activatedAt',
  'expiresAt',
] as const;

const filters = listQuery(INSTANCE_SORTS).extend({
  state: anyOf(z.enum(INSTANCE_STATES)),
  templateId: anyOf(z.uuid()),
  planId: anyOf(z.uuid()),
  overLimit: anyOf(yesNo).meta({ description: 'more users or storage than its plan has, as last seen' }),
});
const fleetFilters = filters.extend({ serverId: anyOf(z.uuid()) });

export const instanceQuery = walkable(fleetFilters);

/** The list's filters alone; at least one, for nobody means everybody by saying nothing. */
export const instanceFilters = fleetFilters
  .pick({ state: true, serverId: true, templateId: true, planId: true, q: true })
  .refine((given) => Object.values<unknown>(given).some((value) => value !== undefined), {
    message: refusal('names-no-filter'),
  });
export type InstanceQuery = z.output<typeof instanceQuery>;

export const hostedQuery = walkable(filters);
export type HostedQuery = z.output<typeof hostedQuery>;

const shownTime = z.iso.datetime().nullable();

export const instanceShape = z
  .object({
    id: z.uuid(),
    name: z.string(),
    customerName: z.string(),
    customerEmail: z.string(),
    databaseName: z.string(),
    subdomain: z.string(),
    domain: z.string().nullable(),
    externalId: z.string().nullable(),
    state: z.enum(INSTANCE_STATES),
    serverId: z.uuid(),
    templateId: z.uuid().nullable(),
    planId: z.uuid(),
    odooVersion: z.string().nullable(),
    notes: z.string().nullable(),
    createdAt: z.iso.datetime(),
    activatedAt: shownTime,
    expiresAt: shownTime,
    hasServiceLogin: z.boolean().meta({ description: 'whether Amiral gets into its database' }),
    currentOperationId: z.uuid().nullable().meta({ description: 'what works on it now' }),
    purgeAfter: shownTime.meta({
      description: 'when the database of a terminated instance is dropped; null: it stays, or is gone',
    }),
    sizeBytes: z.number().int().nullable().meta({ description: 'of its database, as the last look inside saw it' }),
    activeUsers: z.number().int().nullable(),
    version: z.number().int(),
    actions: z.array(z.enum(INSTANCE_ACTIONS)).meta({ description: 'what you may do with this row now' }),
  })
  .meta({ id: 'Instance' });
export const instancePage = pageOf(instanceShape).meta({ id: 'InstancePage' });
export type InstanceView = z.output<typeof instanceShape>;

import { z } from 'zod';
import { email } from '../common/email';
import { moment } from '../common/moment';
import { anyOf, listQuery, pageOf, walkable } from '../common/pages';
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
    databaseName: newDatabase,
    serverId: serverId.optional().meta({ description: 'absent: the best server takes it' }),
    minCapacityPercent: z.number().min(0).max(100).optional().meta({
      description: 'only without serverId: how much of the server must be free; 0 when absent',
    }),
  })
  .refine(({ serverId: given, minCapacityPercent: least }) => given === undefined || least === undefined, {
    path: ['minCapacityPercent'],
    message: refusal('without-server-only'),
  })
  .meta({ id: 'NewInstance', example: { ...example, templateId: '019a8d2e-7c3b-7e4f-9a1b-2c3d4e5f6a7c' } });
export type NewInstance = z.output<typeof newInstance>;

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

export const termination = z
  .strictObject({ reason: prose(1_000).nullable().optional().meta({ example: 'The contract has ended' }) })
  .meta({ id: 'Termination' });
export type Termination = z.output<typeof termination>;

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
});

export const instanceQuery = walkable(filters.extend({ serverId: anyOf(z.uuid()) }));
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
    version: z.number().int(),
    actions: z.array(z.enum(INSTANCE_ACTIONS)).meta({ description: 'what you may do with this row now' }),
  })
  .meta({ id: 'Instance' });
export const instancePage = pageOf(instanceShape).meta({ id: 'InstancePage' });
export type InstanceView = z.output<typeof instanceShape>;

import { z } from 'zod';
import { moment } from '../common/moment';
import { anyOf, listQuery, pageOf, walkable, yesNo } from '../common/pages';
import { pem } from '../common/pem';
import { line, name, prose } from '../common/written';
import { DENIED_ADDRESS, isAlwaysDenied } from '../outbound/egress';
import { HEALTH_REASONS, HEALTH_STATUSES, SERVER_ACTIONS, SERVER_STATES } from './server.states';
import { normaliseUrl } from './server-url';
import { refusal } from './server.refusals';

const port = z.number().int().min(1).max(65_535);
const secret = z.string().min(1).max(1_000).nullable().optional();

const serverUrl = z
  .string()
  .max(500)
  .transform((given, context) => {
    const url = normaliseUrl(given.trim());
    if (url === null) {
      context.addIssue(refusal('server-address'));
      return z.NEVER;
    }
    if (isAlwaysDenied(new URL(url).hostname)) {
      context.addIssue(DENIED_ADDRESS);
      return z.NEVER;
    }
    return url;
  })
  .meta({ example: 'https://odoo-1.example.com', description: 'where the Odoo answers; unique' });

const tlsCa = pem.meta({
  description: 'certificates (PEM) trusted for this server besides the public ones',
});

const LABEL_NAME = refusal('label-name');
const labels = z
  .record(z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._/-]{0,62}$/), line(200), {
    error: ({ code }) => (code === 'invalid_key' ? LABEL_NAME : undefined),
  })
  .refine((map) => Object.keys(map).length <= 50, refusal('too-many-labels', { maximum: 50 }))
  .meta({ example: { rack: '2', region: 'eu-west' } });

const facts = {
  name: name(200).meta({ example: 'Production 2' }),
  code: z
    .string()
    .max(64)
    .regex(/^[a-z0-9][a-z0-9-]*$/, refusal('slug'))
    .meta({ example: 'prod-2' }),
  serverUrl,
  description: prose(5_000).nullable().optional(),
  sequence: z.number().int().min(-1_000_000).max(1_000_000).optional(),
  serverIp: z.union([z.ipv4(), z.ipv6()], refusal('ip-address')).nullable().optional(),
  serverPort: port.nullable().optional(),
  serverUsername: line(200).nullable().optional(),
  dbHost: line(253).nullable().optional(),
  dbPort: port.nullable().optional(),
  dbUser: line(63).nullable().optional(),
  cpuCores: z.number().int().positive().max(100_000).nullable().optional(),
  memoryGb: z.number().positive().max(1_000_000).nullable().optional(),
  diskGb: z.number().positive().max(1_000_000_000).nullable().optional(),
  maxInstances: z.number().int().positive().max(1_000_000).optional(),
  labels: labels
    .nullable()
    .transform((given) => given ?? {})
    .optional(),
  tlsCa: tlsCa.nullable().optional(),
  healthIntervalSeconds: z.number().min(1).max(86_400).nullable().optional(),
  serverPassword: secret,
  dbPassword: secret,
  masterPassword: secret,
};

export const newServer = z.strictObject(facts).meta({
  id: 'NewServer',
  example: { name: 'Production 2', code: 'prod-2', serverUrl: 'https://odoo-2.example.com', maxInstances: 150 },
});
export type NewServer = z.output<typeof newServer>;

export const serverEdit = z
  .strictObject({ ...facts, archived: z.boolean() })
  .partial()
  .meta({ id: 'ServerEdit', example: { maxInstances: 200, labels: { rack: '2' } } });
export type ServerEdit = z.output<typeof serverEdit>;

export const maintenanceRequest = z
  .strictObject({
    reason: prose(1_000).nullable().optional().meta({ example: 'Kernel upgrade' }),
    until: moment.nullable().optional().meta({ example: '2027-01-31T22:00:00Z' }),
  })
  .meta({ id: 'MaintenanceRequest' });
export type MaintenanceRequest = z.output<typeof maintenanceRequest>;

export const reasonRequest = z
  .strictObject({ reason: prose(1_000).nullable().optional().meta({ example: 'Disk is being replaced' }) })
  .meta({ id: 'ReasonRequest' });
export type ReasonRequest = z.output<typeof reasonRequest>;

const otherServer = z.guid().toLowerCase().optional();
export const reorderRequest = z
  .strictObject({ before: otherServer, after: otherServer })
  .refine(({ before, after }) => (before === undefined) !== (after === undefined), {
    path: ['before'],
    message: 'takes the id of another server, or `after` does: one of the two',
  })
  .meta({ id: 'ReorderRequest', example: { before: '019a8d2e-7c3b-7e4f-9a1b-2c3d4e5f6a7b' } });
export type ReorderRequest = z.output<typeof reorderRequest>;

export const noFields = z.strictObject({}).meta({ id: 'NoFields' });

const percent = z.coerce.number().min(0).max(100);

export const SERVER_SORTS = [
  'name',
  'code',
  'serverUrl',
  'sequence',
  'state',
  'healthStatus',
  'isOnline',
  'lastCheckAt',
  'responseTimeMs',
  'odooVersion',
  'instanceCount',
  'maxInstances',
  'availableCapacity',
  'cordoned',
  'createdAt',
  'updatedAt',
] as const;

const serverFilters = listQuery(SERVER_SORTS).extend({
  state: anyOf(z.enum(SERVER_STATES)),
  healthStatus: anyOf(z.enum(HEALTH_STATUSES)),
  isOnline: anyOf(yesNo),
  archived: anyOf(yesNo),
  cordoned: anyOf(yesNo),
  minAvailableCapacity: percent.optional(),
  maxAvailableCapacity: percent.optional(),
  label: anyOf(
    z
      .string()
      .normalize()
      .regex(/^[^:]+:.*$/, 'takes key:value'),
  ),
});
export const serverQuery = walkable(serverFilters);
export type ServerQuery = z.output<typeof serverQuery>;

export const availableQuery = z.strictObject({
  minCapacityPercent: percent.default(20),
  templateId: z.uuid().toLowerCase().optional().meta({ description: 'only servers where this template is ready' }),
  explain: yesNo.optional().meta({ description: 'true: with `rejected`, how many others were refused and why' }),
});
export type AvailableQuery = z.output<typeof availableQuery>;

const shownTime = z.iso.datetime().nullable();

const healthReasonShape = z
  .object({
    code: z.enum(HEALTH_REASONS),
    detail: z.string().meta({ description: 'for people' }),
    params: z.record(z.string(), z.union([z.string(), z.number(), z.null()])),
  })
  .meta({ id: 'HealthReason' });

export const serverShape = z
  .object({
    id: z.uuid(),
    name: z.string(),
    code: z.string(),
    description: z.string().nullable(),
    sequence: z.number().int(),
    serverUrl: z.string(),
    serverIp: z.string().nullable(),
    serverPort: z.number().int().nullable(),
    serverUsername: z.string().nullable(),
    dbHost: z.string().nullable(),
    dbPort: z.number().int().nullable(),
    dbUser: z.string().nullable(),
    cpuCores: z.number().int().nullable(),
    memoryGb: z.number().nullable(),
    diskGb: z.number().nullable(),
    maxInstances: z.number().int(),
    labels: z.record(z.string(), z.string()),
    tlsCa: z.string().nullable(),
    healthIntervalSeconds: z.number().nullable(),
    hasServerPassword: z.boolean(),
    hasDbPassword: z.boolean(),
    hasMasterPassword: z.boolean(),
    state: z.enum(SERVER_STATES),
    healthStatus: z.enum(HEALTH_STATUSES),
    healthReasons: z.array(healthReasonShape).meta({ description: 'why it is not healthy, the worst first' }),
    healthSince: z.iso.datetime().meta({ description: 'since when its health is what it is' }),
    isOnline: z.boolean().nullable(),
    lastCheckAt: shownTime,
    responseTimeMs: z.number().nullable(),
    odooVersion: z.string().nullable(),
    lastError: z.string().nullable(),
    cordoned: z.boolean(),
    maintenanceReason: z.string().nullable(),
    maintenanceUntil: shownTime,
    instanceCount: z.number().int(),
    availableCapacity: z.number().meta({ description: 'percent of the slots that are free' }),
    archived: z.boolean(),
    createdAt: z.iso.datetime(),
    updatedAt: z.iso.datetime(),
    version: z.number().int(),
    actions: z.array(z.enum(SERVER_ACTIONS)).meta({ description: 'what you may do with this row now' }),
  })
  .meta({ id: 'Server' });
/** How many servers were refused for which reason. */
export const rejectedShape = z.record(z.string(), z.number().int());
export const availableShape = serverShape
  .extend({ rejected: rejectedShape.optional() })
  .meta({ id: 'AvailableServer' });
export const serverPage = pageOf(serverShape).meta({ id: 'ServerPage' });
export type ServerView = z.output<typeof serverShape>;

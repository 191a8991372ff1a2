import { createMongoAbility, type MongoAbility, type RawRuleOf } from '@casl/ability';
import { type PackRule, unpackRules } from '@casl/ability/extra';
import { api, dataOf, type Schemas } from '../api/client';

type Ability = MongoAbility<[string, string]>;
export type Me = Omit<Schemas['Me'], 'rules'> & { can: Ability['can'] };

/** The word the rules have for each kind of record. */
const SUBJECTS: Readonly<Record<string, string>> = {
  servers: 'Server',
  instances: 'Instance',
  plans: 'Plan',
  templates: 'Template',
  users: 'User',
  events: 'Event',
  channels: 'Channel',
  deliveries: 'Delivery',
  incidents: 'Incident',
  silences: 'Silence',
  'alert-rules': 'AlertRule',
  'maintenance-windows': 'MaintenanceWindow',
  operations: 'Operation',
  'operation-pauses': 'OperationPause',
  panic: 'Panic',
  expiry: 'Expiry',
  copies: 'Leftover',
};

/** react-admin's words for what the rules call otherwise; all other words are the same in both. */
const VERBS: Readonly<Record<string, string>> = { list: 'read', show: 'read', export: 'read', edit: 'update' };

let me: Promise<Me> | null = null;

/** Who is logged in, and what they may do: asked once a session. */
export function whoAmI(): Promise<Me> {
  me ??= read().catch((error: unknown) => {
    me = null;
    throw error;
  });
  return me;
}

export function forgetMe(): void {
  me = null;
}

/** Do the rules of GET /auth/me allow it? They are used as they came. */
export async function can(action: string, resource: string): Promise<boolean> {
  const { can: allows } = await whoAmI();
  return allows(VERBS[action] ?? action, SUBJECTS[resource] ?? resource);
}

async function read(): Promise<Me> {
  const { rules, ...shown } = await dataOf(api.GET('/api/v1/auth/me'));
  const ability = createMongoAbility<Ability>(unpackRules(rules as PackRule<RawRuleOf<Ability>>[]));
  return { ...shown, can: ability.can.bind(ability) };
}

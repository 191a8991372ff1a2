import { createMongoAbility } from '@casl/ability';
import { type PackRule, unpackRules } from '@casl/ability/extra';
import { ROLES, type Role } from '../../src/auth/ability';
import { startApp, type TestApp } from '../support/app';

/** All rules of all roles, noun by noun, as the console gets them: whoever widens one changes it here too. */
const RULES: Readonly<Record<Role, Readonly<Record<string, string>>>> = {
  user: {
    Server: 'read',
    Panic: 'read',
    Plan: 'read',
    Template: 'read',
    Instance: 'read',
    Expiry: 'read',
    Leftover: 'read',
    Channel: 'read',
    Operation: 'read',
    Incident: 'read',
    Alert: 'read',
    AlertRule: 'read',
    Silence: 'read',
    MaintenanceWindow: 'read',
  },
  manager: {
    Server: 'read update reorder activate maintenance deactivate cordon uncordon check-health test-connection',
    Panic: 'read',
    Plan: 'read update',
    Template: 'read update publish',
    Instance: 'read create update adopt provision suspend resume inspect terminate bulk service-login',
    Expiry: 'read',
    Leftover: 'read',
    Event: 'read',
    Channel: 'read',
    Delivery: 'read retry',
    Operation: 'read cancel retry reveal',
    Incident: 'read acknowledge unacknowledge',
    Alert: 'read acknowledge unacknowledge',
    AlertRule: 'read',
    Silence: 'read create expire',
    MaintenanceWindow: 'read create update delete',
  },
  admin: {
    User: 'read create update delete',
    Server:
      'read update reorder activate maintenance deactivate cordon uncordon check-health test-connection create delete',
    Metrics: 'read',
    Panic: 'read confirm',
    Plan: 'read update create delete',
    Template: 'read update publish create delete',
    Instance:
      'read create update adopt provision suspend resume inspect terminate bulk service-login purge claim delete',
    Expiry: 'read confirm',
    Leftover: 'read keep',
    Event: 'read',
    Channel: 'read create update delete test',
    Delivery: 'read retry',
    Operation: 'read cancel retry reveal resolve',
    OperationPause: 'read pause unpause',
    Incident: 'read acknowledge unacknowledge',
    Alert: 'read acknowledge unacknowledge',
    AlertRule: 'read create update delete reset',
    Silence: 'read create expire',
    MaintenanceWindow: 'read create update delete',
  },
};

const NOUNS = [...new Set(ROLES.flatMap((role) => Object.keys(RULES[role])))];
const ACTIONS = [...new Set(ROLES.flatMap((role) => Object.values(RULES[role]).flatMap((list) => list.split(' '))))];

describe('the rules', () => {
  let amiral: TestApp;

  beforeAll(async () => {
    amiral = await startApp();
  });
  afterAll(async () => {
    await amiral.stop();
  });

  const rulesOf = async (role: Role) => {
    const { status, body } = await amiral.call('GET', '/auth/me', { as: role });
    expect(status).toBe(200);
    expect(body).toMatchObject({ id: amiral.userId(role), email: `${role}@example.com`, name: role, role });
    expect(Object.keys(body).sort()).toEqual(['email', 'id', 'name', 'role', 'rules']);
    return body.rules as PackRule<{ action: string[]; subject: string }>[];
  };

  it.each(ROLES)('of the role %s are these and no more', async (role) => {
    const rules = unpackRules(await rulesOf(role));
    expect(Object.fromEntries(rules.map(({ action, subject }) => [subject, action.join(' ')]))).toEqual(RULES[role]);
    expect(rules).toHaveLength(Object.keys(RULES[role]).length);
    // Rules only add, and none depends on a row.
    for (const { action, subject, ...rest } of rules) {
      expect([action, subject, rest]).toEqual([action, subject, { inverted: false }]);
    }
  });

  it.each(ROLES)('of the role %s give the console, unpacked, the same answers', async (role) => {
    const ability = createMongoAbility(unpackRules(await rulesOf(role)) as never);
    for (const noun of NOUNS) {
      const list = (RULES[role][noun] ?? '').split(' ');
      const answers = ACTIONS.filter((action) => ability.can(action, noun));
      expect([noun, answers]).toEqual([noun, ACTIONS.filter((action) => list.includes(action))]);
    }
    expect(ability.can('manage', 'all')).toBe(false);
    expect(ability.can('read', 'Unheard')).toBe(false);
  });

  it('give each role at least what the one below it has', () => {
    for (const noun of NOUNS) {
      const [user, manager, admin] = ROLES.map((role) => (RULES[role][noun] ?? '').split(' ').filter(Boolean));
      expect(manager).toEqual(expect.arrayContaining(user ?? []));
      expect(admin).toEqual(expect.arrayContaining(manager ?? []));
    }
  });
});

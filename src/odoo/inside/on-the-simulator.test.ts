import { startSimulatedServer } from '../../../test/odoo-simulator/simulated-server';
import { Egress } from '../../outbound/egress';
import { Transport } from '../../outbound/transport';
import { OdooManager } from '../odoo-manager';
import { openDoors } from './doors';
import { OdooInside } from './odoo-inside';
import { Inside } from './session';

const transport = new Transport(new Egress([], []));
const manager = new OdooManager(transport);
const inside = new OdooInside(transport);
const TIME = { timeoutMs: 10_000 };
const KEY = 'fedcba9876543210fedcba9876543210fedcba98';
const CUSTOMER = {
  login: 'jeanne@acme.example',
  password: 'Premier-mot-1',
  email: 'jeanne@acme.example',
  name: 'Jeanne Müller',
  lang: 'fr_FR',
  tz: 'Europe/Paris',
  companyName: 'Acme "SARL"',
  countryCode: 'FR',
  phone: '+33 1',
};

it('takes nobody for an administrator who may only read what modules there are', async () => {
  const users = [{ login: 'demo', password: 'demo-secret' }];
  const odoo = await startSimulatedServer({ version: '16.0', databases: [{ name: 'standard', users }] });
  const settings = { target: { url: `http://127.0.0.1:${String(odoo.port)}`, tlsCa: null }, ...TIME };
  await expect(inside.signIn(settings, 'standard', 'demo', 'demo-secret')).rejects.toMatchObject({
    code: 'login-not-admin',
  });
  await odoo.stop();
});

it.each(['16.0', '19.0'] as const)(
  'an administrator who may not write contacts makes a customer’s, on %s',
  async (version) => {
    const users = [{ login: 'amiral', password: 'amiral-secret', system: true }];
    const odoo = await startSimulatedServer({ version, databases: [{ name: 'acme', languages: ['fr_FR'], users }] });
    const settings = { target: { url: `http://127.0.0.1:${String(odoo.port)}`, tlsCa: null }, ...TIME };
    const session = await inside.signIn(settings, 'acme', 'amiral', 'amiral-secret');
    if (!session) throw new Error('refused');
    expect((await inside.personalise(session, 2, CUSTOMER, TIME)).differing).toEqual([]);
    expect((await inside.makeServiceUser(session, 'service', TIME)).uid).toBeGreaterThan(2);
    await odoo.stop();
  },
);

it.each(['16.0', '19.0'] as const)('makes an action anew that another process swept away, on %s', async (version) => {
  const users = [{ login: 'amiral', password: 'amiral-secret', system: true }];
  const odoo = await startSimulatedServer({ version, databases: [{ name: 'acme', users }] });
  const settings = { target: { url: `http://127.0.0.1:${String(odoo.port)}`, tlsCa: null }, ...TIME };
  const session = await inside.signIn(settings, 'acme', 'amiral', 'amiral-secret');
  if (!session) throw new Error('refused');
  const made = jest.spyOn(Inside.prototype, 'create').mockImplementationOnce(async function (this: Inside, ...given) {
    const id = await this.create(...given);
    odoo
      .database('acme')
      .table('ir_act_server')
      .delete(() => true);
    return id;
  });
  expect((await inside.readOpenState(session, TIME)).userIds.length).toBeGreaterThan(0);
  // The one that is swept away, what it calls in truth, and the new one.
  expect(made).toHaveBeenCalledTimes(3);
  made.mockRestore();
  await odoo.stop();
});

it.each(['16.0', '19.0'] as const)(
  'a template becomes a customer’s, rests, and goes on as it was, on %s',
  async (version) => {
    const users = [
      { login: 'ada', password: 'ada-secret', key: KEY, chats: 2, oauthToken: 'token' },
      { login: 'eve', password: 'eve-secret', totp: true },
    ];
    const crons = [{ name: 'Invoices' }, { name: 'Asleep', active: false }];
    const odoo = await startSimulatedServer({
      version,
      databases: [{ name: 'standard', login: 'admin', password: 'admin-secret', users, crons }],
    });
    const target = { url: `http://127.0.0.1:${String(odoo.port)}`, tlsCa: null };
    const settings = { target, ...TIME };
    const session = async (database: string, login: string, password: string) => {
      const found = await inside.signIn(settings, database, login, password);
      if (!found) throw new Error(`${login} is refused.`);
      return found;
    };

    const templates = await inside.makeServiceUser(
      await session('standard', 'admin', 'admin-secret'),
      'template',
      TIME,
    );
    const master = await manager.checkMasterPassword(settings, 'master');
    await manager.duplicate(master, 'standard', 'acme', TIME);
    expect(await manager.standing(settings, 'acme')).toBe('odoo');

    const first = await session('acme', 'template', templates.password);
    const before = await inside.readDoors(first, TIME);
    expect(await inside.languageInstall(first, 'fr_FR', TIME)).toBe(true);
    expect((await inside.personalise(first, 2, CUSTOMER, TIME)).differing).toEqual([]);
    const service = await inside.makeServiceUser(first, 'service', TIME);
    const own = await session('acme', 'service', service.password);
    await inside.shutTemplatesDoors(own, { keep: [2, own.uid], archive: [first.uid] }, TIME);
    expect(openDoors(before, await inside.readDoors(own, TIME), [first.uid])).toEqual([]);

    const refused: [string, string][] = [
      ['admin', 'admin-secret'],
      ['ada', 'ada-secret'],
      ['ada', KEY],
      ['eve', 'eve-secret'],
      ['template', templates.password],
    ];
    for (const [login, password] of refused) {
      expect(await inside.signIn(settings, 'acme', login, password)).toBeNull();
    }
    expect(await session('acme', CUSTOMER.login, CUSTOMER.password)).toMatchObject({ uid: 2 });
    expect(await inside.setBaseUrl(own, 'https://acme.example', TIME)).toBe('https://acme.example');

    const tables = () =>
      JSON.stringify(['res_users', 'ir_cron', 'res_partner'].map((name) => odoo.database('acme').table(name).rows));
    const as = tables();
    const open = await inside.readOpenState(own, TIME);
    expect((await inside.stopCrons(own, open.cronIds, TIME)).ids).toEqual(open.cronIds);
    expect((await inside.archiveUsers(own, open.userIds, TIME)).sort()).toEqual(open.userIds);
    expect(await inside.readOpenState(own, TIME)).toEqual({ userIds: [], cronIds: [] });
    expect(await inside.signIn(settings, 'acme', CUSTOMER.login, CUSTOMER.password)).toBeNull();
    await inside.unarchiveUsers(own, open.userIds, TIME);
    await inside.startCrons(own, open.cronIds, TIME);
    expect(await inside.readOpenState(own, TIME)).toEqual(open);
    expect(tables()).toBe(as);
    expect(await inside.look(own, TIME)).toMatchObject({ serie: version, activeInternalUsers: open.userIds.length });
    await odoo.stop();
  },
);

import { newId } from '../../src/common/clock';
import { Customers, fieldsOf } from '../support/customers';

let our: Customers;

beforeAll(async () => {
  our = await Customers.start();
});
beforeEach(() => our.fresh());
afterAll(() => our.stop());

describe('adopting a database', () => {
  it('records what the server has, even a cordoned one in maintenance', async () => {
    const serverId = await our.addServer();
    await our.post(`/servers/${serverId}/cordon`);
    await our.post(`/servers/${serverId}/maintenance`);
    expect((await our.post('/instances/adopt', our.adoptable(serverId), 'user')).status).toBe(403);
    const { status, body } = await our.post('/instances/adopt', our.adoptable(serverId));
    expect(status).toBe(201);
    expect(body).toMatchObject({
      state: 'active',
      serverId,
      databaseName: 'std_full',
      templateId: null,
      actions: ['terminate'],
    });
    expect(body.activatedAt).toEqual(expect.stringMatching(/Z$/));
    expect(await our.countOf(serverId)).toBe(1);
    const again = await our.post('/instances/adopt', our.adoptable(serverId));
    expect([again.status, again.body.code]).toEqual([409, 'database-name-taken']);
  });

  it.each(['shop.example.com', 'PROD_2024', '9', `a${'.-_Z'.repeat(15)}b`])(
    'takes a name that Odoo lets people give, and no other spelling of it: %s',
    async (databaseName) => {
      const serverId = await our.addServer();
      await our.odoo.set({ databases: [databaseName, 'std_full'] });
      const { status, body } = await our.post('/instances/adopt', our.adoptable(serverId, { databaseName }));
      expect([status, body.databaseName, body.state]).toEqual([201, databaseName, 'active']);
      const again = await our.post('/instances/adopt', our.adoptable(serverId, { databaseName }));
      expect([again.status, again.body.code]).toEqual([409, 'database-name-taken']);
      const other = `${databaseName.slice(0, -1)}Q`;
      const spelled = await our.post('/instances/adopt', our.adoptable(serverId, { databaseName: other }));
      expect([spelled.status, spelled.body.code]).toEqual([409, 'database-not-found']);
    },
  );

  it('refuses what the server does not have, and a server out of service or full', async () => {
    const serverId = await our.addServer(1);
    const idle = await our.addServer(1, false);
    const missing = await our.post('/instances/adopt', our.adoptable(serverId, { databaseName: 'nowhere' }));
    expect([missing.status, missing.body.code]).toEqual([409, 'database-not-found']);
    const out = await our.post('/instances/adopt', our.adoptable(idle));
    expect([out.status, out.body.code]).toEqual([409, 'server-not-active']);
    await our.add({ serverId });
    const full = await our.post('/instances/adopt', our.adoptable(serverId));
    expect([full.status, full.body.code]).toEqual([409, 'server-full']);
  });

  it.each([
    ['serverId', { serverId: undefined }],
    ['serverId', { serverId: newId() }],
    ['planId', { planId: newId() }],
    ['templateId', { templateId: newId() }],
    ['minCapacityPercent', { minCapacityPercent: 10 }],
  ])('names %s for %o', async (field, facts) => {
    const { status, body } = await our.post('/instances/adopt', our.adoptable(await our.addServer(), facts));
    expect([status, fieldsOf(body)]).toEqual([422, [field]]);
  });

  it('tells a server that cannot be asked from one that has no such database', async () => {
    const serverId = await our.addServer();
    await our.odoo.set({ mode: 'redirect' });
    const { status, body } = await our.post('/instances/adopt', our.adoptable(serverId));
    expect([status, body.code]).toEqual([502, 'odoo-bad-answer']);
    expect(await our.countOf(serverId)).toBe(0);
  });

  it('refuses what is no customer: empty, half made, of another role, a template', async () => {
    const serverId = await our.addServer();
    await our.odoo.set({ emptyDatabases: ['fresh'], foreignDatabases: ['crm'] });
    const codes = [];
    for (const databaseName of ['fresh', 'crm', 'nowhere']) {
      codes.push((await our.post('/instances/adopt', our.adoptable(serverId, { databaseName }))).body.code);
    }
    expect(codes).toEqual(['not-an-odoo-database', 'not-an-odoo-database', 'database-not-found']);
    const template = { name: 'Master copy', code: our.code(), templateDb: 'template_base' };
    await our.post('/templates', template, 'admin');
    const copied = await our.post('/instances/adopt', our.adoptable(serverId, { databaseName: 'template_base' }));
    expect([copied.status, copied.body.code]).toEqual([409, 'database-is-a-template']);
    expect(await our.countOf(serverId)).toBe(0);
  });

  it.each([
    ['many databases', {}],
    ['one database (-d)', { monoDb: 'std_full' }],
    ['list_db off', { listDb: false }],
    ['both', { monoDb: 'std_full', listDb: false }],
    ['version 19', { version: '19.0', monoDb: 'std_full' }],
    ['version 20', { version: '20.0', monoDb: 'std_full' }],
  ] as const)(
    'says of a stopped PostgreSQL that it is down, with %s, and adopts when it is back',
    async (_, change) => {
      const serverId = await our.addServer();
      await our.odoo.set({ ...change, mode: 'database-down' });
      const { status, body } = await our.post('/instances/adopt', our.adoptable(serverId));
      expect([status, body.code]).toEqual([502, 'database-down']);
      await our.odoo.set({ mode: 'ok' });
      expect((await our.post('/instances/adopt', our.adoptable(serverId))).status).toBe(201);
    },
  );

  it('does not say of a database that a dbfilter may hide that it is not there', async () => {
    const serverId = await our.addServer();
    await our.odoo.set({ version: '20.0', filtered: true });
    const { status, body } = await our.post('/instances/adopt', our.adoptable(serverId));
    expect([status, body.code]).toEqual([502, 'odoo-bad-answer']);
  });
});

describe('the lists', () => {
  it('filter, search, sort and page', async () => {
    const [first, second] = [await our.addServer(), await our.addServer()];
    const a = await our.add({ serverId: first, name: 'Alpha', customerName: 'Zed', customerEmail: 'a@zed.example' });
    const b = await our.add({ serverId: second, name: 'Beta', customerName: 'Ypsilon' });
    const c = await our.add({ serverId: first, name: 'Gamma', customerName: 'Xavier' });
    await our.post(`/instances/${c.id}/terminate`);
    const names = async (path: string) => {
      const { status, body } = await our.amiral.call('GET', path, { as: 'user' });
      return status === 200 ? body.items.map(({ name }: { name: string }) => name).join(' ') : status;
    };
    expect(await names('/instances')).toBe('Gamma Beta Alpha');
    expect(await names('/instances?state=draft')).toBe('Beta Alpha');
    expect(await names('/instances?state=draft&state=terminated&sort=name')).toBe('Alpha Beta Gamma');
    expect(await names(`/instances?serverId=${first}&sort=customerName`)).toBe('Gamma Alpha');
    expect(await names(`/instances?planId=${our.planId}&templateId=${our.templateId}&perPage=1&page=2`)).toBe('Beta');
    expect(await names(`/instances?planId=${newId()}`)).toBe('');
    for (const q of ['ALPH', 'zed', 'a@zed', a.databaseName]) expect(await names(`/instances?q=${q}`)).toBe('Alpha');
    expect(await names(`/instances?q=${b.subdomain}`)).toBe('Beta');
    expect(await names('/instances?state=lost')).toBe(422);
    expect(await names('/instances?sort=notes')).toBe(422);
    expect(await names(`/servers/${first}/instances`)).toBe('Gamma Alpha');
    expect(await names(`/servers/${first}/instances?state=draft`)).toBe('Alpha');
    expect(await names(`/servers/${first}/instances?serverId=${second}`)).toBe(422);
    expect(await names(`/servers/${newId()}/instances`)).toBe(404);
    expect(await names('/servers/seven/instances')).toBe(400);
    expect((await our.amiral.call('GET', `/servers/${first}/instances`)).status).toBe(401);
    const { body } = await our.amiral.call('GET', `/servers/${first}/instances?perPage=1`, { as: 'manager' });
    expect([body.total, body.page, body.perPage, body.items.length]).toEqual([2, 1, 1, 1]);
  });
});

import { newId } from '../../src/common/clock';
import { count } from '../support/actors';
import { Customers, fieldsOf } from '../support/customers';

let our: Customers;

beforeAll(async () => {
  our = await Customers.start();
});
beforeEach(() => our.fresh());
afterAll(() => our.stop());

describe('recording an instance', () => {
  it('is for managers and admins', async () => {
    await our.addServer();
    expect((await our.amiral.call('POST', '/instances', { body: our.draft() })).status).toBe(401);
    expect((await our.post('/instances', our.draft(), 'user')).status).toBe(403);
    expect((await our.post('/instances', our.draft(), 'manager')).status).toBe(201);
    expect((await our.post('/instances', our.draft(), 'admin')).status).toBe(201);
  });

  it('places it, takes a slot, and answers with the whole draft', async () => {
    const serverId = await our.addServer();
    const given = our.draft({
      domain: 'ERP.Dupont.example',
      notes: 'VIP',
      odooVersion: '18.0',
      expiresAt: '2027-12-31T23:00:00+01:00',
    });
    const { status, body, headers } = await our.post('/instances', given);
    expect(status).toBe(201);
    expect(headers.get('etag')).toBe('"1"');
    expect(body).toEqual({
      ...given,
      id: expect.any(String),
      serverId,
      domain: 'erp.dupont.example',
      state: 'draft',
      createdAt: expect.stringMatching(/Z$/),
      activatedAt: null,
      externalId: null,
      expiresAt: '2027-12-31T22:00:00.000Z',
      ...{ hasServiceLogin: false, currentOperationId: null, purgeAfter: null, sizeBytes: null, activeUsers: null },
      version: 1,
      actions: ['provision', 'terminate'],
    });
    expect(await our.countOf(serverId)).toBe(1);
    const read = await our.amiral.call('GET', `/instances/${body.id}`, { as: 'user' });
    expect(read.headers.get('etag')).toBe('"1"');
    expect(read.body).toEqual({ ...body, actions: [] });
  });

  it.each([
    ['name', { name: undefined }],
    ['customerName', { customerName: '' }],
    ['customerEmail', { customerEmail: 'nobody' }],
    ['databaseName', { databaseName: 'Upper' }],
    ['databaseName', { databaseName: '-dash' }],
    ['databaseName', { databaseName: 'a'.repeat(64) }],
    ['subdomain', { subdomain: 'two.labels' }],
    ['subdomain', { subdomain: 'dash-' }],
    ['subdomain', { subdomain: 'Upper' }],
    ['subdomain', { subdomain: 'a'.repeat(64) }],
    ['databaseName', { databaseName: 'a' }],
    ['databaseName', { databaseName: 'dot.ted' }],
    ['databaseName', { databaseName: 'postgres' }],
    ['domain', { domain: 'no host' }],
    ['domain', { domain: 'localhost' }],
    ['domain', { domain: '10.0.0.1' }],
    ['domain', { domain: 'xn--a.example' }],
    ['name', { name: 'one\ntwo' }],
    ['planId', { planId: undefined }],
    ['planId', { planId: 'seven' }],
    ['planId', { planId: newId() }],
    ['templateId', { templateId: undefined }],
    ['templateId', { templateId: newId() }],
    ['serverId', { serverId: newId() }],
    ['expiresAt', { expiresAt: 'tomorrow' }],
    ['minCapacityPercent', { minCapacityPercent: 101 }],
    ['minCapacityPercent', { minCapacityPercent: 10, serverId: newId() }],
    ['state', { state: 'active' }],
  ])('names %s when it is %o', async (field, facts) => {
    const serverId = await our.addServer();
    const { status, body } = await our.post('/instances', our.draft(facts));
    expect([status, fieldsOf(body)]).toEqual([422, [field]]);
    expect(await our.countOf(serverId)).toBe(0);
  });

  it('takes databases and subdomains at the edge of the rules', async () => {
    await our.addServer();
    const edge = { databaseName: `0${'a_-'.repeat(20)}zz`, subdomain: `a${'-b'.repeat(31)}` };
    expect((await our.post('/instances', our.draft(edge))).status).toBe(201);
    expect((await our.post('/instances', our.draft({ subdomain: 'x' }))).status).toBe(201);
  });

  it('says which name is taken', async () => {
    const [first, second] = [await our.addServer(), await our.addServer()];
    const { databaseName, subdomain } = await our.add({ serverId: first });
    const sameDatabase = await our.post('/instances', our.draft({ serverId: first, databaseName }));
    expect([sameDatabase.status, sameDatabase.body.code]).toEqual([409, 'database-name-taken']);
    const sameSubdomain = await our.post('/instances', our.draft({ serverId: second, subdomain }));
    expect([sameSubdomain.status, sameSubdomain.body.code]).toEqual([409, 'subdomain-taken']);
    expect((await our.post('/instances', our.draft({ serverId: second, databaseName }))).status).toBe(201);
    expect([await our.countOf(first), await our.countOf(second)]).toEqual([1, 1]);
  });

  it('gives a domain to one customer, however it is spelt', async () => {
    await our.addServer();
    const first = await our.add({ domain: 'Shop.Müller.example.' });
    expect(first.domain).toBe('shop.xn--mller-kva.example');
    for (const domain of ['shop.müller.EXAMPLE', 'SHOP.XN--MLLER-KVA.example', 'shop。mu\u0308ller.example']) {
      const { status, body } = await our.post('/instances', our.draft({ domain }));
      expect([status, body.code]).toEqual([409, 'domain-taken']);
    }
    const other = await our.add({ domain: 'other.example' });
    const edit = { domain: 'shop.müller.example' };
    const edited = await our.amiral.call('PATCH', `/instances/${other.id}`, { as: 'manager', body: edit });
    expect([edited.status, edited.body.code]).toEqual([409, 'domain-taken']);
    await our.post(`/instances/${first.id}/terminate`);
    expect((await our.post('/instances', our.draft(edit))).status).toBe(201);
  });

  it('says why no server takes it', async () => {
    await our.addServer(1);
    await our.addServer(5, false);
    const cordoned = await our.addServer();
    await our.post(`/servers/${cordoned}/cordon`);
    await our.add();
    const { status, body } = await our.post('/instances', our.draft());
    expect([status, body.code]).toEqual([409, 'no-available-server']);
    expect(body.rejected).toEqual({ state: 1, cordoned: 1, health: 0, capacity: 1 });
  });

  it('says why the server asked for does not take it', async () => {
    const idle = await our.addServer(5, false);
    const cordoned = await our.addServer();
    await our.post(`/servers/${cordoned}/cordon`);
    const full = await our.addServer(1);
    await our.add({ serverId: full });
    for (const [serverId, reason] of [
      [idle, 'server-not-active'],
      [cordoned, 'server-cordoned'],
      [full, 'server-full'],
    ]) {
      const { status, body } = await our.post('/instances', our.draft({ serverId }));
      expect([status, body.code]).toEqual([409, reason]);
    }
  });

  it('gives 150 of 200 who ask at once for 150 slots one, and the others a clear 409', async () => {
    for (const size of [40, 60]) await our.addServer(size);
    const named = await our.addServer(50);
    await our.post(`/servers/${named}/cordon`);
    const placed = Array.from({ length: 130 }, () => our.post('/instances', our.draft()));
    const first = (await Promise.all(placed)).map(({ status, body }) => `${String(status)} ${body.code ?? body.state}`);
    await our.post(`/servers/${named}/uncordon`);
    const asked = Array.from({ length: 70 }, () => our.post('/instances', our.draft({ serverId: named })));
    const second = (await Promise.all(asked)).map(({ status, body }) => `${String(status)} ${body.code ?? body.state}`);
    expect(count(first)).toEqual({ '201 draft': 100, '409 no-available-server': 30 });
    expect(count(second)).toEqual({ '201 draft': 50, '409 server-full': 20 });
  });
});

describe('changing an instance', () => {
  it('edits what people may edit, at the version seen', async () => {
    await our.addServer();
    const { id } = await our.add();
    const edit = {
      name: 'Other',
      customerEmail: 'new@dupont.example',
      domain: 'x.example',
      notes: null,
      subdomain: our.code(),
    };
    const path = `/instances/${id}`;
    expect((await our.amiral.call('PATCH', path, { as: 'user', body: edit })).status).toBe(403);
    expect(
      (await our.amiral.call('PATCH', path, { as: 'manager', body: edit, headers: { 'if-match': '"2"' } })).status,
    ).toBe(412);
    const { status, body, headers } = await our.amiral.call('PATCH', path, {
      as: 'manager',
      body: edit,
      headers: { 'if-match': '"1"' },
    });
    expect([status, headers.get('etag')]).toEqual([200, '"2"']);
    expect(body).toMatchObject({ ...edit, version: 2 });
  });

  it.each([
    ['databaseName', 'other'],
    ['serverId', newId()],
    ['state', 'active'],
    ['planId', newId()],
    ['templateId', null],
    ['name', null],
  ])('refuses %s as %p', async (field, value) => {
    await our.addServer();
    const { id } = await our.add();
    const { status, body } = await our.amiral.call('PATCH', `/instances/${id}`, {
      as: 'admin',
      body: { [field]: value },
    });
    expect([status, fieldsOf(body)]).toEqual([422, [field]]);
  });

  it('refuses a subdomain that another one has', async () => {
    await our.addServer();
    const [one, other] = [await our.add(), await our.add()];
    const edit = { as: 'manager' as const, body: { subdomain: one.subdomain } };
    const { status, body } = await our.amiral.call('PATCH', `/instances/${other.id}`, edit);
    expect([status, body.code]).toEqual([409, 'subdomain-taken']);
  });
});

describe('ending an instance', () => {
  it('frees the slot once, then lets an admin delete the record', async () => {
    const serverId = await our.addServer();
    const { id } = await our.add();
    expect((await our.post(`/instances/${id}/terminate`, undefined, 'user')).status).toBe(403);
    const early = await our.amiral.call('DELETE', `/instances/${id}`, { as: 'admin' });
    expect([early.status, early.body.code]).toEqual([409, 'instance-not-terminated']);
    const { status, body } = await our.post(`/instances/${id}/terminate`);
    expect(status).toBe(200);
    expect(body).toMatchObject({ state: 'terminated', actions: [], version: 1 });
    const again = await our.post(`/instances/${id}/terminate`);
    expect([again.status, again.body.code]).toEqual([409, 'wrong-state']);
    expect(await our.countOf(serverId)).toBe(0);
    const late = await our.amiral.call('PATCH', `/instances/${id}`, { as: 'manager', body: { name: 'Late' } });
    expect([late.status, late.body.code]).toEqual([409, 'instance-terminated']);
    expect((await our.amiral.call('DELETE', `/instances/${id}`, { as: 'manager' })).status).toBe(403);
    expect((await our.amiral.call('DELETE', `/instances/${id}`, { as: 'admin' })).status).toBe(204);
    expect((await our.amiral.call('GET', `/instances/${id}`, { as: 'user' })).status).toBe(404);
  });

  it('says 404 for an unknown id and 400 for what is no id', async () => {
    for (const [method, suffix] of [
      ['GET', ''],
      ['PATCH', ''],
      ['DELETE', ''],
      ['POST', '/terminate'],
    ] as const) {
      const body = method === 'PATCH' ? { name: 'x' } : undefined;
      expect((await our.amiral.call(method, `/instances/${newId()}${suffix}`, { as: 'admin', body })).status).toBe(404);
      expect((await our.amiral.call(method, `/instances/seven${suffix}`, { as: 'admin', body })).status).toBe(400);
    }
  });
});

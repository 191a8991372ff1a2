import { newId } from '../../src/common/clock';
import { Customers } from '../support/customers';

let our: Customers;

beforeAll(async () => {
  our = await Customers.start();
});
beforeEach(() => our.fresh());
afterAll(() => our.stop());

const many = (serverId: string, items: object[], as: 'user' | 'manager' = 'manager') =>
  our.post(`/servers/${serverId}/adopt`, { items }, as);

/** What is adopted, as an item of a call for many. */
function item(databaseName: string, facts: object = {}) {
  const { serverId: _one, ...rest } = our.adoptable('', { databaseName, ...facts });
  return rest;
}

describe('the databases of a server', () => {
  it('are what it lists, with whose each is', async () => {
    const serverId = await our.addServer();
    await our.odoo.set({ databases: ['acme', 'std_full', 'kept'], emptyDatabases: ['fresh'] });
    const { body: acme } = await our.post('/instances/adopt', our.adoptable(serverId, { databaseName: 'acme' }));
    await our.amiral.dataSource.query(
      `INSERT INTO copies (id, server_id, name, role, drop_after) VALUES ($1, $2, 'kept', 'old', '2031-01-02T03:04:05Z')`,
      [newId(), serverId],
    );
    const { status, body } = await our.amiral.call('GET', `/servers/${serverId}/databases`, { as: 'user' });
    await our.amiral.dataSource.query('DELETE FROM copies');
    expect(status).toBe(200);
    const nobodys = { instanceId: null, copy: null };
    expect([...body.items].sort((a, b) => (a.name < b.name ? -1 : 1))).toEqual([
      { name: 'acme', instanceId: acme.id, copy: null, odoo: true },
      { name: 'fresh', ...nobodys, odoo: false },
      { name: 'kept', instanceId: null, copy: { role: 'old', dropAfter: '2031-01-02T03:04:05.000Z' }, odoo: true },
      { name: 'std_full', ...nobodys, odoo: true },
    ]);
  });

  it('cannot be listed where list_db is off, on no server, and while it does not answer', async () => {
    const serverId = await our.addServer();
    const list = (id: string) => our.amiral.call('GET', `/servers/${id}/databases`, { as: 'user' });
    await our.odoo.set({ listDb: false });
    expect((await list(serverId)).body.code).toBe('list-db-off');
    await our.odoo.stop();
    expect((await list(serverId)).status).toBe(502);
    expect((await list(newId())).status).toBe(404);
  });
});

describe('adopting many databases', () => {
  it('records each by itself: one that is refused harms no other', async () => {
    const serverId = await our.addServer(3);
    await our.odoo.set({ databases: ['a', 'b', 'c', 'd'], emptyDatabases: ['fresh'] });
    const items = [
      item('a'),
      item('nowhere'),
      item('fresh'),
      item('b', { subdomain: 'Not a name', colour: 'red' }),
      item('c', { planId: newId() }),
      item('a'),
      item('b', { subdomain: 'bee' }),
      item('c', { subdomain: 'bee' }),
      { name: 'nothing' },
      item('c'),
      item('d'),
    ];
    const { status, body } = await many(serverId, items);
    expect(status).toBe(200);
    expect(
      body.items.map(({ databaseName, code }: { databaseName: string; code: string }) => [databaseName, code]),
    ).toEqual([
      ['a', null],
      ['nowhere', 'database-not-found'],
      ['fresh', 'not-an-odoo-database'],
      ['b', 'invalid'],
      ['c', 'invalid'],
      ['a', 'database-name-taken'],
      ['b', null],
      ['c', 'subdomain-taken'],
      [null, 'invalid'],
      ['c', null],
      ['d', 'server-full'],
    ]);
    const [first, , , wrong] = body.items;
    expect(first).toMatchObject({ status: 'adopted', instanceId: expect.any(String), detail: null });
    expect(wrong).toMatchObject({ status: 'refused', instanceId: null });
    expect(wrong.detail).toMatch(/subdomain .*; colour There is no such field\./);
    expect(await our.countOf(serverId)).toBe(3);
    const { body: hosted } = await our.amiral.call('GET', `/servers/${serverId}/instances`, { as: 'user' });
    expect(hosted.total).toBe(3);
    const { body: events } = await our.amiral.call('GET', `/events?subjectId=${first.instanceId}`, { as: 'manager' });
    expect(events.items.map(({ action }: { action: string }) => action)).toEqual(['adopt']);
  });

  it('is a manager’s, on a server that is there, for at most 500 in a call', async () => {
    const serverId = await our.addServer();
    expect((await many(serverId, [item('a')], 'user')).status).toBe(403);
    expect((await many(newId(), [item('a')])).status).toBe(404);
    const notes = { notes: 'n', domain: null, externalId: null, odooVersion: null, expiresAt: null, templateId: null };
    const full = Array.from({ length: 501 }, (_, n) => item(`d${String(n)}`, { ...notes, planId: newId() }));
    expect((await many(serverId, full)).body.errors).toMatchObject([{ field: 'items', code: 'too-many' }]);
    const taken = await many(serverId, full.slice(1));
    expect([taken.status, taken.body.items.length]).toEqual([200, 500]);
    expect((await many(serverId, [])).status).toBe(422);
  });
});

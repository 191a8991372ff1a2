import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { startApp, type TestApp } from '../support/app';
import { MAIL_CA } from '../support/mail-server';
import { enterActive, enterServer, force, keepProbesAway } from '../support/servers';

const SECRETS = { serverPassword: 'one', dbPassword: 'two', masterPassword: 'three' };
const ALL_SET = { hasServerPassword: true, hasDbPassword: true, hasMasterPassword: true };

describe('editing a server', () => {
  let amiral: TestApp;

  beforeAll(async () => {
    amiral = await startApp();
    await keepProbesAway(amiral);
  });
  afterAll(async () => {
    await amiral.stop();
  });

  const edit = (id: string, body: unknown, ifMatch?: string) =>
    amiral.call('PATCH', `/servers/${id}`, {
      as: 'manager',
      body,
      headers: ifMatch === undefined ? {} : { 'if-match': ifMatch },
    });
  const remove = (id: string, ifMatch?: string) =>
    amiral.call('DELETE', `/servers/${id}`, { as: 'admin', headers: ifMatch ? { 'if-match': ifMatch } : {} });
  const read = async (id: string) => (await amiral.call('GET', `/servers/${id}`, { as: 'manager' })).body;

  it('changes what is sent and nothing else, and moves the version', async () => {
    const before = await enterServer(amiral, { labels: { rack: '1' }, description: 'old' });
    const { status, body, headers } = await edit(before.id, { description: 'new', maxInstances: 7 });
    expect(status).toBe(200);
    expect(headers.get('etag')).toBe('"2"');
    const { updatedAt: _then, ...kept } = before;
    expect(body).toMatchObject({ ...kept, description: 'new', maxInstances: 7, version: 2 });
    expect(await read(before.id)).toEqual(body);
  });

  it('clears with null, a secret too, and labels to none', async () => {
    const fields = {
      description: 'x',
      serverPort: 1,
      dbHost: 'db',
      dbPort: 5433,
      dbUser: 'u',
      cpuCores: 2,
      memoryGb: 4,
    };
    const { id } = await enterServer(amiral, {
      ...fields,
      ...SECRETS,
      labels: { rack: '1' },
      healthIntervalSeconds: 5,
    });
    const nulls = Object.fromEntries(
      [...Object.keys(fields), ...Object.keys(SECRETS), 'healthIntervalSeconds'].map((name) => [name, null]),
    );
    const { status, body } = await edit(id, { ...nulls, labels: null });
    expect(status).toBe(200);
    for (const name of [...Object.keys(fields), 'healthIntervalSeconds']) expect(body[name]).toBeNull();
    expect(body).toMatchObject({
      hasServerPassword: false,
      hasDbPassword: false,
      hasMasterPassword: false,
      labels: {},
    });
  });

  it.each(['name', 'code', 'serverUrl', 'maxInstances', 'sequence', 'archived'])(
    'cannot clear %s, which a server always has',
    async (field) => {
      const { id } = await enterServer(amiral);
      const { status, body } = await edit(id, { [field]: null });
      expect([status, body.errors?.[0]?.field]).toEqual([422, field]);
    },
  );

  it.each(['state', 'healthStatus', 'cordoned', 'instanceCount', 'availableCapacity', 'version', 'maintenanceReason'])(
    'refuses %s, which actions and probes set',
    async (field) => {
      const { id } = await enterServer(amiral);
      const { status, body } = await edit(id, { [field]: 'healthy' });
      expect([status, body.errors?.[0]?.field]).toEqual([422, field]);
    },
  );

  it('leaves the version alone when nothing differs', async () => {
    const { id, name } = await enterServer(amiral);
    for (const body of [{}, { name }]) expect((await edit(id, body)).body.version).toBe(1);
  });

  it('moves the version for edits only, never for actions, counts or judgements', async () => {
    const { id } = await enterActive(amiral);
    for (const action of ['cordon', 'uncordon', 'maintenance']) {
      expect((await amiral.call('POST', `/servers/${id}/${action}`, { as: 'manager' })).status).toBe(200);
    }
    await force(amiral, id, { instance_count: 3, health_status: 'warning' });
    expect(await read(id)).toMatchObject({ version: 1, instanceCount: 3, healthStatus: 'warning' });
  });

  it('honours If-Match: the seen version goes through, a stale one is 412, strong or weak', async () => {
    const { id } = await enterServer(amiral);
    expect((await edit(id, { name: 'a' }, '"1"')).status).toBe(200);
    expect((await edit(id, { name: 'b' }, 'W/"2"')).status).toBe(200);
    for (const stale of ['"1"', 'W/"2"', '"999999999"', 'three', '3', '""']) {
      const { status, body } = await edit(id, { name: 'c' }, stale);
      expect([stale, status, body.code]).toEqual([stale, 412, 'changed-meanwhile']);
    }
    expect((await edit(id, { name: 'd' }, '*')).status).toBe(200);
    expect(await read(id)).toMatchObject({ name: 'd', version: 4 });
  });

  it('honours If-Match on DELETE', async () => {
    const { id } = await enterServer(amiral);
    expect((await remove(id, '"7"')).status).toBe(412);
    expect((await remove(id, 'W/"1"')).status).toBe(204);
    expect((await remove(id)).status).toBe(404);
    expect((await edit(id, { name: 'x' })).status).toBe(404);
  });

  it('lets exactly one of two editors of the same version through', async () => {
    const { id } = await enterServer(amiral);
    const answers = await Promise.all([edit(id, { name: 'a' }, '"1"'), edit(id, { name: 'b' }, '"1"')]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 412]);
  });

  it('clears the passwords and starts health over when the origin moves', async () => {
    const { id } = await enterActive(amiral, SECRETS);
    await amiral.dataSource.query(
      `UPDATE server_probes SET is_online = true, fail_streak = 2, odoo_version = '16.0', last_error = 'refused'
        WHERE server_id = $1`,
      [id],
    );
    const { body } = await edit(id, { serverUrl: 'http://moved.invalid' });
    expect(body).toMatchObject({ hasServerPassword: false, hasDbPassword: false, hasMasterPassword: false });
    expect(body).toMatchObject({ state: 'active', healthStatus: 'unknown', isOnline: null, odooVersion: null });
    const [probe] = await amiral.dataSource.query('SELECT * FROM server_probes WHERE server_id = $1', [id]);
    expect(probe).toMatchObject({ generation: 2, fail_streak: 0, pass_streak: 0, last_error: null });
    const { status, body: none } = await amiral.call('GET', '/servers/available?minCapacityPercent=0', { as: 'user' });
    expect([status, none.rejected.health]).toEqual([404, 1]);
    await remove(id);
  });

  it('keeps a password that is sent again with the moved origin', async () => {
    const { id } = await enterServer(amiral, SECRETS);
    const { body } = await edit(id, { serverUrl: 'http://moved-too.invalid', masterPassword: 'new' });
    expect(body).toMatchObject({ hasServerPassword: false, hasDbPassword: false, hasMasterPassword: true });
  });

  it('keeps the passwords when only the spelling of the address or of the authority changes', async () => {
    const { id, serverUrl } = await enterServer(amiral, { ...SECRETS, tlsCa: MAIL_CA });
    expect((await edit(id, { serverUrl: `${String(serverUrl).toUpperCase()}/` })).body).toMatchObject(ALL_SET);
    const { body } = await edit(id, { tlsCa: `The same:\n${MAIL_CA.replaceAll('\n', '\r\n')}\n` });
    expect(body).toMatchObject({ ...ALL_SET, version: 2 });
  });

  it('clears the passwords when another path or authority leads elsewhere, and the journal tells it', async () => {
    const own = { ...SECRETS, tlsCa: MAIL_CA };
    const { serverUrl } = await enterServer(amiral);
    const moves = [
      { serverUrl: `${String(serverUrl)}/erp` },
      { tlsCa: null },
      { tlsCa: `${MAIL_CA}${readFileSync(join(__dirname, '../../src/outbound/fixtures/server.pem'), 'utf8')}` },
    ];
    for (const move of moves) {
      const { id } = await enterServer(amiral, own);
      expect((await edit(id, move)).body).toMatchObject({
        hasServerPassword: false,
        hasDbPassword: false,
        hasMasterPassword: false,
      });
      const { body } = await amiral.call('GET', `/events?subjectId=${id}&action=update`, { as: 'manager' });
      for (const field of ['serverPassword', 'dbPassword', 'masterPassword']) {
        expect(body.items[0].changes).toContainEqual({ field, before: '(secret)', after: null });
      }
      const other = await enterServer(amiral, own);
      const again = { ...move, ...('serverUrl' in move && { serverUrl: `${move.serverUrl}-2` }), ...SECRETS };
      expect((await edit(other.id, again)).body).toMatchObject(ALL_SET);
    }
  });

  it('starts health over when the path moves: what was seen says nothing of another Odoo', async () => {
    const { id, serverUrl } = await enterActive(amiral);
    const { body } = await edit(id, { serverUrl: `${String(serverUrl)}/other` });
    expect(body).toMatchObject({ state: 'active', healthStatus: 'unknown', isOnline: null });
    await remove(id);
  });

  it.each([{ dbHost: 'elsewhere' }, { dbPort: 6543 }, { dbHost: null }])(
    'clears the database password alone for %j, unless it is sent again',
    async (move) => {
      const { id } = await enterServer(amiral, SECRETS);
      expect((await edit(id, move)).body).toMatchObject({ ...ALL_SET, hasDbPassword: false });
      const other = await enterServer(amiral, SECRETS);
      expect((await edit(other.id, { ...move, dbPassword: 'again' })).body).toMatchObject(ALL_SET);
    },
  );

  it('keeps maxInstances at the number of instances or above', async () => {
    const { id } = await enterActive(amiral);
    await force(amiral, id, { instance_count: 5 });
    const low = await edit(id, { maxInstances: 4 });
    expect([low.status, low.body.code]).toEqual([409, 'below-instance-count']);
    expect((await edit(id, { maxInstances: 5 })).body).toMatchObject({ maxInstances: 5, availableCapacity: 0 });
    await force(amiral, id, { instance_count: 1, max_instances: 3 });
    expect((await read(id)).availableCapacity).toBe(66.67);
  });

  it('archives a draft and a disabled server, and no other', async () => {
    const { id } = await enterServer(amiral);
    expect((await edit(id, { archived: true })).body).toMatchObject({
      archived: true,
      actions: ['deactivate', 'cordon', 'check-health', 'test-connection'],
    });
    const refused = await amiral.call('POST', `/servers/${id}/activate`, { as: 'manager' });
    expect([refused.status, refused.body.code]).toEqual([409, 'server-archived']);
    expect((await amiral.call('POST', `/servers/${id}/deactivate`, { as: 'manager' })).body.archived).toBe(true);
    expect((await edit(id, { archived: false })).body).toMatchObject({ archived: false, state: 'disabled' });
    const active = await enterActive(amiral);
    for (const lifecycle of ['active', 'maintenance']) {
      await force(amiral, active.id, { lifecycle });
      const { status, body } = await edit(active.id, { archived: true });
      expect([status, body.code]).toEqual([409, 'server-in-service']);
    }
  });

  it('takes an id in capitals for the same server', async () => {
    const { id } = await enterServer(amiral);
    expect((await edit(id.toUpperCase(), { name: 'Loud' })).body).toMatchObject({ id, name: 'Loud' });
  });
});

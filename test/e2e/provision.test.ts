import { Purges } from '../../src/instances/terminate/purges.service';
import { until } from '../support/operations';
import { Provisioning } from '../support/provisioning';

describe.each(['16.0', '19.0'] as const)('a customer on Odoo %s', (version) => {
  let our: Provisioning;
  beforeAll(async () => {
    our = await Provisioning.start({ version });
  });
  afterAll(() => our.stop());

  it('gets a database of their own, which nothing of the template opens', async () => {
    const asked = our.asked({ language: 'fr_FR', timezone: 'Europe/Paris', country: 'FR' });
    const { status, headers, body } = await our.post('/instances', asked);
    expect([status, body.state]).toEqual([201, 'provisioning']);
    expect(headers.get('operation-location')).toBe(`/api/v1/operations/${body.currentOperationId}`);
    const operation = await our.read(`/operations/${body.currentOperationId}`);
    expect(operation.steps.map(({ name }: { name: string }) => name)).toContain('duplicate');
  });

  it('signs in with the password that is shown once, rests, goes on as before, and ends', async () => {
    const { instance, operation } = await our.provisioned();
    expect(operation).toMatchObject({ state: 'succeeded', error: null, actions: [] });
    expect(instance).toMatchObject({ state: 'active', hasServiceLogin: true, currentOperationId: null });
    const { body: shown } = await our.post(`/operations/${operation.id}/reveal`);
    expect(shown.login).toBe(instance.customerEmail);
    expect(await our.post(`/operations/${operation.id}/reveal`)).toMatchObject({ status: 410 });
    const database = our.odoo.database(instance.databaseName);
    expect(await signedIn(shown)).toBe(true);
    for (const [login, password] of [
      ['admin', 'template-admin'],
      ['amiral-template', 'template-service'],
      ['demo', 'demo-secret'],
      ['demo', 'aaaabbbbccccddddeeeeffff0000111122223333'],
    ]) {
      expect(await signedIn({ login, password })).toBe(false);
    }
    expect([...our.odoo.databases].filter((name) => name.includes('--'))).toEqual([]);

    const tables = () => JSON.stringify(['res_users', 'ir_cron'].map((name) => database.table(name).rows));
    const before = tables();
    expect(await our.done(`/instances/${instance.id}/suspend`, { reason: 'unpaid' })).toMatchObject({
      state: 'succeeded',
    });
    expect(await signedIn(shown)).toBe(false);
    expect(database.activeCrons).toEqual([]);
    expect((await our.read(`/instances/${instance.id}`)).state).toBe('suspended');
    expect(await our.done(`/instances/${instance.id}/resume`)).toMatchObject({ state: 'succeeded' });
    expect(tables()).toBe(before);
    expect(await signedIn(shown)).toBe(true);
    const looked = await our.done(`/instances/${instance.id}/inspect`);
    expect(looked).toMatchObject({ state: 'succeeded', result: { serie: version } });

    const slots = async () => (await our.read(`/servers/${instance.serverId}`)).instanceCount;
    const taken = await slots();
    expect(await our.post(`/instances/${instance.id}/terminate`)).toMatchObject({
      status: 409,
      body: { code: 'no-backup-storage' },
    });
    const end = { database: 'drop', withoutBackup: true, confirm: instance.name };
    expect((await our.post(`/instances/${instance.id}/terminate`, end)).status).toBe(403);
    expect(await our.done(`/instances/${instance.id}/terminate`, end, 'admin')).toMatchObject({ state: 'succeeded' });
    const ended = await our.read(`/instances/${instance.id}`);
    expect([ended.state, await slots()]).toEqual(['terminated', taken - 1]);
    expect(Date.parse(ended.purgeAfter) - Date.now()).toBeGreaterThan(6 * 24 * 3_600_000);
    expect(our.odoo.databases.has(instance.databaseName)).toBe(true);
    const kept = await our.amiral.call('DELETE', `/instances/${instance.id}`, { as: 'admin' });
    expect([kept.status, kept.body.code]).toEqual([409, 'instance-not-purged']);
    expect((await our.post(`/instances/${instance.id}/purge`, { confirm: 'x' }, 'admin')).status).toBe(422);
    const purged = await our.done(`/instances/${instance.id}/purge`, { confirm: instance.name }, 'admin');
    expect(purged).toMatchObject({ state: 'succeeded' });
    expect(our.odoo.databases.has(instance.databaseName)).toBe(false);
    expect(await our.query('SELECT FROM copies WHERE instance_id = $1', [instance.id])).toEqual([]);
    expect((await our.amiral.call('DELETE', `/instances/${instance.id}`, { as: 'admin' })).status).toBe(204);

    async function signedIn(given: { login?: string | undefined; password?: string | undefined }): Promise<boolean> {
      const args = [instance.databaseName, given.login, given.password, {}];
      const body = { jsonrpc: '2.0', method: 'call', params: { service: 'common', method: 'authenticate', args } };
      const headers = { 'content-type': 'application/json' };
      const answer = await fetch(`${our.odoo.url}/jsonrpc`, { method: 'POST', headers, body: JSON.stringify(body) });
      const { result } = (await answer.json()) as { result?: unknown };
      return typeof result === 'number';
    }
  });

  it('that has ended is purged when its time has come, and only the database that was made for it', async () => {
    const purges = our.amiral.app.get(Purges, { strict: false });
    const ended = async () => {
      const { instance } = await our.provisioned();
      const end = { database: 'drop', withoutBackup: true, confirm: instance.name };
      await our.done(`/instances/${instance.id}/terminate`, end, 'admin');
      return instance;
    };
    const [due, early, replaced] = [await ended(), await ended(), await ended()];
    const another = our.odoo.database(replaced.databaseName);
    another.setParameter('database.uuid', 'f3b1c2d4-0000-4000-8000-000000000000');
    await our.query(`UPDATE instances SET purge_after = '2026-01-01' WHERE id = ANY($1)`, [[due.id, replaced.id]]);
    await purges.purgeDue();
    const ends = async (id: string) => {
      const { items } = await our.read(`/operations?kind=purge&subjectId=${id}`);
      return items.length === 0 ? null : until(our.amiral, items[0].id, 'succeeded', 'failed');
    };
    expect(await ends(due.id)).toMatchObject({ state: 'succeeded', requestedBy: null });
    expect(await ends(early.id)).toBeNull();
    expect(await ends(replaced.id)).toMatchObject({ state: 'failed', error: { code: 'not-our-database' } });
    const left = [due, early, replaced].map(({ databaseName }) => our.odoo.databases.has(databaseName));
    expect(left).toEqual([false, true, true]);
  });
});

import { eventually } from '../support/app';
import { until } from '../support/operations';
import { Provisioning } from '../support/provisioning';

let our: Provisioning;
beforeAll(async () => {
  our = await Provisioning.start();
});
afterEach(() => {
  our.odoo.clearFaults();
});
afterAll(() => our.stop());

const IN_USE = {
  kind: 'refused',
  python: 'psycopg2.errors.ObjectInUse',
  message: 'source database "template_base" is being accessed by other users\n',
} as const;

/** Everything that stands on the server beside the template. */
const customers = () => [...our.odoo.databases].filter((name) => name !== 'template_base');

describe('a provision', () => {
  it('waits for what passes by itself', async () => {
    our.odoo.fault({ call: 'db.duplicate_database', ...IN_USE, times: 2 });
    const { operation, instance } = await our.provisioned();
    expect([operation.state, instance.state]).toEqual(['succeeded', 'active']);
    const duplicate = operation.steps.find(({ name }: { name: string }) => name === 'duplicate');
    expect(duplicate.attempts).toBe(3);
  });

  it.each([
    ['the copy', 'db.duplicate_database'],
    ['the name', 'db.rename'],
  ])('asks what became of it when the answer about %s is lost, and makes one database', async (_, call) => {
    const before = customers();
    our.odoo.fault({ call, kind: 'lost' });
    const { operation, instance } = await our.provisioned();
    expect(operation.state).toBe('succeeded');
    expect(customers().sort()).toEqual([...before, instance.databaseName].sort());
  });

  it('gives the copy its name when the server was killed before it did', async () => {
    const before = customers();
    our.odoo.fault({ call: 'db.rename', kind: 'killed' });
    const { operation, instance } = await our.provisioned();
    expect(operation.state).toBe('succeeded');
    expect(customers().sort()).toEqual([...before, instance.databaseName].sort());
  });

  it('never writes an empty password once the first one was erased', async () => {
    const before = customers();
    await our.odoo.set({ takes: { duplicate: 1_000 } });
    const { body } = await our.post('/instances', our.asked());
    await our.query('UPDATE operations SET secrets = NULL WHERE id = $1', [body.currentOperationId]);
    const operation = await until(our.amiral, body.currentOperationId, 'compensated', 'succeeded');
    await our.odoo.set({ takes: {} });
    expect(operation).toMatchObject({ state: 'compensated', error: { code: 'secrets-gone' } });
    expect(customers()).toEqual(before);
    expect((await our.read(`/instances/${body.id}`)).state).toBe('failed');
  });

  it('that is cancelled leaves nothing, and the draft as it was', async () => {
    const before = customers();
    await our.odoo.set({ takes: { duplicate: 1_500 } });
    const { body } = await our.post('/instances', our.asked());
    await eventually(
      () => our.read(`/operations/${body.currentOperationId}`),
      ({ steps }) =>
        steps.some(({ name, state }: { name: string; state: string }) => name === 'duplicate' && state === 'running'),
    );
    const busy = await our.post(`/instances/${body.id}/terminate`);
    expect([busy.body.code, busy.body.operationId]).toEqual(['operation-in-progress', body.currentOperationId]);
    expect((await our.read(`/instances/${body.id}`)).actions).toEqual([]);
    await our.post(`/operations/${body.currentOperationId}/cancel`);
    await until(our.amiral, body.currentOperationId, 'cancelled');
    await our.odoo.set({ takes: {} });
    expect(customers()).toEqual(before);
    expect((await our.read(`/instances/${body.id}`)).state).toBe('draft');
    expect(await our.query('SELECT FROM copies WHERE instance_id = $1', [body.id])).toEqual([]);
    expect((await our.done(`/instances/${body.id}/provision`)).state).toBe('succeeded');
  });

  it('is refused where the template is not ready, and on a server that is cordoned', async () => {
    const [serverId] = our.serverIds;
    const draft = (await our.post('/instances', { ...our.asked(), provision: false, serverId })).body;
    await our.post(`/servers/${serverId}/cordon`, { reason: 'disk' });
    expect((await our.post(`/instances/${draft.id}/provision`)).body.code).toBe('server-cordoned');
    await our.post(`/servers/${serverId}/uncordon`, {});
    await our.query(`UPDATE template_servers SET state = 'failed'`);
    expect((await our.post(`/instances/${draft.id}/provision`)).body.code).toBe('template-not-ready');
    const placed = await our.post('/instances', our.asked());
    expect(placed.body).toMatchObject({ code: 'no-available-server', rejected: { template: 1 } });
    await our.query(`UPDATE template_servers SET state = 'ready'`);
    const early = await our.post('/instances', { ...our.asked(), provision: false, language: 'fr_FR' });
    expect([early.status, early.body.errors[0].field]).toEqual([422, 'language']);
  });
});

describe('a database that Amiral made', () => {
  it('is nobody’s to adopt while it is half made, and says when it goes', async () => {
    const [serverId] = our.serverIds;
    const { instance } = await our.provisioned();
    await our.query(`UPDATE copies SET name = 'half--0123456789ab' WHERE instance_id = $1`, [instance.id]);
    our.odoo.databases.add('half--0123456789ab');
    const { templateId: _none, provision: _neither, ...adoptable } = our.asked({ databaseName: 'half--0123456789ab' });
    expect((await our.post('/instances/adopt', { ...adoptable, serverId })).body.code).toBe('database-is-a-copy');
    await our.query('UPDATE copies SET name = $2 WHERE instance_id = $1', [instance.id, instance.databaseName]);
    const end = { database: 'drop', withoutBackup: true, confirm: instance.name };
    await our.done(`/instances/${instance.id}/terminate`, end, 'admin');
    const { purgeAfter } = await our.read(`/instances/${instance.id}`);
    const { items } = await our.read(`/servers/${serverId}/databases`);
    expect(items.find(({ name }: { name: string }) => name === instance.databaseName).copy).toEqual({
      role: 'live',
      dropAfter: purgeAfter,
    });
    const held = await our.post(`/servers/${serverId}/deactivate`);
    expect(held.status).toBe(409);
  });

  it('of another fleet is not touched', async () => {
    const { instance } = await our.provisioned();
    our.odoo.database(instance.databaseName).setParameter('amiral.fleet', 'f3b1c2d4-0000-4000-8000-000000000000');
    const operation = await our.done(`/instances/${instance.id}/suspend`);
    expect(operation).toMatchObject({ state: 'compensated', error: { code: 'owned-by-another-fleet' } });
    expect((await our.read(`/instances/${instance.id}`)).state).toBe('active');
  });
});

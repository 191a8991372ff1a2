import { newId } from '../../src/common/clock';
import { bornDatabase } from '../odoo-simulator/database/birth';
import { eventually } from '../support/app';
import { until } from '../support/operations';
import { LOGIN, TEMPLATE, Templates } from '../support/templates';

let our: Templates;

beforeAll(async () => {
  our = await Templates.start({
    OPERATION_LEASE_SECONDS: '2',
    OPERATION_HEARTBEAT_SECONDS: '0.3',
    OPERATION_UNKNOWN_SECONDS: '2',
  });
});
afterAll(() => our.stop());

const publish = (id: string, body?: object) => our.publish(id, body);
const ready = (version?: '16.0' | '19.0') => our.ready(version);

/** Publishes, and waits for the end. */
async function published(id: string, body: object, ...states: string[]) {
  const { status, body: operation } = await publish(id, body);
  expect(status).toBe(202);
  return until(our.amiral, operation.id, ...(states.length > 0 ? states : ['succeeded']));
}

const partsOf = async (parentId: string) =>
  (await our.amiral.call('GET', `/operations?parentId=${parentId}`, { as: 'user' })).body.items;

const placeOn = async (templateId: string, serverId: string) =>
  (await our.read(templateId)).servers.find((place: { serverId: string }) => place.serverId === serverId);

/** What runs in copies of it, by server. */
const cronsOf = async (templateId: string) => {
  const text = 'SELECT server_id, cron_ids FROM template_servers WHERE template_id = $1 ORDER BY server_id';
  return our.amiral.dataSource.query<{ server_id: string; cron_ids: number[] }[]>(text, [templateId]);
};

describe.each(['16.0', '19.0'] as const)('publishing a template, on %s', (version) => {
  it('copies it to servers, sealed and compared, and fences the source', async () => {
    const { id, source } = await ready(version);
    const targets = [await our.addEmpty(version), await our.addEmpty(version)];
    const crons = our.odoo(source).database('template_base').activeCrons;
    const operation = await published(id, { serverIds: targets });
    expect(operation).toMatchObject({ kind: 'publish', subjectType: 'template', subjectId: id, progress: 100 });
    expect(operation.result).toEqual({ publication: 1, servers: [source, ...targets] });
    const template = await our.read(id);
    expect(template).toMatchObject({ publication: 1, version: 1 });
    for (const serverId of [source, ...targets]) {
      const database = our.odoo(serverId).database('template_base');
      expect(await placeOn(id, serverId)).toEqual({
        ...{ serverId, state: 'ready', publication: 1 },
        verifiedAt: expect.stringMatching(/^20.*Z$/),
      });
      expect(database.activeCrons).toEqual([]);
      expect(database.isSealedFor(version)).toBe(true);
      expect([...our.odoo(serverId).databases].filter((name) => name.includes('--'))).toEqual([]);
      const { files } = our.odoo(source).database('template_base');
      expect(database.files.size).toBe(files.size);
    }
    const uuids = [source, ...targets].map((serverId) => our.odoo(serverId).database('template_base').uuid);
    expect(new Set(uuids).size).toBe(3);
    for (const row of await cronsOf(id)) expect(row.cron_ids).toHaveLength(crons.length);
    const copies = await our.amiral.dataSource.query(
      'SELECT name, role, uuid, instance_id FROM copies WHERE template_id = $1',
      [id],
    );
    expect(copies).toHaveLength(2);
    expect(copies[0]).toMatchObject({ name: 'template_base', role: 'live', instance_id: null });
    expect(uuids).toContain(copies[0].uuid);
    expect(await partsOf(operation.id)).toHaveLength(2);
  });

  it('replaces an older copy of ours and keeps the list of what runs, though nothing runs in the source any more', async () => {
    const { id, source } = await ready(version);
    const target = await our.addEmpty(version);
    await published(id, { serverIds: [target] });
    const before = await cronsOf(id);
    const first = our.odoo(target).database('template_base').uuid;
    our.odoo(source).database('template_base').setParameter('amiral.test', 'second');
    await published(id, {});
    const copy = our.odoo(target).database('template_base');
    expect([copy.parameter('amiral.test'), copy.uuid === first]).toEqual(['second', false]);
    expect(await placeOn(id, target)).toMatchObject({ state: 'ready', publication: 2 });
    expect(await cronsOf(id)).toEqual(before);
    const [{ count }] = await our.amiral.dataSource.query(
      'SELECT count(*)::integer AS count FROM copies WHERE template_id = $1',
      [id],
    );
    expect(count).toBe(1);
  });
});

describe('a server that a template is published to', () => {
  it('harms no other when it fails, and is tried again alone', async () => {
    const { id } = await ready();
    const [good, bad] = [await our.addEmpty(), await our.addEmpty()];
    await our.odoo(bad).set({ listDb: false });
    const operation = await published(id, { serverIds: [bad, good] }, 'failed');
    expect(operation.error).toMatchObject({ code: 'not-everywhere' });
    expect([(await placeOn(id, good)).state, (await placeOn(id, bad)).state]).toEqual(['ready', 'failed']);
    await our.odoo(bad).set({ listDb: true });
    const backups = our.odoo(good).ledger.counts.restore;
    await our.amiral.call('POST', `/operations/${operation.id}/retry`, { as: 'manager' });
    await until(our.amiral, operation.id, 'succeeded');
    expect(await placeOn(id, bad)).toMatchObject({ state: 'ready', publication: 1 });
    expect(our.odoo(good).ledger.counts.restore).toBe(backups);
  });

  it('keeps a database of the template’s name that is not ours', async () => {
    const { id } = await ready();
    const target = await our.addServer({ databases: [{ name: 'template_base', login: 'somebody' }] });
    const { uuid } = our.odoo(target).database('template_base');
    const operation = await published(id, { serverIds: [target] }, 'failed');
    const [part] = await partsOf(operation.id);
    expect([part.state, part.error.code]).toEqual(['compensated', 'database-name-taken']);
    expect(our.odoo(target).database('template_base').uuid).toBe(uuid);
    expect(our.odoo(target).ledger.counts).toMatchObject({ drop: 0, restore: 0 });
  });

  it('keeps one that took the place of ours, and ours is known by its uuid in a backup where the login is another', async () => {
    const { id, source } = await ready();
    const target = await our.addEmpty();
    await published(id, { serverIds: [target] });
    our.odoo(source).seed({ ...TEMPLATE, users: [{ ...LOGIN, password: 'another', system: true }] });
    await our.login(id, { ...LOGIN, password: 'another' });
    expect((await placeOn(id, target)).state).toBe('pending');
    await published(id, { serverIds: [target] });
    expect(await placeOn(id, target)).toMatchObject({ state: 'ready', publication: 2 });
    our.odoo(target).databases.put(bornDatabase('16.0', TEMPLATE, 8069));
    const { uuid } = our.odoo(target).database('template_base');
    await published(id, { serverIds: [target] }, 'failed');
    expect(our.odoo(target).database('template_base').uuid).toBe(uuid);
  });

  it('must be of the same series: Odoo would restore it and say that all is well', async () => {
    const { id } = await ready();
    const target = await our.addEmpty('19.0');
    const operation = await published(id, { serverIds: [target] }, 'failed');
    expect((await partsOf(operation.id))[0].error.code).toBe('series-differ');
    expect(our.odoo(target).ledger.counts.restore).toBe(0);
  });

  it.each([
    ['lost', { call: '/web/database/restore', kind: 'lost' }],
    ['cut on the way', { call: '/web/database/restore', kind: 'empty' }],
    ['renamed, and the answer lost', { call: 'db.rename', kind: 'lost' }],
    ['made while it starts again', { call: 'db.list_countries', kind: 'http', status: 502, after: 1, times: 3 }],
  ] as const)('gets it in the end when a call is %s', async (_, fault) => {
    const { id } = await ready();
    const target = await our.addEmpty();
    our.odoo(target).fault(fault);
    await published(id, { serverIds: [target] });
    expect(our.odoo(target).database('template_base').isSealedFor('16.0')).toBe(true);
    expect([...our.odoo(target).databases].sort()).toEqual(['std_full', 'template_base']);
    expect(our.odoo(target).ledger.maxExclusive).toBe(1);
  });

  it('is found out when a restore that Odoo praised made nothing', async () => {
    const { id } = await ready();
    const target = await our.addEmpty();
    our.odoo(target).fault({ call: '/web/database/restore', kind: 'lie', times: 5 });
    const operation = await published(id, { serverIds: [target] }, 'failed');
    expect((await partsOf(operation.id))[0].state).toBe('compensated');
    expect([...our.odoo(target).databases]).toEqual(['std_full']);
    expect(await our.amiral.dataSource.query('SELECT FROM copies WHERE server_id = $1', [target])).toEqual([]);
  });

  it('is left as it was when it is called off', async () => {
    const { id } = await ready();
    const target = await our.addEmpty();
    await our.odoo(target).set({ takes: { restore: 3_000 } });
    const { body: operation } = await publish(id, { serverIds: [target] });
    await eventually(
      () => partsOf(operation.id),
      (parts) => parts.length === 1 && our.odoo(target).ledger.counts.restore === 1,
    );
    const second = await publish(id);
    expect([second.body.code, second.body.operationId]).toEqual(['operation-in-progress', operation.id]);
    await our.amiral.call('POST', `/operations/${operation.id}/cancel`, { as: 'manager' });
    await until(our.amiral, operation.id, 'cancelled');
    expect((await partsOf(operation.id))[0].state).toBe('cancelled');
    expect([...our.odoo(target).databases]).toEqual(['std_full']);
  });
});

describe('a publication', () => {
  it('goes to servers in service that have all the labels', async () => {
    const { id } = await ready();
    const eu = await our.addServer({ databases: [] }, { labels: { region: id, tier: 'gold' } });
    await our.addServer({ databases: [] }, { labels: { region: id } });
    const operation = await published(id, { labels: { region: id, tier: 'gold' } });
    expect(operation.result.servers.slice(1)).toEqual([eu]);
  });

  it('waits for a scheduled action of the source that is being executed', async () => {
    const { id, source } = await ready();
    const database = our.odoo(source).database('template_base');
    const [cron] = database.table('ir_cron').where({ active: true });
    database.running.add(Number(cron?.['id']));
    const { body: operation } = await publish(id);
    await eventually(
      async () => (await our.amiral.call('GET', `/operations/${operation.id}`, { as: 'user' })).body.steps[1],
      ({ detail }) => String(detail).includes('being executed'),
    );
    database.running.clear();
    await until(our.amiral, operation.id, 'succeeded');
    expect(database.activeCrons).toEqual([]);
  });

  it('is refused without a source, a login, a server that is there, or a server that answers', async () => {
    const { id } = await our.add();
    const code = async (template: string, body?: object) => (await publish(template, body)).body.code;
    expect(await code(id)).toBe('no-source-server');
    const source = await our.addServer();
    await our.edit(id, { sourceServerId: source });
    expect(await code(id)).toBe('no-service-login');
    await our.login(id);
    const missing = await publish(id, { serverIds: [newId()] });
    expect([missing.status, missing.body.errors[0].field]).toEqual([422, 'serverIds.0']);
    await our.edit(id, { archived: true });
    expect(await code(id)).toBe('template-archived');
    await our.edit(id, { archived: false });
    await our.amiral.call('POST', `/servers/${source}/deactivate`, { as: 'manager' });
    expect(await code(id)).toBe('server-not-reachable');
    expect((await our.amiral.call('POST', `/templates/${id}/publish`, { as: 'user', body: {} })).status).toBe(403);
    expect((await publish(newId())).status).toBe(404);
    expect((await our.read(id)).publication).toBe(0);
  });

  it('has one effect under one key', async () => {
    const { id } = await ready();
    const headers = { 'idempotency-key': id };
    const call = () => our.amiral.call('POST', `/templates/${id}/publish`, { as: 'manager', body: {}, headers });
    const first = await call();
    expect(first.headers.get('location')).toBe(`/api/v1/operations/${first.body.id}`);
    expect((await call()).body.id).toBe(first.body.id);
    await until(our.amiral, first.body.id, 'succeeded');
  });

  it('holds no server that is taken out of service or of the record', async () => {
    const { id } = await ready();
    const target = await our.addEmpty();
    await published(id, { serverIds: [target] });
    const out = await our.amiral.call('POST', `/servers/${target}/deactivate`, { as: 'manager' });
    const gone = await our.amiral.call('DELETE', `/servers/${target}`, { as: 'admin' });
    expect([out.status, gone.status]).toEqual([200, 204]);
  });
});

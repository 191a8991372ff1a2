import { DataSource } from 'typeorm';
import { abilityFor, type Role } from '../../src/auth/ability';
import { Actor } from '../../src/auth/actor';
import { type Clock, newId, SystemClock } from '../../src/common/clock';
import { dataSourceOptions } from '../../src/database/data-source';
import { AMIRAL, Journal } from '../../src/journal/journal.service';
import { ENTITIES } from '../../src/schema';
import { Server } from '../../src/servers/server.entity';
import { serverPolicy } from '../../src/servers/server.policy';
import { Copies } from '../../src/servers/copies/copies.service';
import { ServersLifecycleService, type Tested } from '../../src/servers/servers-lifecycle.service';
import { createTestDatabase, type TestDatabase } from '../support/database';
import { waitingForLocks } from '../support/transactions';

const actor = (role: Role) =>
  new Actor(
    newId(),
    'lea@example.com',
    'Léa',
    role,
    newId(),
    abilityFor(role, [serverPolicy]),
    'request-1',
    '192.0.2.1',
  );
const NOW = new Date('2026-05-01T10:00:00Z');

describe('the lifecycle of a server, beneath HTTP', () => {
  let database: TestDatabase;
  let dataSource: DataSource;
  let lifecycle: ServersLifecycleService;
  let serial = 0;

  beforeAll(async () => {
    database = await createTestDatabase();
    dataSource = await new DataSource(dataSourceOptions(database.url, ENTITIES, [], 8)).initialize();
    const clock: Clock = { now: () => NOW };
    lifecycle = new ServersLifecycleService(dataSource, new Journal(new SystemClock()), clock, new Copies());
  });
  afterAll(async () => {
    await dataSource.destroy();
    await database.drop();
  });

  const enter = async (columns: Partial<Server> = {}) => {
    const code = `s-${String(++serial)}`;
    const server = dataSource.manager.create(Server, { id: newId(), name: code, code, serverUrl: `http://${code}` });
    await dataSource.manager.insert(Server, Object.assign(server, columns));
    return dataSource.manager.findOneByOrFail(Server, { id: server.id });
  };
  const read = (id: string) => dataSource.manager.findOneByOrFail(Server, { id });
  const probesOf = async (id: string) =>
    (await dataSource.query<Record<string, unknown>[]>('SELECT * FROM server_probes WHERE server_id = $1', [id]))[0];
  const good = ({ serverUrl, tlsCa }: Server): Tested => ({
    serverUrl,
    tlsCa,
    health: 'healthy',
    reasons: [],
    outcome: { odooVersion: '17.0', responseTimeMs: 12, databaseProven: true, certificate: null },
  });
  const eventsOf = async (id: string) =>
    (
      await dataSource.query<{ action: string }[]>('SELECT action FROM journal WHERE subject_id = $1 ORDER BY id', [id])
    ).map(({ action }) => action);

  it('activates with what the test has seen, and counts from there', async () => {
    const server = await enter();
    await dataSource.query('UPDATE server_probes SET fail_streak = 5, last_error = $$x$$ WHERE server_id = $1', [
      server.id,
    ]);
    await lifecycle.activate(actor('manager'), server.id, good(server));
    expect(await read(server.id)).toMatchObject({
      lifecycle: 'active',
      reachability: 'reachable',
      healthStatus: 'healthy',
    });
    expect(await probesOf(server.id)).toMatchObject({
      generation: 2,
      fail_streak: 0,
      last_error: null,
      is_online: true,
      odoo_version: '17.0',
      response_time_ms: 12,
      database_proven: true,
    });
    expect(await eventsOf(server.id)).toEqual(['activate']);
  });

  it.each([
    ['serverUrl', 'http://moved-away'],
    ['tlsCa', 'another authority'],
  ] as const)('refuses to activate when %s is not the tested one any more', async (field, value) => {
    const server = await enter();
    const tested = good(server);
    await dataSource.manager.update(Server, { id: server.id }, { [field]: value });
    await expect(lifecycle.activate(actor('manager'), server.id, tested)).rejects.toMatchObject({
      kind: 'conflict',
      code: 'changed-meanwhile',
    });
    expect(await read(server.id)).toMatchObject({ lifecycle: 'draft' });
    expect(await eventsOf(server.id)).toEqual([]);
  });

  it('lets one of two activations through, which both wait for the row', async () => {
    const server = await enter();
    const holder = dataSource.createQueryRunner();
    await holder.startTransaction();
    await holder.query('SELECT 1 FROM servers WHERE id = $1 FOR UPDATE', [server.id]);
    const both = [1, 2].map(() => lifecycle.activate(actor('manager'), server.id, good(server)));
    const outcomes = Promise.allSettled(both);
    await waitingForLocks(dataSource, 2);
    await holder.rollbackTransaction();
    await holder.release();
    expect((await outcomes).map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(await eventsOf(server.id)).toEqual(['activate']);
  });

  it('starts counting over when a server is deactivated, and drops what a probe under way will say', async () => {
    const server = await enter({ lifecycle: 'active', reachability: 'unreachable', healthStatus: 'critical' });
    await dataSource.query(
      `UPDATE server_probes SET fail_streak = 5, last_error = 'timeout', is_online = false, odoo_version = '16.0',
         response_time_ms = 12, last_check_at = now(), last_result_at = now(), failing_since = now() WHERE server_id = $1`,
      [server.id],
    );
    await lifecycle.deactivate(actor('manager'), server.id);
    expect(await probesOf(server.id)).toMatchObject({
      generation: 2,
      fail_streak: 0,
      last_error: null,
      is_online: null,
      odoo_version: null,
      response_time_ms: null,
      last_check_at: null,
      last_result_at: null,
      failing_since: null,
    });
  });

  it('asks about the role again on the row, before and after the test', async () => {
    const server = await enter();
    const user = actor('user');
    await expect(lifecycle.checkActivate(user, server.id)).rejects.toMatchObject({ kind: 'forbidden' });
    await expect(lifecycle.activate(user, server.id, good(server))).rejects.toMatchObject({ kind: 'forbidden' });
    await expect(lifecycle.maintenance(user, server.id, {})).rejects.toMatchObject({ kind: 'forbidden' });
    const stranger = new Actor('x', 'x', 'x', 'user', 'x', abilityFor('user', []), 'r', 'ip');
    await expect(lifecycle.cordon(stranger, server.id, null)).rejects.toMatchObject({ kind: 'not-found' });
    expect(await eventsOf(server.id)).toEqual([]);
  });

  it('refuses an archived or active server before anybody is called, and knows no server that is not there', async () => {
    const [archived, active] = [await enter({ archived: true }), await enter({ lifecycle: 'active' })];
    const manager = actor('manager');
    await expect(lifecycle.checkActivate(manager, archived.id)).rejects.toMatchObject({ code: 'server-archived' });
    await expect(lifecycle.checkActivate(manager, active.id)).rejects.toMatchObject({ code: 'wrong-state' });
    await expect(lifecycle.checkActivate(manager, newId())).rejects.toMatchObject({ kind: 'not-found' });
    expect((await lifecycle.checkActivate(null, (await enter()).id)).lifecycle).toBe('draft');
  });

  it('ends a maintenance whose time is up through the same door, told as done by Amiral', async () => {
    const server = await enter({ lifecycle: 'maintenance', maintenanceUntil: NOW, maintenanceReason: 'disk' });
    await lifecycle.endMaintenance(server.id, AMIRAL, good(server));
    expect(await read(server.id)).toMatchObject({
      lifecycle: 'active',
      maintenanceUntil: null,
      maintenanceReason: null,
      healthStatus: 'healthy',
    });
    expect(await eventsOf(server.id)).toEqual(['activate']);
  });

  it.each([
    ['was made longer', { lifecycle: 'maintenance', maintenanceUntil: new Date(NOW.getTime() + 1) }],
    ['was made open-ended', { lifecycle: 'maintenance', maintenanceUntil: null }],
    ['is over already', { lifecycle: 'active' }],
    ['became a deactivation', { lifecycle: 'disabled' }],
  ] as const)('leaves alone a maintenance that %s', async (_how, columns) => {
    const server = await enter(columns);
    await lifecycle.endMaintenance(server.id, AMIRAL, good(server));
    expect(await read(server.id)).toEqual(server);
    expect(await eventsOf(server.id)).toEqual([]);
  });

  it('refuses a maintenance that would be over before it begins', async () => {
    const server = await enter({ lifecycle: 'active' });
    const begin = (until: string) => lifecycle.maintenance(actor('manager'), server.id, { until });
    await expect(begin(NOW.toISOString())).rejects.toMatchObject({
      kind: 'invalid',
      facts: { errors: [{ field: 'until' }] },
    });
    await begin('2026-05-01T12:00:01+02:00');
    expect((await read(server.id)).maintenanceUntil).toEqual(new Date('2026-05-01T10:00:01Z'));
  });
});

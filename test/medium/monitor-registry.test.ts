import { MaintenanceEnd } from '../../src/health/maintenance-end.service';
import { type Fleet, startFleet } from '../odoo-simulator/fleet';
import { eventually, startApp, type TestApp } from '../support/app';
import { enterFleet, WatchedServers } from '../support/fleet';

const WITHIN_MS = 1_000;
/** How busy this machine is beside. */
const GRACE_MS = 1_500;

let amiral: TestApp;

beforeAll(async () => {
  // A failure is never confirmed here: what is seen must not hang on how fast the next one comes.
  amiral = await startApp({ health: { intervalMs: 200, recheckMs: 100, fall: 1_000 } });
});
afterAll(() => amiral.stop());

let servers: WatchedServers;
let next: Fleet | undefined;
afterEach(async () => {
  await amiral.dataSource.query('DELETE FROM servers');
  await servers.stop();
  await next?.stop();
  next = undefined;
});

const act = async (n: number, action: string, body?: unknown) => {
  const answer = await amiral.call('POST', `/servers/${servers.ids[n] ?? ''}/${action}`, { as: 'manager', body });
  expect(answer.status).toBe(200);
  return answer.body;
};
const edit = async (n: number, body: unknown) => {
  const answer = await amiral.call('PATCH', `/servers/${servers.ids[n] ?? ''}`, { as: 'manager', body });
  expect(answer.status).toBe(200);
};
const server = async (n: number) => (await amiral.call('GET', `/servers/${servers.ids[n] ?? ''}`, { as: 'user' })).body;
const received = (n: number) => servers.odoos.at(n).received;

/** A server is probed (or not) from now on, seen by how often another one is meanwhile. */
async function isProbed(n: number, other: number): Promise<boolean> {
  const before = [received(n), received(other)];
  await eventually(
    () => Promise.resolve(received(other)),
    (now) => now >= (before[1] ?? 0) + 6,
  );
  return received(n) > (before[0] ?? 0);
}

describe('what people change', () => {
  it('is followed within a second: activating, deactivating, maintenance', async () => {
    servers = await WatchedServers.start(amiral, 3);
    const [quiet] = await enterFleet(amiral, ['http://draft.invalid'], {
      lifecycle: 'draft',
      health_status: 'unknown',
    });
    await act(0, 'deactivate');
    await eventually(
      () => isProbed(0, 1),
      (probed) => !probed,
      WITHIN_MS + GRACE_MS,
    );
    await act(0, 'activate');
    await eventually(() => isProbed(0, 1), Boolean, WITHIN_MS + GRACE_MS);
    await act(2, 'maintenance');
    expect(await isProbed(2, 1)).toBe(true);
    expect((await server(2)).state).toBe('maintenance');
    const { body } = await amiral.call('GET', `/servers/${quiet ?? ''}`, { as: 'user' });
    expect(body).toMatchObject({ state: 'draft', healthStatus: 'unknown' });
  });

  it('never has drafts and disabled servers polled, also not after a check by hand', async () => {
    servers = await WatchedServers.start(amiral, 3);
    await amiral.dataSource.query(
      `UPDATE servers SET lifecycle = CASE id WHEN $1 THEN 'draft' ELSE 'disabled' END WHERE id = ANY($2)`,
      [servers.ids[0], servers.ids.slice(0, 2)],
    );
    await eventually(
      async () => (await isProbed(0, 2)) || (await isProbed(1, 2)),
      (probed) => !probed,
      4_000,
    );
    expect(await act(0, 'check-health')).toMatchObject({ state: 'draft', isOnline: true });
    expect(await act(1, 'check-health')).toMatchObject({ state: 'disabled', isOnline: true });
    expect(await isProbed(0, 2)).toBe(false);
    expect(await isProbed(1, 2)).toBe(false);
  });

  it('of an address has the new one probed at once, and nothing is known until that succeeds', async () => {
    servers = await WatchedServers.start(amiral, 1, { health_interval_seconds: 3_600 });
    next = await startFleet({ servers: 1, mode: 'refusing' });
    await edit(0, { serverUrl: next.urls[0] });
    expect(await server(0)).toMatchObject({ state: 'active', healthStatus: 'unknown', isOnline: null });
    await eventually(
      () => server(0),
      ({ isOnline }) => isOnline === false,
      WITHIN_MS + GRACE_MS,
    );
    expect(await server(0)).toMatchObject({ state: 'active', healthStatus: 'unknown' });
    const refused = await amiral.call('GET', '/servers/available', { as: 'user' });
    expect(refused.body).toMatchObject({ rejected: { health: 1 } });
    await next.setAll({ mode: 'ok' });
    await eventually(
      () => server(0),
      ({ healthStatus }) => healthStatus === 'healthy',
    );
  });

  it('of an interval counts at once', async () => {
    servers = await WatchedServers.start(amiral, 1, { health_interval_seconds: 3_600 });
    await amiral.dataSource.query('UPDATE servers SET health_interval_seconds = 0.05');
    await eventually(
      () => Promise.resolve(received(0)),
      (calls) => calls >= 6,
      WITHIN_MS + GRACE_MS,
    );
  });
});

describe('a maintenance with an end', () => {
  const inAMoment = () => new Date(Date.now() + 500).toISOString();
  const lines = async (action: string) =>
    amiral.dataSource.query<{ actor_name: string; changes: unknown[] }[]>(
      'SELECT actor_name, changes FROM journal WHERE action = $1 AND subject_id = $2',
      [action, servers.ids[0]],
    );

  it('ends by itself through the test, and the journal says who did it', async () => {
    servers = await WatchedServers.start(amiral, 1);
    await act(0, 'maintenance', { reason: 'disk', until: inAMoment() });
    expect((await server(0)).state).toBe('maintenance');
    await eventually(
      () => server(0),
      ({ state }) => state === 'active',
    );
    expect(await server(0)).toMatchObject({ healthStatus: 'healthy', maintenanceReason: null, maintenanceUntil: null });
    const [line, ...more] = await lines('activate');
    expect(more).toEqual([]);
    expect(line?.actor_name).toBe('amiral');
    expect(line?.changes).toContainEqual({ field: 'state', before: 'maintenance', after: 'active' });
  });

  it('stays when Odoo is down at its end, which the journal says once, also after a restart', async () => {
    servers = await WatchedServers.start(amiral, 1);
    await act(0, 'maintenance', { until: inAMoment() });
    await servers.change(0, 1, { mode: 'refusing' });
    await eventually(
      () => lines('maintenance-overrun'),
      (told) => told.length > 0,
    );
    // As a process that has not tried it yet.
    const ending = amiral.app.get(MaintenanceEnd, { strict: false });
    const { tried } = ending as unknown as { tried: Map<string, unknown> };
    tried.clear();
    await eventually(
      async () => (await ending.endDue(), tried.size),
      (size) => size === 1,
    );
    await eventually(
      () => Promise.resolve((ending as unknown as { busy: boolean }).busy),
      (busy) => !busy,
    );
    expect(await lines('maintenance-overrun')).toHaveLength(1);
    expect((await server(0)).state).toBe('maintenance');
  });

  it('is not kept from ending by fifty others that cannot', async () => {
    servers = await WatchedServers.start(amiral, 1);
    const past = { lifecycle: 'maintenance', maintenance_until: '2026-01-01T00:00:00Z' };
    const urls = Array.from({ length: 55 }, (_, n) => `http://127.0.0.1:1/${n}`);
    await enterFleet(amiral, urls, past);
    await act(0, 'maintenance', { until: inAMoment() });
    await eventually(
      () => server(0),
      ({ state }) => state === 'active',
    );
  });
});

import { setTimeout as sleep } from 'node:timers/promises';
import { Monitor } from '../../src/health/monitor.service';
import { type Fleet, startFleet } from '../odoo-simulator/fleet';
import { eventually, startApp, type TestApp } from '../support/app';
import { enterFleet, WatchedServers } from '../support/fleet';
import { ask } from '../support/test-cluster';

const INTERVAL_MS = 200;
const cluster = () => process.env['AMIRAL_TEST_DATABASE_URL'] ?? '';

let amiral: TestApp;
let servers: WatchedServers;
let more: Fleet | undefined;

beforeEach(async () => {
  amiral = await startApp({ health: { intervalMs: INTERVAL_MS, recheckMs: 50, fall: 1_000 } });
  servers = await WatchedServers.start(amiral, 4);
});
afterEach(async () => {
  await amiral.stop();
  await servers.stop();
  await more?.stop();
  more = undefined;
});

const database = () => new URL(amiral.databaseUrl).pathname.slice(1);
const endSessions = (where = 'true') =>
  ask(cluster(), `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '${database()}' AND ${where}`);
const allowSessions = (allowed: boolean) =>
  ask(cluster(), `ALTER DATABASE "${database()}" ALLOW_CONNECTIONS ${String(allowed)}`);

const watches = () => amiral.app.get(Monitor, { strict: false }).owns(servers.ids[0] ?? '');
const received = (n: number) => servers.odoos.at(n).received;
const probedAgain = async (n: number) => {
  const before = received(n);
  await eventually(
    () => Promise.resolve(received(n)),
    (now) => now > before,
  );
};

/** Changes the registry as while nobody hears it. */
async function unheard(change: () => Promise<unknown>): Promise<void> {
  await amiral.dataSource.query('ALTER TABLE servers DISABLE TRIGGER servers_tell_changed');
  await change();
  await amiral.dataSource.query('ALTER TABLE servers ENABLE TRIGGER servers_tell_changed');
}

describe('a monitor without its database', () => {
  it('probes and judges nothing, and goes on from the stored counts when it is back', async () => {
    await servers.change(3, 4, { mode: 'refusing' });
    const { failStreak = 0 } =
      (
        await eventually(
          () => servers.seen(),
          (seen) => (seen[3]?.failStreak ?? 0) >= 5,
        )
      )[3] ?? {};
    await allowSessions(false);
    await endSessions();
    await eventually(
      () => Promise.resolve(watches()),
      (it) => !it,
    );
    // What was under way when it paused ends within this; then nothing comes any more.
    await sleep(INTERVAL_MS);
    const before = received(0);
    await sleep(5 * INTERVAL_MS);
    expect(received(0)).toBe(before);

    await allowSessions(true);
    await probedAgain(0);
    const [, , , failing] = await servers.seen();
    expect(failing?.failStreak).toBeGreaterThanOrEqual(failStreak);
    await eventually(
      () => servers.seen(),
      (seen) => (seen[3]?.failStreak ?? 0) > (failing?.failStreak ?? 0) + 3,
    );
    expect((await servers.seen()).map(({ state }) => state)).toEqual(Array(4).fill('active'));
    expect(await servers.told('panic')).toEqual([]);
  });

  it('recovers from the end of all its sessions, again and again', async () => {
    for (let times = 0; times < 3; times++) {
      await endSessions();
      await probedAgain(0);
      await eventually(() => Promise.resolve(watches()), Boolean);
    }
    expect(await servers.tally()).toEqual({ 'active healthy': 4 });
  });

  it.each([
    ['all its sessions', 'true'],
    ['the session that listens', `application_name = 'amiral listener'`],
  ])('follows what was changed while it had lost %s', async (_, which) => {
    more = await startFleet({ servers: 1 });
    const [odoo, urls] = [more.at(0), more.urls];
    const [gone, disabled] = servers.ids;
    await unheard(async () => {
      await amiral.dataSource.query('DELETE FROM servers WHERE id = $1', [gone]);
      await amiral.dataSource.query(`UPDATE servers SET lifecycle = 'disabled' WHERE id = $1`, [disabled]);
      await enterFleet(amiral, urls);
    });
    await endSessions(which);
    await eventually(
      () => Promise.resolve(odoo.received),
      (calls) => calls > 0,
    );
    await sleep(INTERVAL_MS);
    const before = [received(0), received(1)];
    await probedAgain(2);
    await probedAgain(2);
    expect([received(0), received(1)]).toEqual(before);
  });

  it('hears of changes again after the session that listens was lost', async () => {
    await endSessions(`application_name = 'amiral listener'`);
    await eventually(
      () =>
        amiral.dataSource.query<unknown[]>(
          `SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND application_name = 'amiral listener'`,
        ),
      (sessions) => sessions.length === 1,
    );
    await amiral.call('POST', `/servers/${servers.ids[0] ?? ''}/deactivate`, { as: 'manager' });
    await eventually(
      async () => {
        const before = received(0);
        await probedAgain(1);
        await probedAgain(1);
        return received(0) - before;
      },
      (calls) => calls === 0,
      3_000,
    );
  });
});

import { eventually, startApp, type TestApp } from '../support/app';
import { WatchedServers } from '../support/fleet';

let amiral: TestApp;
let servers: WatchedServers;

async function start(count: number, columns: Record<string, unknown> = {}): Promise<void> {
  amiral = await startApp();
  servers = await WatchedServers.start(amiral, count, columns);
  // Every one has been probed once, so that each can tell.
  await eventually(
    () => Promise.resolve(servers.ids.filter((_, n) => servers.odoos.at(n).received < 2)),
    (unprobed) => unprobed.length === 0,
  );
}
afterEach(async () => {
  await amiral.stop();
  await servers.stop();
});

const panic = async () => (await amiral.call('GET', '/health/panic', { as: 'user' })).body;
const frozen = () => eventually(panic, (row) => row.frozen);
const tally = () => servers.tally();
const failedSince = async (from: number, to: number, failures: number) =>
  (await servers.seen()).slice(from, to).every(({ failStreak }) => failStreak >= failures);

/** Until each of them has failed so often that it would be offline long ago. */
const failedOften = (from: number, to: number) => eventually(() => failedSince(from, to, 6), Boolean);

describe('a fleet of 50 in which 40 stop at once', () => {
  beforeEach(async () => {
    await start(50);
    await servers.change(0, 40, { mode: 'refusing' });
    await frozen();
    await failedOften(0, 40);
  });

  it('freezes: nothing goes offline, what fails is not known, and it ends by itself when they come back', async () => {
    expect(await tally()).toEqual({ 'active unknown': 40, 'active healthy': 10 });
    expect(await panic()).toMatchObject({ frozen: true, reason: 'many-failing', failing: 40, counted: 50 });
    await servers.change(0, 40, { mode: 'ok' });
    await eventually(panic, (row) => !row.frozen);
    await eventually(tally, (now) => now['active healthy'] === 50);
    expect(await panic()).toMatchObject({ frozen: false, since: null, failing: 0, reason: null });
    expect(await servers.told('offline')).toEqual([]);
    expect(await servers.told('panic')).toHaveLength(1);
    expect(await servers.told('panic-end')).toHaveLength(1);
  });

  it('applies recoveries while it lasts, and goes on being frozen', async () => {
    await servers.change(0, 10, { mode: 'ok' });
    await eventually(tally, (now) => now['active healthy'] === 20);
    expect(await panic()).toMatchObject({ frozen: true });
    expect(await tally()).toEqual({ 'active unknown': 30, 'active healthy': 20 });
  });

  it('ends when so few are left that they may well be down, and these go offline', async () => {
    await servers.change(5, 40, { mode: 'ok' });
    await eventually(panic, (row) => !row.frozen);
    await eventually(tally, (now) => now['offline critical'] === 5);
    expect(await tally()).toEqual({ 'offline critical': 5, 'active healthy': 45 });
    expect(await servers.told('panic')).toHaveLength(1);
  });

  it('is told loudly, once, with the figures', async () => {
    const [line, ...more] = await servers.told('panic');
    expect(more).toEqual([]);
    expect(line?.actor_name).toBe('amiral');
    const fields = line?.changes.map(({ field }) => field);
    expect(fields).toEqual(['frozen', 'failing', 'counted', 'reason']);
  });

  it('is judged when an administrator confirms that it is real, and nobody else may', async () => {
    expect((await amiral.call('POST', '/health/panic/confirm')).status).toBe(401);
    for (const as of ['user', 'manager'] as const) {
      expect((await amiral.call('POST', '/health/panic/confirm', { as })).status).toBe(403);
    }
    expect((await tally())['active unknown']).toBe(40);
    const { status, body } = await amiral.call('POST', '/health/panic/confirm', { as: 'admin' });
    expect(status).toBe(200);
    expect(body).toMatchObject({ frozen: false, confirmedAt: expect.any(String) as string });
    await eventually(tally, (now) => now['offline critical'] === 40);
    const again = await amiral.call('POST', '/health/panic/confirm', { as: 'admin' });
    expect(again).toMatchObject({ status: 409, body: { code: 'not-frozen' } });
    await eventually(
      async () => (await servers.told('offline')).length,
      (lines) => lines === 40,
    );
    expect((await servers.told('panic')).length).toBe(1);
    expect((await servers.told('panic-confirm'))[0]?.actor_name).toBe('admin');
    await servers.change(0, 40, { mode: 'ok' });
    await eventually(tally, (now) => now['active healthy'] === 50);
    await eventually(panic, (row) => row.confirmedAt === null);
  });
});

describe('an outage that is none of ours', () => {
  it('of 2 in 50 goes offline without panic', async () => {
    await start(50);
    await servers.change(7, 9, { mode: 'refusing' });
    await eventually(tally, (now) => now['offline critical'] === 2);
    expect(await tally()).toEqual({ 'offline critical': 2, 'active healthy': 48 });
    expect(await servers.told('panic')).toEqual([]);
  });

  it('of the one server there is goes offline', async () => {
    await start(1);
    await servers.change(0, 1, { mode: 'refusing' });
    await eventually(tally, (now) => now['offline critical'] === 1);
    expect(await servers.told('panic')).toEqual([]);
  });

  it('among servers in maintenance is not multiplied by those', async () => {
    await start(10);
    await amiral.dataSource.query(`UPDATE servers SET lifecycle = 'maintenance' WHERE id = ANY($1)`, [
      servers.ids.slice(0, 6),
    ]);
    await servers.change(0, 7, { mode: 'refusing' });
    await eventually(tally, (now) => now['maintenance critical'] === 6 && now['offline critical'] === 1);
    expect(await tally()).toEqual({ 'maintenance critical': 6, 'offline critical': 1, 'active healthy': 3 });
    expect(await servers.told('panic')).toEqual([]);
  });
});

describe('two servers of two', () => {
  it('that stop freeze the monitor, and take no new instance', async () => {
    await start(2);
    await servers.change(0, 2, { mode: 'refusing' });
    await frozen();
    await failedOften(0, 2);
    expect(await tally()).toEqual({ 'active unknown': 2 });
    const { status, body } = await amiral.call('GET', '/servers/available', { as: 'user' });
    expect(status).toBe(404);
    expect(body).toMatchObject({ code: 'no-available-server', rejected: { state: 0, health: 2 } });
  });

  it('that lose their database freeze it as well', async () => {
    await start(2);
    await servers.change(0, 2, { mode: 'database-down' });
    await frozen();
    await eventually(tally, (now) => now['active unknown'] === 2);
  });
});

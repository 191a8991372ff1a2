import { eventually } from '../support/app';
import { MonitorBench } from '../support/monitor';

let bench: MonitorBench;

beforeAll(async () => {
  bench = await MonitorBench.start();
});
beforeEach(() => bench.fresh());
afterEach(() => jest.restoreAllMocks());
afterAll(() => bench.stop());

/** Those that are not made to fail after this have been checked later, and passed. */
const everyOtherHasPassedSince = () =>
  bench.other.query(`UPDATE server_probes SET last_check_at = now() + interval '1 minute'`);

describe('a batch of results', () => {
  it('is not stored over a freeze that was heard of while it waited', async () => {
    // It would end this freeze, as one server of twenty is no reason for it.
    jest.spyOn(bench.panic, 'review').mockResolvedValue();
    await bench.holding('SELECT 1 FROM servers WHERE id = $1 FOR UPDATE', 0, async (letGo) => {
      bench.fail(0, 3);
      const flushed = bench.monitor.flush();
      await bench.lockAwaited();
      await bench.amiral.dataSource.query(
        `UPDATE health_panic SET frozen = true, since = now(), counted_from = now() - interval '1 hour'`,
      );
      await bench.panic.refresh();
      await letGo();
      await flushed;
    });
    expect(await bench.row(0)).toMatchObject({ state: 'active', health_status: 'unknown', fail_streak: 3 });
  });

  it('freezes without waiting for locks on servers that it did not mean to change', async () => {
    // Ten fail for the first time and are stored as warnings; then one of them is confirmed.
    for (let n = 0; n < 10; n++) bench.fail(n, 1);
    await bench.monitor.flush();
    expect(await bench.row(5)).toMatchObject({ health_status: 'warning' });
    const since = [0, 5].map((n) => bench.watched(n).counts.failingSince ?? 0);
    await bench.holding('SELECT 1 FROM servers WHERE id = $1 FOR UPDATE', 5, async (letGo) => {
      bench.fail(0, 3, since[0]);
      bench.fail(5, 2, since[1]);
      const flushed = bench.monitor.flush();
      await eventually(
        () => bench.other.query<{ frozen: boolean }[]>('SELECT frozen FROM health_panic'),
        ([row]) => row?.frozen === true,
      );
      expect(await bench.row(0)).toMatchObject({ state: 'active', health_status: 'unknown' });
      // By now it may wait for that lock, because it has heard of the freeze.
      await letGo();
      await flushed;
    });
    await eventually(
      () => bench.row(5),
      ({ health_status }) => health_status === 'unknown',
    );
  });

  it('counts with its suspects those that failed a moment before them and are not confirmed', async () => {
    await everyOtherHasPassedSince();
    const now = Date.now();
    for (let n = 3; n < 12; n++) bench.fail(n, 2, now - 900);
    for (let n = 0; n < 3; n++) bench.fail(n, 3, now);
    await bench.monitor.flush();
    expect(await bench.row(0)).toMatchObject({ state: 'active', health_status: 'unknown' });
  });

  it('lets three of twenty go offline when nothing else fails', async () => {
    await everyOtherHasPassedSince();
    for (let n = 0; n < 3; n++) bench.fail(n, 3);
    await bench.monitor.flush();
    expect(await bench.row(0)).toMatchObject({ state: 'offline', health_status: 'critical' });
    expect(await bench.row(3)).toMatchObject({ state: 'active', health_status: 'healthy' });
  });

  it('is stored before its shard is handed over', async () => {
    await bench.holding('SELECT 1 FROM servers WHERE id = $1 FOR UPDATE', 0, async (letGo) => {
      bench.fail(0, 1);
      const flushed = bench.monitor.flush();
      await bench.lockAwaited();
      (bench.leases as unknown as { excess: Set<number> }).excess.add(bench.watched(0).shard);
      const round = bench.monitor.watch();
      await letGo();
      await Promise.all([flushed, round]);
    });
    expect(await bench.row(0)).toMatchObject({ fail_streak: 1 });
  });

  it('waits while the lease is in doubt, and is stored when it is renewed', async () => {
    const doubt = jest.spyOn(bench.shards, 'isTrusted').mockReturnValue(false);
    bench.fail(0, 1);
    await bench.monitor.flush();
    expect(await bench.row(0)).toMatchObject({ fail_streak: 0 });
    doubt.mockRestore();
    await eventually(
      () => bench.row(0),
      ({ fail_streak }) => fail_streak === 1,
    );
  });
});

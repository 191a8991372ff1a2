import { startApp, eventually, type TestApp } from '../support/app';
import { WatchedServers } from '../support/fleet';
import { HistoryBench, HOUR_MS } from '../support/history';
import { MonitorBench } from '../support/monitor';
import { withFailingCommits } from '../support/transactions';
import type { ProbeRecord } from '../../src/history/sample';

const [HEALTHY, WARNING, CRITICAL, UNKNOWN, MAINTENANCE] = [0, 1, 2, 3, 4];
const REFUSED = 2;

const ofToday = (history: HistoryBench, id = '') => history.outcomes(id, Date.now() - HOUR_MS, Date.now() + HOUR_MS);

describe('the samples of a fleet that is probed', () => {
  let amiral: TestApp;
  let servers: WatchedServers;
  let history: HistoryBench;

  beforeAll(async () => {
    amiral = await startApp();
    history = new HistoryBench(amiral);
    servers = await WatchedServers.start(amiral, 8);
  });
  afterAll(async () => {
    await amiral.stop();
    await servers.stop();
  });

  const last = async (n: number) => (await ofToday(history, servers.ids[n])).at(-1);
  const until = (n: number, is: (sample: ProbeRecord) => boolean) =>
    eventually(
      () => last(n),
      (sample) => sample !== undefined && is(sample),
    );

  it('say when, how fast, and what the server counted as, one a probe', async () => {
    await eventually(
      async () => (await ofToday(history, servers.ids[0])).length,
      (samples) => samples >= 3,
    );
    const samples = await ofToday(history, servers.ids[0]);
    expect(new Set(samples.map(({ verdict }) => verdict))).toEqual(new Set([HEALTHY]));
    expect(samples.every(({ responseMs, reason }) => responseMs !== null && responseMs > 0 && reason === null)).toBe(
      true,
    );
    expect(new Set(samples.map(({ at }) => at)).size).toBe(samples.length);
    const stored = new Set(samples.map(({ at }) => at));
    await eventually(
      async () => (await servers.seen())[0]?.lastCheckAt?.getTime() ?? 0,
      (at) => stored.has(at) || at > Math.max(...stored),
    );
  });

  it('tell of a failure with its reason, a warning first, critical from the one on that confirms it', async () => {
    await servers.change(1, 2, { mode: 'refusing' });
    await until(1, ({ verdict }) => verdict === CRITICAL);
    const failed = (await ofToday(history, servers.ids[1])).filter(({ reason }) => reason !== null);
    expect(failed.every(({ reason, responseMs }) => reason === REFUSED && responseMs === null)).toBe(true);
    const verdicts = failed.map(({ verdict }) => verdict);
    expect(verdicts.slice(0, verdicts.indexOf(CRITICAL)).every((verdict) => verdict === WARNING)).toBe(true);
    await servers.change(1, 2, { mode: 'ok' });
    await until(1, ({ verdict }) => verdict === HEALTHY);
  });

  it('tell that people did not count on a server in maintenance, whatever was seen', async () => {
    const set = (lifecycle: string) =>
      amiral.dataSource.query('UPDATE servers SET lifecycle = $2 WHERE id = $1', [servers.ids[2], lifecycle]);
    await set('maintenance');
    await until(2, ({ verdict, reason }) => verdict === MAINTENANCE && reason === null);
    await servers.change(2, 3, { mode: 'refusing' });
    await until(2, ({ verdict, reason }) => verdict === MAINTENANCE && reason === REFUSED);
    await servers.change(2, 3, { mode: 'ok' });
    await set('active');
    await until(2, ({ verdict }) => verdict === HEALTHY);
  });

  it('tell that nothing is known while the monitor suspects itself, and never that all were down', async () => {
    const since = Date.now();
    await servers.change(0, 8, { mode: 'refusing' });
    for (const n of servers.ids.keys()) await until(n, ({ verdict }) => verdict === UNKNOWN);
    for (const id of servers.ids) {
      const verdicts = (await ofToday(history, id)).filter(({ at }) => at > since).map(({ verdict }) => verdict);
      expect(verdicts).not.toContain(CRITICAL);
    }
  });
});

describe('a sample and the counts it belongs to', () => {
  let bench: MonitorBench;
  let history: HistoryBench;

  beforeAll(async () => {
    bench = await MonitorBench.start();
    history = new HistoryBench(bench.amiral);
  });
  beforeEach(() => bench.fresh());
  afterEach(() => jest.restoreAllMocks());
  afterAll(() => bench.stop());

  const samples = async (n: number) => (await ofToday(history, bench.id(n))).map(({ verdict }) => verdict);

  it('are stored together or not at all, without a change of judgement and with one', async () => {
    for (const failures of [1, 3]) {
      await bench.fresh();
      await withFailingCommits(bench.amiral.dataSource, 'probe_samples', async () => {
        bench.fail(0, failures);
        await bench.monitor.flush();
      });
      expect(await bench.row(0)).toMatchObject({ fail_streak: 0 });
      expect(await samples(0)).toEqual([]);
      await bench.monitor.watch();
    }
  });

  it('come once, however often the server is looked at again without a new probe', async () => {
    // A warning at once, so that the next probe changes no judgement.
    bench.fail(0, 1);
    await bench.monitor.flush();
    bench.fail(0, 2);
    await bench.monitor.flush();
    bench.recorder.touch(bench.watched(0));
    await bench.monitor.flush();
    expect(await samples(0)).toEqual([WARNING, WARNING]);
  });

  it('are dropped together when counting has started over', async () => {
    bench.fail(0, 1);
    bench.watched(0).generation -= 1;
    await bench.monitor.flush();
    expect(await samples(0)).toEqual([]);
  });

  it('carry the judgement that panic let stand', async () => {
    for (let n = 0; n < 10; n++) bench.fail(n, 3);
    await bench.monitor.flush();
    expect(await samples(0)).toEqual([UNKNOWN]);
    expect(await bench.row(0)).toMatchObject({ health_status: 'unknown' });
  });
});

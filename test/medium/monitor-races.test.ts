import type { DataSource } from 'typeorm';
import { eventually } from '../support/app';
import { HOUR_MS, MonitorBench } from '../support/monitor';

let bench: MonitorBench;

beforeAll(async () => {
  bench = await MonitorBench.start();
});
beforeEach(() => bench.fresh());
afterEach(() => jest.restoreAllMocks());
afterAll(() => bench.stop());

describe('a server', () => {
  /** The next answer of the database about single servers comes only when it is let go. */
  function holdNextAnswer() {
    let letGo: () => void = () => undefined;
    const gate = new Promise<void>((resolve) => (letGo = resolve));
    const query = bench.amiral.dataSource.query.bind(bench.amiral.dataSource);
    const asked = new Promise<void>((resolve) => {
      const spy = jest.spyOn(bench.amiral.dataSource, 'query');
      spy.mockImplementation(async (...given: Parameters<DataSource['query']>) => {
        const rows: unknown = await query(...given);
        if (!given[0].endsWith('WHERE s.id = ANY($1)')) return rows;
        spy.mockRestore();
        resolve();
        await gate;
        return rows;
      });
    });
    return { asked, letGo };
  }

  it('whose shard was handed over while it was read is not watched', async () => {
    const { shard } = bench.watched(0);
    const { asked, letGo } = holdNextAnswer();
    const reading = bench.fleet.loadServers([bench.id(0)]);
    await asked;
    await bench.shards.release([shard]);
    letGo();
    await reading;
    expect(bench.fleet.get(bench.id(0))).toBeUndefined();
  });

  it('is as the last question found it, even if an earlier answer comes later', async () => {
    const { asked, letGo } = holdNextAnswer();
    const early = bench.fleet.loadServers([bench.id(0)]);
    await asked;
    await bench.other.query(`UPDATE servers SET health_interval_seconds = 1234 WHERE id = $1`, [bench.id(0)]);
    const late = bench.fleet.loadServers([bench.id(0)]);
    // Time enough for the later answer to come first, if it may.
    await Promise.race([late, bench.other.query('SELECT pg_sleep(0.5)')]);
    letGo();
    await Promise.all([early, late]);
    expect(bench.watched(0).intervalMs).toBe(1_234_000);
  });

  it('that is changed while the lease is in doubt is followed when it is renewed', async () => {
    jest.spyOn(bench.shards, 'isTrusted').mockReturnValue(false);
    await bench.amiral.dataSource.query(`UPDATE servers SET health_interval_seconds = 77 WHERE id = $1`, [bench.id(0)]);
    await eventually(
      () => Promise.resolve(bench.fleet.get(bench.id(0))?.intervalMs),
      (ms) => ms === 77_000,
    );
  });

  it('is probed again after a probe that broke', async () => {
    const probe = jest.spyOn(bench.odoo, 'probe');
    probe.mockRejectedValueOnce(new Error('out of order'));
    bench.watched(0).intervalMs = 50;
    bench.fleet.planIn(bench.watched(0), 0);
    await eventually(
      () => Promise.resolve(probe.mock.calls.length),
      (calls) => calls >= 3,
    );
  });

  it('goes on being probed when the time of day is set back by an hour', async () => {
    const probe = jest.spyOn(bench.odoo, 'probe');
    bench.watched(0).intervalMs = 50;
    bench.fleet.planIn(bench.watched(0), 0);
    await eventually(
      () => Promise.resolve(probe.mock.calls.length),
      (calls) => calls >= 2,
    );
    const now = Date.now.bind(Date);
    jest.spyOn(Date, 'now').mockImplementation(() => now() - HOUR_MS);
    probe.mockClear();
    await eventually(
      () => Promise.resolve(probe.mock.calls.length),
      (calls) => calls >= 3,
    );
  });
});

describe('a call by hand to a server that is being probed', () => {
  const timeoutMs = 1_500;

  /** Begins a probe that ends when it is let go, and waits until so much of a call's time is over. */
  async function whileProbed(path: string, ms: number) {
    const probe = jest.spyOn(bench.odoo, 'probe');
    const outcome = await bench.odoo.probe(
      { url: 'http://127.0.0.1:1', tlsCa: null },
      { timeoutMs, known: bench.watched(0).counts },
    );
    let letGo: () => void = () => undefined;
    probe.mockImplementationOnce(() => new Promise((resolve) => (letGo = () => resolve(outcome))));
    probe.mockClear();
    bench.fleet.planIn(bench.watched(0), 0);
    await eventually(
      () => Promise.resolve(probe.mock.calls.length),
      (calls) => calls === 1,
    );
    await bench.amiral.token('admin');
    const asked = performance.now();
    const called = bench.amiral.call('POST', `/servers/${bench.id(0)}/${path}`, { as: 'admin' });
    await eventually(
      () => Promise.resolve(performance.now() - asked),
      (passed) => passed > ms,
    );
    letGo();
    return { answer: await called, probes: probe.mock.calls };
  }

  it('has its own time alone, and what it waited is taken from that', async () => {
    const test = jest.spyOn(bench.odoo, 'testConnection');
    const { answer } = await whileProbed('test-connection', 900);
    expect(answer.status).toBe(200);
    expect(test.mock.calls[0]?.[1].timeoutMs).toBeLessThan(timeoutMs - 500);
  });

  it('takes what the probe has found when that took most of the time', async () => {
    const { answer, probes } = await whileProbed('check-health', 1_200);
    expect([answer.status, probes.length]).toEqual([200, 1]);
    expect(answer.body).toMatchObject({ isOnline: false });
  });

  it('probes by itself when there is time', async () => {
    const { answer, probes } = await whileProbed('check-health', 0);
    expect([answer.status, probes.length]).toEqual([200, 2]);
  });
});

describe('the monitor', () => {
  const lost = new Error('Connection terminated unexpectedly');
  const pause = () => (bench.monitor as unknown as { pause(error: unknown): void }).pause(lost);

  it('does not resume a round that a new pause has overtaken, but the next one', async () => {
    pause();
    const load = bench.fleet.loadShards.bind(bench.fleet);
    const owned = new Promise<boolean>((resolve) => {
      jest.spyOn(bench.fleet, 'loadShards').mockImplementationOnce(async (these) => {
        await load(these);
        pause();
        setImmediate(() => {
          resolve(bench.monitor.owns(bench.id(0)));
        });
      });
    });
    expect(await owned).toBe(false);
    await eventually(() => Promise.resolve(bench.monitor.owns(bench.id(0))), Boolean);
    expect(bench.watched(0).generation).toBe(1);
  });

  it('does not mind nonsense on its channels', async () => {
    for (const channel of ['amiral_call', 'amiral_called', 'amiral_server', 'amiral_panic']) {
      for (const nonsense of ['', 'null', '7', '{', '{"id":1}', '{"id":"x"}', '{"id":"x","serverId":5}', '"x"']) {
        await bench.amiral.dataSource.query('SELECT pg_notify($1, $2)', [channel, nonsense]);
      }
    }
    await bench.amiral.dataSource.query(`UPDATE servers SET health_interval_seconds = 88 WHERE id = $1`, [bench.id(0)]);
    await eventually(
      () => Promise.resolve(bench.fleet.get(bench.id(0))?.intervalMs),
      (ms) => ms === 88_000,
    );
    expect(bench.monitor.owns(bench.id(0))).toBe(true);
  });
});

describe('a fleet that is taken over', () => {
  it('is probed in the order in which it was due', async () => {
    const { fleet, shards, ids, amiral } = bench;
    // Each was due a minute after the one before, the last of them an hour ago.
    await amiral.dataSource.query(
      `UPDATE server_probes SET last_check_at = now() - interval '3 hours' + interval '1 minute' * array_position($1::uuid[], server_id)`,
      [ids],
    );
    fleet.forgetCounts();
    const planned = jest.spyOn(fleet, 'planIn');
    await fleet.loadShards(shards.owned);
    const waits = new Map(planned.mock.calls.map(([{ id }, ms]) => [id, ms ?? Infinity]));
    expect([...waits].sort(([, a], [, b]) => a - b).map(([id]) => id)).toEqual(ids);
    // Twenty at 200 a second.
    expect(Math.max(...waits.values())).toBeCloseTo(95);
  });

  it('is looked at some at a time, and all of it in the end', () => {
    const { fleet, ids } = bench;
    const rounds = [7, 7, 7, 7].map((most) => [...fleet.some(most)].map(({ id }) => id));
    expect(rounds.map(({ length }) => length)).toEqual([7, 7, 6, 7]);
    expect(rounds.slice(0, 3).flat().sort()).toEqual([...ids].sort());
    expect(rounds[3]).toEqual(rounds[0]);
  });
});

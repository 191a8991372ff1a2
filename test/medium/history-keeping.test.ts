import { newId } from '../../src/common/clock';
import { LOCKS } from '../../src/database/locks';
import { startApp, type TestApp } from '../support/app';
import { DAY_MS, HistoryBench, HOUR_MS, MINUTE_MS } from '../support/history';
import { waitingForLocks, withFailingCommits } from '../support/transactions';

let amiral: TestApp;
let history: HistoryBench;

beforeAll(async () => {
  amiral = await startApp();
  history = new HistoryBench(amiral);
});
beforeEach(() => history.forget());
afterAll(() => amiral.stop());

/** Long ago, so that nothing of the real present is in it. */
const DAY = Date.UTC(2026, 0, 10);
const id = newId();
const other = newId();

const all = () => history.outcomes(id, DAY - 30 * DAY_MS, DAY + 30 * DAY_MS);
const count = async (table: string) =>
  Number((await history.query<{ n: string }>(`SELECT count(*) AS n FROM ${table}`))[0]?.n);

describe('the parts of samples', () => {
  it('are there some hours ahead', async () => {
    await history.keepAt(DAY);
    expect(await history.parts('probe_samples')).toEqual(
      [0, 1, 2, 3, 4, 5, 6].map((hour) => `probe_samples_202601100${String(hour)}`),
    );
  });

  it('may be missing: what finds no place goes to the strays, is read from there, and is packed with its hour', async () => {
    await history.fill([id], DAY, DAY + 10 * MINUTE_MS);
    expect(await count('probe_samples_default')).toBe(10);
    const before = await all();
    expect(before).toHaveLength(10);
    // The hour that has strays stays with them; the next ones have their part.
    await history.keepAt(DAY + 10 * MINUTE_MS);
    expect((await history.parts('probe_samples'))[0]).toBe('probe_samples_2026011001');
    await history.fill([id], DAY + 10 * MINUTE_MS, DAY + 20 * MINUTE_MS);
    await history.keepAt(DAY + HOUR_MS + 5 * MINUTE_MS);
    expect(await count('probe_samples_default')).toBe(0);
    expect(await all()).toHaveLength(20);
    expect((await all()).slice(0, 10)).toEqual(before);
  });
});

describe('packing an hour', () => {
  it('loses nothing of it, and drops its part', async () => {
    await history.keepAt(DAY);
    await history.fill([id, other], DAY, DAY + 2 * HOUR_MS, 1_000);
    await history.put(id, [{ at: DAY + 123, responseMs: null, verdict: 2, reason: 4 }]);
    const before = await all();
    expect(before).toHaveLength(7_201);
    await history.keepAt(DAY + HOUR_MS + 5 * MINUTE_MS);
    expect(await history.parts('probe_samples')).not.toContain('probe_samples_2026011000');
    expect(await count('probe_samples')).toBe(7_200);
    expect(await count('probe_hours')).toBe(2);
    expect(await all()).toEqual(before);
  });

  it('waits five minutes for what is still being stored', async () => {
    await history.keepAt(DAY);
    await history.fill([id], DAY, DAY + HOUR_MS);
    await history.keepAt(DAY + HOUR_MS + 5 * MINUTE_MS - 1);
    expect(await count('probe_hours')).toBe(0);
  });

  it('takes what comes later still to the hour it belongs to', async () => {
    await history.keepAt(DAY);
    await history.fill([id], DAY, DAY + HOUR_MS);
    await history.keepAt(DAY + HOUR_MS + 5 * MINUTE_MS);
    await history.put(id, [{ at: DAY + 30_500, verdict: 1, responseMs: 7 }]);
    await history.keepAt(DAY + HOUR_MS + 6 * MINUTE_MS);
    expect(await count('probe_samples')).toBe(0);
    const outcomes = await all();
    expect(outcomes).toHaveLength(61);
    expect(outcomes[1]).toEqual({ at: DAY + 30_500, verdict: 1, responseMs: 7, reason: null });
  });

  it('leaves everything as it was when it is cut off before its end, and does it the next time', async () => {
    await history.keepAt(DAY);
    await history.fill([id], DAY, DAY + HOUR_MS);
    const before = await all();
    await withFailingCommits(amiral.dataSource, 'probe_hours', () => history.keepAt(DAY + HOUR_MS + 5 * MINUTE_MS));
    expect([await count('probe_samples'), await count('probe_hours')]).toEqual([60, 0]);
    await history.keepAt(DAY + HOUR_MS + 6 * MINUTE_MS);
    expect([await count('probe_samples'), await count('probe_hours')]).toEqual([0, 1]);
    expect(await all()).toEqual(before);
  });

  it('gives way to a probe that is being stored, and waits for the next round', async () => {
    await history.keepAt(DAY);
    await history.fill([id], DAY, DAY + HOUR_MS);
    await amiral.dataSource.transaction(async (tx) => {
      await tx.query('INSERT INTO probe_samples VALUES ($1, $2, 1, 0)', [id, new Date(DAY + 1)]);
      await history.keepAt(DAY + HOUR_MS + 5 * MINUTE_MS);
    });
    expect(await count('probe_samples')).toBe(61);
    await history.keepAt(DAY + HOUR_MS + 6 * MINUTE_MS);
    expect([await count('probe_samples'), (await all()).length]).toEqual([0, 61]);
  });

  it('takes along what is stored at the very moment', async () => {
    await history.keepAt(DAY);
    await history.fill([id], DAY, DAY + HOUR_MS);
    const kept = await amiral.dataSource.transaction(async (tx) => {
      await tx.query('INSERT INTO probe_samples VALUES ($1, $2, 1, 0)', [id, new Date(DAY + 1)]);
      const keeping = history.keepAt(DAY + HOUR_MS + 5 * MINUTE_MS);
      await waitingForLocks(amiral.dataSource, 1);
      return { keeping };
    });
    await kept.keeping;
    // Again, in case this machine was too slow for it to get the lock.
    await history.keepAt(DAY + HOUR_MS + 6 * MINUTE_MS);
    expect([await count('probe_samples'), (await all()).length]).toEqual([0, 61]);
  });

  it('is left to the process that is at it', async () => {
    await history.keepAt(DAY);
    await history.fill([id], DAY, DAY + HOUR_MS);
    await amiral.dataSource.transaction(async (tx) => {
      await tx.query('SELECT pg_advisory_xact_lock($1)', [LOCKS.history]);
      await history.keepAt(DAY + HOUR_MS + 5 * MINUTE_MS);
    });
    expect([await count('probe_samples'), await count('probe_hours')]).toEqual([60, 0]);
  });

  it('is done once by two processes at once', async () => {
    const second = await startApp({ beside: amiral });
    const both = [history, new HistoryBench(second)];
    await history.keepAt(DAY);
    await history.fill([id], DAY, DAY + 3 * HOUR_MS);
    const before = await all();
    await Promise.all(both.map((bench) => bench.keepAt(DAY + 4 * HOUR_MS)));
    await history.keepAt(DAY + 4 * HOUR_MS);
    expect([await count('probe_samples'), await count('probe_hours')]).toEqual([0, 3]);
    expect(await all()).toEqual(before);
    await second.stop();
  });
});

import { newId } from '../../src/common/clock';
import { addUp } from '../../src/history/buckets';
import { Rollups } from '../../src/history/rollups.service';
import { enterFleet } from '../support/fleet';
import { startApp, type TestApp } from '../support/app';
import { DAY_MS, HistoryBench, HOUR_MS, MINUTE_MS } from '../support/history';
import { withFailingCommits } from '../support/transactions';

let amiral: TestApp;
let history: HistoryBench;

beforeAll(async () => {
  amiral = await startApp({ health: { intervalMs: MINUTE_MS, timeoutMs: 10_000 } });
  history = new HistoryBench(amiral);
});
beforeEach(() => history.forget());
afterAll(() => amiral.stop());

const DAY = Date.UTC(2026, 0, 10);
const id = newId();

const count = async (table: string) =>
  Number((await history.query<{ n: string }>(`SELECT count(*) AS n FROM ${table}`))[0]?.n);
/** One probe each five minutes is enough where it is not the probes that are looked at. */
const sparsely = (from: number, to: number, ids = [id]) => history.fill(ids, from, to, 5 * MINUTE_MS);

describe('a day', () => {
  it('tells the same on every step after it was rolled up as before', async () => {
    await history.fill([id], DAY - HOUR_MS, DAY + DAY_MS);
    await history.put(id, [
      { at: DAY + 7 * HOUR_MS + 61_000, verdict: 2, reason: 4 },
      { at: DAY + 8 * HOUR_MS + 500, verdict: 4, responseMs: 12_345.6 },
    ]);
    const read = () => Promise.all([300, 3_600, 86_400].map((step) => history.series(id, DAY, DAY + DAY_MS, step)));
    const before = await read();
    await history.keepAt(DAY + DAY_MS + 10 * MINUTE_MS);
    expect(await history.rolledUntil()).toBe(DAY + DAY_MS);
    expect(await read()).toEqual(before);
    expect(before.map((buckets) => buckets.length)).toEqual([288, 24, 1]);
    expect(addUp(before[0] ?? [])).toEqual(before[2]?.[0]);
    expect(before[2]?.[0]).toMatchObject({ count: 1_442, failed: 1, max: 123_456 });
  });

  it('begins with what the last sample of the day before says', async () => {
    await history.put(id, [{ at: DAY - 30_000, verdict: 2, reason: 4 }]);
    await history.keepAt(DAY + DAY_MS + 10 * MINUTE_MS);
    const [day] = await history.series(id, DAY, DAY + DAY_MS, 86_400);
    expect(day).toMatchObject({ count: 0, held: [0, 0, 100_000, 0, 0] });
  });

  it('is weighed by the interval of its server', async () => {
    const [slow = ''] = await enterFleet(amiral, ['http://slow.invalid'], { health_interval_seconds: 3_600 });
    await history.put(slow, [{ at: DAY + HOUR_MS }, { at: DAY + 2 * HOUR_MS }]);
    await history.keepAt(DAY + DAY_MS + 10 * MINUTE_MS);
    const [day] = await history.series(slow, DAY, DAY + DAY_MS, 86_400);
    expect(day?.held[0]).toBe(3 * HOUR_MS + 10_000);
  });

  it('waits ten minutes, and until all of its hours are packed', async () => {
    await sparsely(DAY, DAY + DAY_MS);
    await history.keepAt(DAY + DAY_MS + 10 * MINUTE_MS - 1);
    expect(await history.rolledUntil()).toBeUndefined();
    await history.put(id, [{ at: DAY + 3 * HOUR_MS }]);
    await withFailingCommits(amiral.dataSource, 'probe_hours', () => history.keepAt(DAY + DAY_MS + 10 * MINUTE_MS));
    expect(await history.rolledUntil()).toBeUndefined();
    await history.keepAt(DAY + DAY_MS + 11 * MINUTE_MS);
    expect(await history.rolledUntil()).toBe(DAY + DAY_MS);
  });

  it('is rolled up some servers at a time, and goes on where it was cut off', async () => {
    const ids = Array.from({ length: 120 }, () => newId());
    await history.fill(ids, DAY, DAY + DAY_MS, HOUR_MS);
    await history.query(`
      CREATE FUNCTION stop_at_last() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'cut off'; END $$;
      CREATE TRIGGER stop_at_last BEFORE INSERT ON probe_rollups_86400 FOR EACH ROW
        WHEN (NEW.server_id = '${ids.toSorted().at(-1) ?? ''}') EXECUTE FUNCTION stop_at_last()`);
    await history.keepAt(DAY + DAY_MS + 10 * MINUTE_MS);
    expect(await count('probe_rollups_300')).toBe(100);
    await history.query('DROP TRIGGER stop_at_last ON probe_rollups_86400; DROP FUNCTION stop_at_last');
    await history.keepAt(DAY + DAY_MS + 11 * MINUTE_MS);
    expect([await count('probe_rollups_300'), await count('probe_rollups_86400')]).toEqual([120, 120]);
  });

  it('is rolled up once by two processes at once', async () => {
    const second = await startApp({ beside: amiral });
    const ids = Array.from({ length: 120 }, () => newId());
    await history.fill(ids, DAY, DAY + DAY_MS, HOUR_MS);
    const now = DAY + DAY_MS + 10 * MINUTE_MS;
    await Promise.all([history, new HistoryBench(second)].map((bench) => bench.keepAt(now)));
    await history.keepAt(now);
    expect(await count('probe_rollups_86400')).toBe(120);
    expect(await history.rolledUntil()).toBe(DAY + DAY_MS);
    await second.stop();
  });
});

describe('days away', () => {
  it('are caught up with, those without a probe too', async () => {
    await sparsely(DAY, DAY + 2 * DAY_MS);
    await sparsely(DAY + 6 * DAY_MS, DAY + 7 * DAY_MS);
    const series = () => history.series(id, DAY, DAY + 8 * DAY_MS, 86_400);
    const before = await series();
    await history.keepAt(DAY + 8 * DAY_MS + HOUR_MS);
    expect(await history.rolledUntil()).toBe(DAY + 8 * DAY_MS);
    expect(await series()).toEqual(before);
    expect(before.map((day) => day.count)).toEqual([288, 288, 0, 0, 0, 0, 288, 0]);
  });

  it('cost no step for each day when a clock had been wrong by decades', async () => {
    await history.put(id, [{ at: Date.UTC(1971, 0, 1) }]);
    await sparsely(DAY, DAY + DAY_MS);
    await history.keepAt(DAY + 2 * DAY_MS + HOUR_MS);
    expect(await history.rolledUntil()).toBe(DAY + 2 * DAY_MS);
    expect((await history.series(id, DAY, DAY + DAY_MS, 86_400))[0]?.count).toBe(288);
  });
});

describe('what is too old', () => {
  it('is dropped by the day once it is rolled up, and no sample that is younger than two days', async () => {
    await sparsely(DAY, DAY + 3 * DAY_MS);
    await history.keepAt(DAY + 3 * DAY_MS + 10 * MINUTE_MS - 1);
    expect(await history.parts('probe_hours')).toHaveLength(3);
    await history.keepAt(DAY + 3 * DAY_MS + 10 * MINUTE_MS);
    expect(await history.parts('probe_hours')).toEqual(['probe_hours_20260111', 'probe_hours_20260112']);
    expect(await history.outcomes(id, DAY + DAY_MS, DAY + 3 * DAY_MS)).toHaveLength(576);
  });

  it('stays while it is not rolled up, however old', async () => {
    await sparsely(DAY, DAY + DAY_MS);
    await history.query(`CREATE FUNCTION no_rollup() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'no'; END $$;
      CREATE TRIGGER no_rollup BEFORE INSERT ON probe_rollups_300 FOR EACH ROW EXECUTE FUNCTION no_rollup()`);
    await history.keepAt(DAY + 30 * DAY_MS);
    await amiral.app.get(Rollups, { strict: false }).dropOld(DAY + 30 * DAY_MS);
    await history.query('DROP TRIGGER no_rollup ON probe_rollups_300; DROP FUNCTION no_rollup');
    expect(await history.outcomes(id, DAY, DAY + DAY_MS)).toHaveLength(288);
    await history.keepAt(DAY + 30 * DAY_MS);
    expect(await history.parts('probe_hours')).toEqual([]);
  });

  it('goes step by step: five minutes after 14 days, hours after 180 and the rest of their month, days after three years', async () => {
    await sparsely(DAY, DAY + DAY_MS);
    await history.keepAt(DAY + 2 * DAY_MS);
    const kept = async (days: number) => {
      await history.keepAt(DAY + days * DAY_MS);
      return (await history.parts('probe_rollups')).map((part) => part.replace('probe_rollups_', ''));
    };
    expect(await kept(14)).toEqual(['300_20260110', '3600_202601', '86400_2026']);
    expect(await kept(15)).toEqual(['3600_202601', '86400_2026']);
    expect(await kept(180 + 21)).toEqual(['3600_202601', '86400_2026']);
    expect(await kept(180 + 22)).toEqual(['86400_2026']);
    expect(await kept(3 * 365 + 355)).toEqual(['86400_2026']);
    expect(await kept(3 * 365 + 356)).toEqual([]);
  });
});

describe('a week of fifty servers, probed each minute', () => {
  it('takes less than 100 kB a server: half a gigabyte holds more than five thousand', async () => {
    const ids = Array.from({ length: 50 }, () => newId());
    const before = await size();
    for (let hour = DAY; hour < DAY + 7 * DAY_MS; hour += 6 * HOUR_MS) {
      await history.keepAt(hour + 10 * MINUTE_MS);
      await history.fill(ids, hour, hour + 6 * HOUR_MS);
    }
    await history.keepAt(DAY + 7 * DAY_MS + 10 * MINUTE_MS);
    const [first = ''] = ids;
    expect((await history.series(first, DAY, DAY + 7 * DAY_MS, 86_400)).map((day) => day.count)).toEqual(
      new Array(7).fill(1_440),
    );
    expect(((await size()) - before) / ids.length).toBeLessThan(100_000);
  });
});

/** Bytes of all there is of probes, indexes and all. */
async function size(): Promise<number> {
  const [row] = await history.query<{ bytes: string }>(
    `SELECT sum(pg_total_relation_size(oid)) AS bytes FROM pg_class WHERE relkind = 'r' AND relname LIKE 'probe_%'`,
  );
  return Number(row?.bytes);
}

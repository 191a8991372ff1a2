import { Logger } from '@nestjs/common';
import { QueryFailedError } from 'typeorm';
import type { Counts } from '../../src/health/judge';
import { eventually } from '../support/app';
import { MonitorBench } from '../support/monitor';

let bench: MonitorBench;
let warned: jest.SpyInstance;

beforeAll(async () => {
  bench = await MonitorBench.start();
});
beforeEach(async () => {
  await bench.fresh();
  warned = jest.spyOn(Logger.prototype, 'warn').mockReturnValue();
});
afterEach(() => jest.restoreAllMocks());
afterAll(() => bench.stop());

const found = (n: number, counts: Partial<Counts>) => {
  const server = bench.watched(n);
  const now = Date.now();
  server.counts = { ...server.counts, lastCheckAt: now, lastResultAt: now, responseTimeMs: n + 1, ...counts };
  bench.recorder.touch(server);
};
const stored = async () => {
  const rows = await bench.other.query<{ ms: number | null }[]>(
    `SELECT p.response_time_ms AS ms FROM server_probes p WHERE p.server_id = ANY($1) ORDER BY array_position($1, p.server_id)`,
    [bench.ids],
  );
  return rows.map(({ ms }) => ms);
};
const warnings = () => warned.mock.calls.map(([message]) => String(message));
const refusedSoFar = async () => {
  const { body } = await bench.amiral.call('GET', '//metrics', { as: 'admin' });
  return Number(/^amiral_probe_results_refused_total (\d+)$/m.exec(body as string)?.[1]);
};

/** Every other's result, and null for those. */
const allBut = (...numbers: number[]) => Array.from({ length: 20 }, (_, n) => (numbers.includes(n) ? null : n + 1));

describe('results that the database refuses', () => {
  it.each<[string, Partial<Counts>]>([
    ['text it cannot store', { lastError: 'odoo-error: A null byte \u0000 sits here' }],
    ['a date it does not know', { certificate: { part: 'leaf', startsAt: 0, endsAt: Date.UTC(-5000, 0) } }],
    ['no date at all', { certificate: { part: 'leaf', startsAt: NaN, endsAt: 0 } }],
    ['a number out of range', { slowBits: 1e6 }],
  ])('are given up alone, counted and logged: %s', async (_, nonsense) => {
    const before = await refusedSoFar();
    for (let n = 0; n < 20; n++) found(n, n === 7 ? nonsense : {});
    await bench.monitor.flush();
    expect(await stored()).toEqual(allBut(7));
    expect(bench.monitor.figures().paused).toBe(false);
    expect(await refusedSoFar()).toBe(before + 1);
    expect(warnings()).toEqual([expect.stringMatching(/http:\/\/server-7\.invalid is given up/)]);
    // Its next result is another one.
    found(7, {});
    await bench.monitor.flush();
    expect(await stored()).toEqual(allBut());
  });

  it('keep neither the judgements of others from being stored nor break a rule', async () => {
    await bench.other.query(`ALTER TABLE server_probes ADD CONSTRAINT for_a_test CHECK (odoo_version <> 'forbidden')`);
    try {
      bench.fail(3, 3);
      for (const n of [0, 4, 19]) found(n, { odooVersion: 'forbidden' });
      await bench.monitor.flush();
    } finally {
      await bench.other.query('ALTER TABLE server_probes DROP CONSTRAINT for_a_test');
    }
    expect(await bench.row(3)).toMatchObject({ state: 'offline', health_status: 'critical' });
    expect(warnings()).toEqual([expect.stringMatching(/server-\d+\.invalid \(and of 2 more\) is given up/)]);
    expect(bench.watched(4).counts.odooVersion).toBeNull();
  });

  it('are not those that only could not be stored because the database was lost', async () => {
    const lost = new QueryFailedError('', [], Object.assign(new Error('the server stops'), { code: '57P01' }));
    jest.spyOn(bench.amiral.dataSource.manager, 'query').mockRejectedValue(lost);
    found(7, {});
    await bench.monitor.flush();
    expect(bench.monitor.figures().paused).toBe(true);
    expect(warnings()).toEqual(['The monitor pauses: the server stops']);
  });
});

/** Every statement on the counts fails with this, as one that is cancelled or has to be tried again. */
const raising = (sqlState: string) => `
  CREATE FUNCTION for_a_test() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN RAISE EXCEPTION 'not now' USING ERRCODE = '${sqlState}'; END $$;
  CREATE TRIGGER for_a_test BEFORE UPDATE ON server_probes FOR EACH STATEMENT EXECUTE FUNCTION for_a_test()`;
const RAISING_NO_MORE = 'DROP FUNCTION for_a_test CASCADE';

describe("a refusal that is no result's fault", () => {
  it.each([
    [
      'a right that is missing',
      'REVOKE UPDATE ON server_probes FROM current_user',
      'GRANT UPDATE ON server_probes TO current_user',
    ],
    [
      'a table that is away',
      'ALTER TABLE health_shards RENAME TO elsewhere',
      'ALTER TABLE elsewhere RENAME TO health_shards',
    ],
    ['a transaction to be tried again', raising('40001'), RAISING_NO_MORE],
    ['a statement that was cancelled', raising('57014'), RAISING_NO_MORE],
    ['a lock that others hold', raising('55P03'), RAISING_NO_MORE],
    ['a fault of the server itself', raising('XX000'), RAISING_NO_MORE],
  ])('loses none of them, and pauses nothing: %s', async (_, hinder, mend) => {
    const before = await refusedSoFar();
    await bench.other.query(hinder);
    try {
      for (let n = 0; n < 20; n++) found(n, {});
      await bench.monitor.flush();
      await bench.monitor.flush();
    } finally {
      await bench.other.query(mend);
    }
    expect(bench.monitor.figures().paused).toBe(false);
    expect(warnings()).toEqual([]);
    expect(await refusedSoFar()).toBe(before);
    // By itself, soon.
    expect(await eventually(stored, (all) => !all.includes(null))).toEqual(allBut());
  });

  it('that comes after a result was given up keeps the others, and tells of that one', async () => {
    // Whatever is stored alone, after the bad one made the batch fall apart, is refused for another reason.
    await bench.other.query(`
      CREATE FUNCTION for_a_test() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN IF NEW.response_time_ms = 1 THEN RAISE EXCEPTION 'not now' USING ERRCODE = '40001'; END IF; RETURN NEW; END $$;
      CREATE TRIGGER for_a_test BEFORE UPDATE ON server_probes FOR EACH ROW EXECUTE FUNCTION for_a_test()`);
    try {
      found(7, { lastError: 'odoo-error: \u0000' });
      found(0, {});
      await bench.monitor.flush();
    } finally {
      await bench.other.query(RAISING_NO_MORE);
    }
    expect(warnings()).toEqual([expect.stringMatching(/http:\/\/server-7\.invalid is given up/)]);
    expect((await eventually(stored, ([first]) => first !== null))[0]).toBe(1);
  });
});

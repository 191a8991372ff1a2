import fc from 'fast-check';
import { DataSource } from 'typeorm';
import { dataSourceOptions } from '../../src/database/data-source';
import { countSince, firstUnconfirmedSince } from '../../src/health/panic-count';
import { ENTITIES } from '../../src/schema';
import { createTestDatabase, type TestDatabase } from '../support/database';

/** What is known of one server; times in s. */
interface Known {
  lifecycle: string;
  reachability: string;
  checked: number | null;
  passing: number | null;
  failing: number | null;
  error: string | null;
}

let database: TestDatabase;
let dataSource: DataSource;

beforeAll(async () => {
  database = await createTestDatabase();
  dataSource = await new DataSource(dataSourceOptions(database.url, ENTITIES, [], 2)).initialize();
});
afterAll(async () => {
  await dataSource.destroy();
  await database.drop();
});

const moment = (seconds: number) => new Date(1_800_000_000_000 + seconds * 1_000);

async function enter(fleet: readonly Known[]): Promise<void> {
  await dataSource.query('DELETE FROM servers');
  await dataSource.query(
    `INSERT INTO servers (id, name, code, server_url, lifecycle, reachability)
       SELECT gen_random_uuid(), 's', 's' || n, 'http://s' || n, lifecycle, reachability
         FROM unnest($1::text[], $2::text[]) WITH ORDINALITY AS t (lifecycle, reachability, n)`,
    [fleet.map(({ lifecycle }) => lifecycle), fleet.map(({ reachability }) => reachability)],
  );
  const times = (name: 'checked' | 'passing' | 'failing') =>
    fleet.map(({ [name]: seconds }) => (seconds === null ? null : moment(seconds)));
  await dataSource.query(
    `UPDATE server_probes p SET last_check_at = t.checked, passing_since = t.passing, failing_since = t.failing, last_error = t.error
       FROM unnest($1::timestamptz[], $2::timestamptz[], $3::timestamptz[], $4::text[]) WITH ORDINALITY
              AS t (checked, passing, failing, error, n)
       JOIN servers s ON s.code = 's' || n WHERE p.server_id = s.id`,
    [times('checked'), times('passing'), times('failing'), fleet.map(({ error }) => error)],
  );
}

/** The same in words: who can tell about a moment, and who of them fails. */
function expected(fleet: readonly Known[], since: number) {
  const able = fleet.filter(
    ({ lifecycle, checked, passing, failing }) =>
      lifecycle === 'active' &&
      passing !== null &&
      checked !== null &&
      checked >= since &&
      (failing === null || failing >= since),
  );
  const blind = able.filter(({ error }) => error?.startsWith('no-network:'));
  const failing = able.filter((known) => known.failing !== null || blind.includes(known));
  return { counted: able.length, failing: failing.length, blind: blind.length };
}

const seconds = fc.nat(60);
const known: fc.Arbitrary<Known> = fc.record({
  lifecycle: fc.constantFrom('active', 'active', 'active', 'maintenance', 'disabled'),
  reachability: fc.constantFrom('reachable', 'reachable', 'unreachable'),
  checked: fc.option(seconds, { freq: 8 }),
  passing: fc.option(seconds, { freq: 8 }),
  failing: fc.option(seconds, { freq: 2 }),
  error: fc.constantFrom(null, 'refused: Nothing listens', 'no-network: This machine', 'said no-network: yes'),
});

describe('the count of the fleet', () => {
  it('says for each moment who can tell about it, who of them fails and whom our own faults hide', async () => {
    const moments = fc.uniqueArray(seconds, { minLength: 1, maxLength: 8 }).map((all) => all.sort((a, b) => a - b));
    await fc.assert(
      fc.asyncProperty(fc.array(known, { maxLength: 40 }), moments, async (fleet, all) => {
        await enter(fleet);
        const counted = await countSince(dataSource.manager, all.map(moment));
        expect(counted).toEqual(all.map((since) => expected(fleet, since)));
      }),
      { numRuns: 60 },
    );
  });

  it('finds the first failure that is not confirmed, and none of before, of those offline, or of those never seen', async () => {
    const well: Known = {
      lifecycle: 'active',
      reachability: 'reachable',
      checked: 50,
      passing: 1,
      failing: null,
      error: null,
    };
    await enter([
      well,
      { ...well, failing: 5 },
      { ...well, failing: 11, reachability: 'unreachable' },
      { ...well, failing: 12, passing: null },
      { ...well, failing: 13, lifecycle: 'maintenance' },
      { ...well, failing: 20 },
      { ...well, failing: 30 },
    ]);
    expect(await firstUnconfirmedSince(dataSource.manager, moment(10))).toEqual(moment(20));
    expect(await firstUnconfirmedSince(dataSource.manager, moment(40))).toBeNull();
  });
});

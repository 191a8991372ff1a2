import { DataSource } from 'typeorm';
import { newId } from '../../src/common/clock';
import { dataSourceOptions } from '../../src/database/data-source';
import { type Counts, NOTHING_SEEN } from '../../src/health/judge';
import { type Entry, storeCounts } from '../../src/health/probe-store';
import { Shards } from '../../src/health/shards.service';
import { SHARD_OF, SHARDS, shardOf, type Watched } from '../../src/health/watched';
import { ENTITIES } from '../../src/schema';
import { storedOf } from '../../src/servers/server-probe.entity';
import { LIFECYCLES, REACHABILITIES, stateOf } from '../../src/servers/server.states';
import { createTestDatabase, type TestDatabase } from '../support/database';

let database: TestDatabase;
let dataSource: DataSource;
let one: Shards;
let two: Shards;

beforeAll(async () => {
  database = await createTestDatabase();
  dataSource = await new DataSource(dataSourceOptions(database.url, ENTITIES, [], 10)).initialize();
});
beforeEach(async () => {
  await dataSource.query('UPDATE health_shards SET owner = NULL, lease_until = NULL, epoch = 0');
  await dataSource.query('DELETE FROM health_workers');
  await dataSource.query('DELETE FROM servers');
  one = new Shards(dataSource);
  two = new Shards(dataSource);
});
afterAll(async () => {
  await dataSource.destroy();
  await database.drop();
});

/** Time passes for the leases of a process: they are over, and it is not heard of any more. */
async function letLeasesEnd({ me }: Shards): Promise<void> {
  await dataSource.query(`UPDATE health_shards SET lease_until = now() - interval '1 ms' WHERE owner = $1`, [me]);
  await dataSource.query(`UPDATE health_workers SET seen_until = now() - interval '1 ms' WHERE id = $1`, [me]);
}

/** Both renew, and hand over what is beyond their share, until nothing moves any more. */
async function settle(...all: Shards[]): Promise<void> {
  for (let round = 0; round < 3; round++) {
    for (const shards of all) await shards.release((await shards.renew()).excess);
  }
}

const ownersInDatabase = async () => {
  const rows = await dataSource.query<{ owner: string; shards: number }[]>(
    'SELECT owner, count(*)::integer AS shards FROM health_shards GROUP BY owner',
  );
  return Object.fromEntries(rows.map(({ owner, shards }) => [owner, shards]));
};

const ownsAlone = (shards: readonly Shards[]) =>
  Array.from({ length: SHARDS }, (_, shard) => shards.filter((each) => each.epochOf(shard) !== null).length);

describe('the shards of the fleet', () => {
  it('all go to a process that is alone', async () => {
    expect((await one.renew()).gained).toHaveLength(SHARDS);
    expect(one.owned).toHaveLength(SHARDS);
    expect(await one.renew()).toEqual({ gained: [], lost: [], excess: [] });
  });

  it('are shared evenly, each by one process only, when others come', async () => {
    await one.renew();
    expect(await two.renew()).toEqual({ gained: [], lost: [], excess: [] });
    expect((await one.renew()).excess).toHaveLength(SHARDS / 2);
    const three = new Shards(dataSource);
    await settle(one, two, three);
    const shares = [one, two, three].map((shards) => shards.owned.length);
    expect(Math.max(...shares)).toBe(Math.ceil(SHARDS / 3));
    expect(ownsAlone([one, two, three])).toEqual(Array(SHARDS).fill(1));
  });

  it('stay with their owner while its lease lasts, however silent it is', async () => {
    await one.renew();
    await two.renew();
    expect((await two.renew()).gained).toEqual([]);
  });

  it('go to the others when the lease ends, under a higher epoch', async () => {
    await settle(one, two);
    const epochs = new Map(one.owned.map((shard) => [shard, one.epochOf(shard) ?? 0]));
    await letLeasesEnd(one);
    const { gained } = await two.renew();
    expect(gained.sort()).toEqual([...epochs.keys()].sort());
    expect(two.owned).toHaveLength(SHARDS);
    for (const [shard, epoch] of epochs) expect(two.epochOf(shard)).toBe(epoch + 1);
  });

  it('are known to be lost by a process that comes back after its lease', async () => {
    await settle(one, two);
    const before = [...one.owned];
    await letLeasesEnd(one);
    await two.renew();
    const { lost, gained } = await one.renew();
    expect(lost.sort()).toEqual(before.sort());
    expect(gained).toEqual([]);
    expect(before.map((shard) => one.holds(shard))).not.toContain(true);
  });

  it('are kept under the same epoch by a process that comes back before anybody else has taken them', async () => {
    await one.renew();
    await letLeasesEnd(one);
    expect(await one.renew()).toEqual({ gained: [], lost: [], excess: [] });
    expect(one.epochOf(7)).toBe(1);
  });

  it('are free at once when their owner releases them, and all when it leaves', async () => {
    await one.renew();
    await two.renew();
    await one.release([1, 2, 3]);
    expect((await two.renew()).gained).toEqual([1, 2, 3]);
    expect(one.epochOf(2)).toBeNull();
    await one.leave();
    expect(one.owned).toEqual([]);
    await two.renew();
    expect(await ownersInDatabase()).toEqual({ [two.me]: SHARDS });
    expect(await dataSource.query('SELECT id FROM health_workers')).toEqual([{ id: two.me }]);
  });

  it('are not taken from a new owner by a release that comes late', async () => {
    await settle(one, two);
    const [shard = -1] = one.owned;
    await letLeasesEnd(one);
    await two.renew();
    await one.release([shard]);
    expect((await ownersInDatabase())[two.me]).toBe(SHARDS);
  });

  it('belong to one process each, however many lease at the same time', async () => {
    const many = Array.from({ length: 5 }, () => new Shards(dataSource));
    // The first round opens the connections; from the second on they are really there together.
    for (let round = 0; round < 4; round++) {
      await Promise.all(many.map((shards) => shards.leave()));
      await Promise.all(many.map((shards) => shards.renew()));
      expect(ownsAlone(many)).toEqual(Array(SHARDS).fill(1));
    }
  });
});

describe('a lease', () => {
  afterEach(() => jest.restoreAllMocks());

  it.each(['steady', 'day'] as const)(
    'is not trusted any more 11 s after it was asked for, by the %s clock',
    async (which) => {
      await one.renew();
      expect(one.epochOf(5)).toBe(1);
      const [clock, name] = which === 'day' ? ([Date, 'now'] as const) : ([performance, 'now'] as const);
      const now = clock.now();
      const spy = jest.spyOn(clock as typeof Date, name).mockReturnValue(now + 10_500);
      expect(one.epochOf(5)).toBe(1);
      spy.mockReturnValue(now + 11_001);
      expect(one.epochOf(5)).toBeNull();
      expect(one.holds(5)).toBe(true);
    },
  );
});

describe('the shard and the state of a server', () => {
  it('are the same in the database and in the code', async () => {
    const facts = LIFECYCLES.flatMap((lifecycle) => REACHABILITIES.map((reachability) => [lifecycle, reachability]));
    for (let n = 0; n < 200; n++) {
      const [lifecycle, reachability] = facts[n % facts.length] ?? [];
      const id = newId();
      await dataSource.query(
        `INSERT INTO servers (id, name, code, server_url, lifecycle, reachability) VALUES ($1, 's', $2, $2, $3, $4)`,
        [id, id, lifecycle, reachability],
      );
    }
    const rows = await dataSource.query<
      { id: string; shard: number; lifecycle: never; reachability: never; state: string }[]
    >(`SELECT id, lifecycle, reachability, state, ${SHARD_OF} AS shard FROM servers s`);
    expect(rows).toHaveLength(200);
    for (const { id, shard, lifecycle, reachability, state } of rows) {
      expect(shard).toBe(shardOf(id));
      expect(state).toBe(stateOf(lifecycle, reachability));
    }
    expect(new Set(rows.map(({ state }) => state)).size).toBe(5);
  });
});

describe('results', () => {
  let id: string;

  beforeEach(async () => {
    id = newId();
    await dataSource.query(`INSERT INTO servers (id, name, code, server_url) VALUES ($1, 's', 's', 'http://s')`, [id]);
    await one.renew();
  });

  const entry = (counts: Partial<Counts> = {}, { generation = 1, epoch = one.epochOf(shardOf(id)) ?? 0 } = {}) =>
    ({
      server: { id, shard: shardOf(id), generation } as Watched,
      counts: { ...NOTHING_SEEN, ...counts },
      epoch,
    }) as Entry;
  const stored = async () =>
    (await dataSource.query<Record<string, unknown>[]>('SELECT * FROM server_probes WHERE server_id = $1', [id]))[0];

  it('are stored as they were counted', async () => {
    const counts: Counts = {
      lastCheckAt: 1_700_000_000_123,
      lastResultAt: 1_700_000_000_122,
      isOnline: true,
      responseTimeMs: 12.3,
      odooVersion: '16.0',
      lastError: 'refused: "no" \\ é',
      failStreak: 1,
      passStreak: 2,
      databaseFailStreak: 3,
      slowBits: 31,
      databaseProven: true,
      certificate: { part: 'intermediate', startsAt: 1_690_000_000_000, endsAt: 1_800_000_000_000 },
      passingSince: 1_600_000_000_000,
      failingSince: 1_650_000_000_000,
    };
    expect(await storeCounts(dataSource.manager, one.me, [entry(counts)], false)).toEqual(new Set([id]));
    const { certificate, ...columns } = counts;
    for (const [field, value] of Object.entries({ ...columns, ...storedOf(certificate) })) {
      const column = field.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
      expect((await stored())?.[column]).toEqual(/(At|Since)$/.test(field) ? new Date(value as number) : value);
    }
  });

  it('are dropped when another process has taken the shard since', async () => {
    const late = entry({ failStreak: 3 });
    await letLeasesEnd(one);
    await two.renew();
    expect(await storeCounts(dataSource.manager, one.me, [late], false)).toEqual(new Set());
    expect(await stored()).toMatchObject({ fail_streak: 0 });
  });

  it('are dropped when they are of an older lease of the same process', async () => {
    const late = entry({ failStreak: 3 });
    await one.leave();
    await one.renew();
    expect(await storeCounts(dataSource.manager, one.me, [late], false)).toEqual(new Set());
    expect(await storeCounts(dataSource.manager, one.me, [entry({ failStreak: 1 })], false)).toEqual(new Set([id]));
  });

  it('are dropped when counting has started over since', async () => {
    await dataSource.query('UPDATE server_probes SET generation = 2');
    expect(await storeCounts(dataSource.manager, one.me, [entry({ failStreak: 3 })], false)).toEqual(new Set());
    const fresh = entry({ failStreak: 1 }, { generation: 2 });
    expect(await storeCounts(dataSource.manager, one.me, [fresh], false)).toEqual(new Set([id]));
  });
});

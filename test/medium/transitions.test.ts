import { Client } from 'pg';
import { DataSource } from 'typeorm';
import { newId } from '../../src/common/clock';
import { dataSourceOptions } from '../../src/database/data-source';
import { ENTITIES } from '../../src/schema';
import { createTestDatabase, type TestDatabase } from '../support/database';

describe('what the database notes of a server by itself', () => {
  let database: TestDatabase;
  let dataSource: DataSource;
  let ear: Client;
  let heard: string[] = [];

  beforeAll(async () => {
    database = await createTestDatabase();
    dataSource = await new DataSource(dataSourceOptions(database.url, ENTITIES, [], 4)).initialize();
    ear = new Client({ connectionString: database.url });
    await ear.connect();
    ear.on('notification', ({ payload }) => heard.push(payload ?? ''));
    await ear.query('LISTEN amiral_change');
  });
  afterAll(async () => {
    await ear.end();
    await dataSource.destroy();
    await database.drop();
  });
  beforeEach(async () => {
    await dataSource.query('DELETE FROM servers');
    await dataSource.query('TRUNCATE server_transitions, changes');
    await ear.query('SELECT 1');
    heard = [];
  });

  const enter = async () => {
    const id = newId();
    const columns = 'id, name, code, server_url, lifecycle, reachability, health_status';
    await dataSource.query(
      `INSERT INTO servers (${columns}) VALUES ($1, 'a', $2, $3, 'active', 'reachable', 'healthy')`,
      [id, `s-${id}`, `http://${id}`],
    );
    return id;
  };
  const set = (id: string, change: string) => dataSource.query(`UPDATE servers SET ${change} WHERE id = $1`, [id]);
  const transitions = (id: string) =>
    dataSource.query<Record<string, unknown>[]>(
      `SELECT state_before, state, health_before, health FROM server_transitions WHERE server_id = $1 ORDER BY id`,
      [id],
    );
  const changes = async () => (await dataSource.query<unknown[]>('SELECT kind FROM changes')).length;
  /** All that was told until now: an answer comes after the notifications before it. */
  const told = async () => {
    await ear.query('SELECT 1');
    return heard;
  };

  it('is each change of state or health from its entry to its deletion, which it outlives', async () => {
    const id = await enter();
    await set(id, `reachability = 'unreachable', health_status = 'critical'`);
    await set(id, `health_status = 'critical'`);
    await set(id, `lifecycle = 'maintenance'`);
    await dataSource.query('DELETE FROM servers WHERE id = $1', [id]);
    expect(await transitions(id)).toEqual([
      { state_before: null, state: 'active', health_before: null, health: 'healthy' },
      { state_before: 'active', state: 'offline', health_before: 'healthy', health: 'critical' },
      { state_before: 'offline', state: 'maintenance', health_before: 'critical', health: 'critical' },
      { state_before: 'maintenance', state: null, health_before: 'critical', health: null },
    ]);
  });

  it('is undone with the change it tells', async () => {
    const id = await enter();
    const runner = dataSource.createQueryRunner();
    await runner.startTransaction();
    await runner.query(`UPDATE servers SET health_status = 'warning' WHERE id = $1`, [id]);
    await runner.rollbackTransaction();
    await runner.release();
    expect(await transitions(id)).toHaveLength(1);
    expect(await told()).toEqual([`server:${id}`]);
  });

  it.each([
    [`version = version + 1, name = 'b'`, true],
    [`instance_count = instance_count + 1`, true],
    [`health_status = 'warning'`, true],
    [`cordoned = true`, true],
    [`sequence = sequence + 1`, false],
    [`updated_at = now()`, false],
  ])('tells those who follow live of a change that means something: %s', async (change, tells) => {
    const id = await enter();
    const before = { changes: await changes(), told: (await told()).length };
    await set(id, change);
    const added = tells ? 1 : 0;
    expect(await changes()).toBe(before.changes + added);
    expect(await told()).toHaveLength(before.told + added);
  });
});

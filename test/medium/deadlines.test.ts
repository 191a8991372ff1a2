import type { Pool } from 'pg';
import { DataSource } from 'typeorm';
import { isDatabaseLost } from '../../src/common/lost-database';
import { dataSourceOptions } from '../../src/database/data-source';
import { giveTime } from '../../src/database/deadlines';
import { eventually } from '../support/app';
import { createTestDatabase, type TestDatabase } from '../support/database';
import { type Gate, startGate } from '../support/gate';
import { ask } from '../support/test-cluster';

const SILENT_MS = 300;

describe('a statement', () => {
  let database: TestDatabase;
  let gate: Gate;
  let dataSource: DataSource;

  beforeAll(async () => {
    database = await createTestDatabase();
    gate = await startGate(database.url);
  });
  beforeEach(async () => {
    const options = dataSourceOptions(gate.url, [], [], 1);
    dataSource = await new DataSource({
      ...options,
      extra: { ...options.extra, query_timeout: SILENT_MS },
    }).initialize();
  });
  afterEach(() => dataSource.destroy());
  afterAll(async () => {
    await gate.shut();
    await database.drop();
  });

  const pool = () => (dataSource.driver as unknown as { master: Pool }).master;
  const failureOf = (work: Promise<unknown>) =>
    work.then(
      () => null,
      (error: unknown) => error,
    );

  it.each<[string, () => Promise<unknown>]>([
    ['by itself', () => dataSource.query('SELECT 1')],
    ['in a transaction', () => dataSource.transaction((tx) => tx.query('SELECT 1'))],
    ['on the pool itself', () => pool().query('SELECT 1')],
  ])('%s is given up on a server that is silent, and nobody else gets its connection', async (_, work) => {
    await work();
    gate.forget();
    expect(isDatabaseLost(await failureOf(work()))).toBe(true);
    expect(await failureOf(work())).toBeNull();
    expect(pool().totalCount).toBe(1);
  });

  it('that is known to be long is given its time, and the next one the usual time again', async () => {
    const long = () => dataSource.transaction((tx) => giveTime(tx, 2_000, () => tx.query('SELECT pg_sleep(0.6)')));
    expect(await failureOf(long())).toBeNull();
    expect(isDatabaseLost(await failureOf(dataSource.query('SELECT pg_sleep(0.6)')))).toBe(true);
  });

  it('after the connection was lost between two of a transaction is a loss of the database', async () => {
    const between = dataSource.transaction(async (tx) => {
      const [session] = await tx.query<{ pid: number }[]>('SELECT pg_backend_pid() AS pid');
      await ask(database.url, 'SELECT pg_terminate_backend($1)', [session?.pid]);
      await eventually(
        () => Promise.resolve(tx.queryRunner?.isReleased),
        (released) => released === true,
      );
      await tx.query('SELECT 1');
    });
    const failure = await failureOf(between);
    expect((failure as Error).message).toContain('released');
    expect(isDatabaseLost(failure)).toBe(true);
  });
});

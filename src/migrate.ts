import { DataSource } from 'typeorm';
import { dataSourceOptions } from './database/data-source';
import { limitsFor, STATEMENT_MS } from './database/deadlines';
import { LOCKS } from './database/locks';
import { ENTITIES, MIGRATIONS } from './schema';

/**
 * Brings the schema of the database at `url` up to date.
 * @throws Error when a migration fails; it has then changed nothing
 */
export async function migrate(url: string): Promise<void> {
  await underSetupLock(url, (dataSource) => dataSource.runMigrations());
}

/** Does work on the database at `url` alone: others that start meanwhile wait. */
export async function underSetupLock<T>(url: string, work: (dataSource: DataSource) => Promise<T>): Promise<T> {
  const options = dataSourceOptions(url, ENTITIES, MIGRATIONS, 2);
  // Waiting for the others may take as long as their migrations do.
  const extra = { ...options.extra, ...limitsFor(STATEMENT_MS.whole), lock_timeout: STATEMENT_MS.whole };
  const dataSource = await new DataSource({ ...options, extra }).initialize();
  const lock = dataSource.createQueryRunner();
  try {
    await lock.query('SELECT pg_advisory_lock($1)', [LOCKS.setup]);
    return await work(dataSource);
  } finally {
    await lock.query('SELECT pg_advisory_unlock($1)', [LOCKS.setup]).catch(() => undefined);
    await lock.release();
    await dataSource.destroy();
  }
}

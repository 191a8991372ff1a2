import { DataSource } from 'typeorm';
import { dataSourceOptions } from './database/data-source';
import { ENTITIES, MIGRATIONS } from './schema';

/** Held while the schema is brought up to date and seeded, so that two processes may start at once. */
const SETUP_LOCK = 7_000;

/**
 * Brings the schema of the database at `url` up to date, and lets `then` seed it, alone: others that start meanwhile wait.
 * @throws Error when a migration fails; it has then changed nothing
 */
export async function migrate(
  url: string,
  then: (dataSource: DataSource) => Promise<void> = () => Promise.resolve(),
): Promise<void> {
  const options = dataSourceOptions(url, ENTITIES, MIGRATIONS, 2);
  const dataSource = await new DataSource({ ...options, extra: { keepAlive: true } }).initialize();
  const lock = dataSource.createQueryRunner();
  try {
    await lock.query('SELECT pg_advisory_lock($1)', [SETUP_LOCK]);
    await dataSource.runMigrations();
    await then(dataSource);
  } finally {
    await lock.query('SELECT pg_advisory_unlock($1)', [SETUP_LOCK]).catch(() => undefined);
    await lock.release();
    await dataSource.destroy();
  }
}

import type { DataSourceOptions } from 'typeorm';
import { closeWhenSilent, limitsFor, STATEMENT_MS } from './deadlines';
import { SnakeNaming } from './naming';

type Entities = Exclude<DataSourceOptions['entities'], undefined>;
type Migrations = Exclude<DataSourceOptions['migrations'], undefined>;

/**
 * How Amiral speaks to PostgreSQL. A statement that takes over 30 s, or a lock over 10 s, is given up: whoever asked has gone.
 * @param url PostgreSQL address; @param poolSize connections at the most
 */
export function dataSourceOptions(url: string, entities: Entities, migrations: Migrations, poolSize = 20) {
  return {
    type: 'postgres',
    url,
    entities,
    migrations,
    migrationsTransactionMode: 'each',
    namingStrategy: new SnakeNaming(),
    uuidExtension: 'pgcrypto',
    installExtensions: false,
    synchronize: false,
    poolSize,
    applicationName: 'amiral',
    extra: {
      connectionTimeoutMillis: 10_000,
      ...limitsFor(STATEMENT_MS.usual),
      onConnect: closeWhenSilent,
      lock_timeout: 10_000,
      idle_in_transaction_session_timeout: 60_000,
      keepAlive: true,
    },
  } satisfies DataSourceOptions;
}

import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { readConfig } from '../../src/common/config';
import { startEmbedded } from '../../src/database/embedded/start';
import { migrate, underSetupLock } from '../../src/migrate';
import { seed } from '../../src/seed';

export const ADMIN = { email: 'admin@localhost', password: 'bench-bench-bench' };

/** A PostgreSQL for the bench, as durable as in earnest, and a fresh database for each part. */
export interface BenchDatabase {
  fresh(
    name: string,
  ): Promise<{ env: Record<string, string>; run: (sql: string, values?: unknown[]) => Promise<void> }>;
  stop(): Promise<void>;
}

export async function startDatabase(): Promise<BenchDatabase> {
  const dataDir = await mkdtemp(join(tmpdir(), 'amiral-bench-'));
  const postgres = await startEmbedded({ dataDir });
  const key = randomBytes(32).toString('base64');
  const fresh = async (name: string) => {
    await query(postgres.adminUrl, `CREATE DATABASE ${name} OWNER amiral`);
    const url = postgres.url.replace(/\/[^/]+$/, `/${name}`);
    const config = readConfig({ ADMIN_PASSWORD: ADMIN.password });
    await migrate(url);
    await underSetupLock(url, (dataSource) => seed(dataSource, config));
    const env = { DATABASE_URL: url, SECRET_KEYS: key };
    return { env, run: (sql: string, values?: unknown[]) => query(url, sql, values) };
  };
  const stop = async () => {
    await postgres.stop();
    await rm(dataDir, { recursive: true, force: true });
  };
  return { fresh, stop };
}

async function query(url: string, sql: string, values: unknown[] = []): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  await client.query(sql, values).finally(() => client.end());
}

/**
 * SQL that enters `$1` active, healthy servers of `$2` slots, with addresses below the prefix `$3`, as if by people. Ids end in a
 * random byte, as UUIDv7 do: the shard of a server hangs on it.
 */
export const ENTER_SERVERS = `WITH entered AS (
  INSERT INTO servers (id, name, code, server_url, max_instances, lifecycle, reachability, health_status, instance_count)
  SELECT gen_random_uuid(), 'Server ' || n, 's-' || n, $3 || n, $2::integer, 'active', 'reachable', 'healthy', n % ($2::integer / 2 + 1)
    FROM generate_series(1, $1::integer) AS n
  RETURNING id)
SELECT count(*) FROM entered`;

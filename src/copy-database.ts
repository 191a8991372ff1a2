import 'reflect-metadata';
import { Client } from 'pg';
import { readConfig } from './common/config';
import { copyRows } from './database/copy';
import { limitsFor, STATEMENT_MS } from './database/deadlines';
import { embeddedFolder } from './database/embedded/backup';
import { knownKeys } from './database/key-file';
import { migrate, underSetupLock } from './migrate';
import { openDatabase } from './running';

/**
 * Copies everything from one database to another, which has to be empty or to have been given its tables and nothing else. Whoever
 * starts Amiral on it meanwhile waits.
 * @throws Error that says what to do, when the target is in use or the source is of another version; the target then holds no rows
 */
export async function copyDatabase(sourceUrl: string, targetUrl: string, say: (line: string) => void): Promise<void> {
  await connected(targetUrl, refuseUsed);
  await migrate(targetUrl);
  await underSetupLock(targetUrl, () =>
    connected(targetUrl, (target) =>
      connected(sourceUrl, async (source) => {
        await refuseUsed(target);
        await refuseOtherVersion(source, target);
        await copyRows(source, target, { onlyGrows: 'journal', say });
      }),
    ),
  );
}

/** Whatever is open when it ends is rolled back. */
async function connected<T>(connectionString: string, work: (client: Client) => Promise<T>): Promise<T> {
  // No limit of our own beside the server's: what reads a copy never tells that limit that it has ended.
  const { statement_timeout } = limitsFor(STATEMENT_MS.whole);
  const client = new Client({ connectionString, statement_timeout, connectionTimeoutMillis: 10_000, keepAlive: true });
  // Lost while it waits: the next statement says so.
  client.on('error', () => undefined);
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

/** Whatever has been done in a database of Amiral's stands in its journal. */
async function refuseUsed(target: Client): Promise<void> {
  const { rows } = await target.query<{ ours: boolean; empty: boolean }>(
    `SELECT to_regclass('journal') IS NOT NULL AS ours, NOT EXISTS (SELECT FROM pg_tables WHERE schemaname = current_schema()) AS empty`,
  );
  const isUsed = rows[0]?.ours
    ? (await target.query('SELECT FROM journal UNION ALL SELECT FROM users LIMIT 1')).rowCount !== 0
    : !rows[0]?.empty;
  if (isUsed) throw new Error('the database of DATABASE_URL is in use: name an empty one');
}

async function refuseOtherVersion(source: Client, target: Client): Promise<void> {
  const made = (client: Client) => client.query<{ name: string }>('SELECT name FROM migrations ORDER BY name');
  const [there, here] = [await made(source), await made(target)];
  if (JSON.stringify(there.rows) === JSON.stringify(here.rows)) return;
  throw new Error(
    'the embedded database is of another version of Amiral: copy it with that one, or start this one on it',
  );
}

/** Without them what is sealed in the copy would stay shut. */
async function refuseMissingKeys(dataDir: string, given: readonly string[]): Promise<void> {
  const keys = (await knownKeys(dataDir)) ?? [];
  if (keys.every((key) => given.includes(key))) return;
  throw new Error(
    `SECRET_KEYS lacks keys that stand in secret.keys of ${dataDir}: stored passwords are sealed under them`,
  );
}

async function main(): Promise<void> {
  const config = readConfig();
  const say = (line: string) => process.stdout.write(`${line}\n`);
  const { databaseUrl, dataDir, secretKeys } = config;
  if (databaseUrl === null) throw new Error('DATABASE_URL says where to: set it, and SECRET_KEYS, as for the start');
  await embeddedFolder(dataDir);
  await refuseMissingKeys(dataDir, secretKeys ?? []);
  const source = await openDatabase({ ...config, databaseUrl: null }, say);
  try {
    await copyDatabase(source.url, databaseUrl, say);
  } finally {
    await source.stop();
  }
  say(`All of it has been copied; ${dataDir} is as it was.`);
  if (source.isShared) say('Amiral still runs on it: what it does from now on is not in the copy.');
}

if (require.main === module) {
  main().catch((error: unknown) => {
    process.stderr.write(`database:copy: ${(error as Error).message}\n`);
    process.exitCode = 1;
  });
}

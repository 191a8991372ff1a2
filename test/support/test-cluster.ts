import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { startEmbedded } from '../../src/database/embedded/start';

/** The server one run of the tests works on. */
export interface TestCluster {
  /** Ends with what this run may create and drop databases on. */
  url: string;
  /** Begins the name of every database this run makes, so that runs sharing a server keep apart. */
  prefix: string;
  stop(): Promise<void>;
}

/**
 * Waits for its input to end, which happens however the test run ends, kill -9 included; then ends the server at once and removes
 * its folder. A normal end has stopped the server and ends this program first.
 */
const WATCH = `
cat > /dev/null
pid=$(head -n 1 "$1/postgres/postmaster.pid" 2> /dev/null)
if [ -n "$pid" ]; then
  kill -QUIT "$pid"
  for try in 1 2 3 4 5 6 7 8 9 10; do kill -0 "$pid" 2> /dev/null || break; sleep 0.5; done
fi
rm -rf "$1"
`;

/**
 * The server for this run: the one at `givenUrl`, otherwise an embedded one in the system's temporary folder.
 * @param givenUrl a role on it that may create databases, or undefined
 */
export async function openTestCluster(givenUrl: string | undefined): Promise<TestCluster> {
  const prefix = `amiral_test_${randomBytes(4).toString('hex')}`;
  if (givenUrl) return { url: givenUrl, prefix, stop: () => dropDatabases(givenUrl, prefix) };
  const dataDir = await mkdtemp(join(tmpdir(), 'amiral-test-'));
  const watch = watchOver(dataDir);
  const postgres = await startEmbedded({ dataDir, durable: false }).catch((error: unknown) => {
    watch.stdin?.end();
    throw error;
  });
  // Tests work as the application's role, so that what needs a superuser fails here and not at a customer's.
  await ask(postgres.adminUrl, 'ALTER ROLE amiral CREATEDB');
  const stop = async () => {
    await postgres.stop();
    watch.kill('SIGKILL');
    await rm(dataDir, { recursive: true, force: true });
  };
  return { url: postgres.url, prefix, stop };
}

/**
 * Runs one statement on a connection of its own.
 * @returns the rows
 */
export async function ask(url: string, statement: string, values: unknown[] = []): Promise<Record<string, string>[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Record<string, string>>(statement, values)).rows;
  } finally {
    await client.end();
  }
}

function watchOver(dataDir: string): ChildProcess {
  // In a session of its own: Ctrl-C is meant for the tests, and what it leaves behind is this program's work.
  const watch = spawn('/bin/sh', ['-c', WATCH, 'sh', dataDir], { detached: true, stdio: ['pipe', 'ignore', 'ignore'] });
  watch.unref();
  // A pipe, though typed as a stream: it must not keep the run from ending.
  (watch.stdin as unknown as { unref(): void }).unref();
  return watch;
}

async function dropDatabases(url: string, prefix: string): Promise<void> {
  const rows = await ask(url, 'SELECT datname FROM pg_database WHERE starts_with(datname, $1)', [prefix]);
  for (const { datname } of rows) await ask(url, `DROP DATABASE IF EXISTS "${datname}" WITH (FORCE)`);
}

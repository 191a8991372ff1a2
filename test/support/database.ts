import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { DatabaseError } from 'pg';
import { ask } from './test-cluster';

/** A migrated, empty database for one test file. */
export interface TestDatabase {
  url: string;
  /** Ends its sessions and removes it. */
  drop(): Promise<void>;
}

/** SQLSTATE object_in_use: "source database is being accessed by other users". */
const IN_USE = '55006';
/** SQLSTATE insufficient_privilege. */
const NOT_OURS = '42501';
const DEADLINE_MS = 30_000;
const RETRY_MS = 50;

/**
 * Copies the run's template database, or what was kept under another name.
 * @throws Error when the global setup did not run or could not migrate the template, or DatabaseError when the copy cannot be made
 */
export async function createTestDatabase(template = 'template'): Promise<TestDatabase> {
  const { server, prefix } = testServer();
  const failure = process.env['AMIRAL_TEST_TEMPLATE_ERROR'];
  if (failure) throw new Error(`the template database could not be made: ${failure}`);
  const name = `${prefix}_${randomBytes(6).toString('hex')}`;
  await patiently(IN_USE, () => ask(server, `CREATE DATABASE "${name}" TEMPLATE "${prefix}_${template}"`));
  const address = new URL(server);
  address.pathname = `/${name}`;
  // Autovacuum's workers are the superuser's: they cannot be ended, and are soon done.
  const drop = () => patiently(NOT_OURS, () => ask(server, `DROP DATABASE IF EXISTS "${name}" WITH (FORCE)`));
  return { url: address.href, drop };
}

/** Keeps a database that nobody uses any more as what `createTestDatabase(template)` copies, until the run ends. */
export async function keepAsTemplate({ url }: TestDatabase, template: string): Promise<void> {
  const { server, prefix } = testServer();
  const kept = `${prefix}_${template}`;
  await patiently(IN_USE, () => ask(server, `ALTER DATABASE "${new URL(url).pathname.slice(1)}" RENAME TO "${kept}"`));
  // With nobody able to connect, copying it never meets a session on it.
  await ask(server, `ALTER DATABASE "${kept}" ALLOW_CONNECTIONS false`);
}

function testServer(): { server: string; prefix: string } {
  const server = process.env['AMIRAL_TEST_DATABASE_URL'];
  const prefix = process.env['AMIRAL_TEST_PREFIX'];
  if (!server || !prefix) throw new Error('no test server: this Jest project must name test/support/global-setup.ts');
  return { server, prefix };
}

/** Tries again for a while what fails with this SQLSTATE. */
async function patiently(code: string, statement: () => Promise<unknown>): Promise<void> {
  const deadline = performance.now() + DEADLINE_MS;
  for (;;) {
    try {
      await statement();
      return;
    } catch (error) {
      const mayPass = error instanceof DatabaseError && error.code === code;
      if (!mayPass || performance.now() > deadline) throw error;
      await sleep(RETRY_MS);
    }
  }
}

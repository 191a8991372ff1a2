import { type TestCluster, ask, openTestCluster } from './test-cluster';

/** Where teardown finds what setup made: Jest loads both in one process, yet as modules apart. */
export type WithCluster = typeof globalThis & { amiralTestCluster?: TestCluster };

/**
 * Before all tests of a run: one PostgreSQL with one migrated template database, told to the workers through the environment.
 * Uses TEST_DATABASE_URL or DATABASE_URL where one is set (its role must be allowed to create databases) and starts nothing then.
 */
export default async function globalSetup(): Promise<void> {
  const shared = globalThis as WithCluster;
  if (shared.amiralTestCluster) return;
  const cluster = await openTestCluster(process.env['TEST_DATABASE_URL'] || process.env['DATABASE_URL']);
  shared.amiralTestCluster = cluster;
  process.env['AMIRAL_TEST_DATABASE_URL'] = cluster.url;
  process.env['AMIRAL_TEST_PREFIX'] = cluster.prefix;
  await makeTemplate(cluster).catch((error: unknown) => {
    process.env['AMIRAL_TEST_TEMPLATE_ERROR'] = (error as Error).stack ?? String(error);
  });
}

/** When it fails, tests that need no template still run, and the others say why they cannot. */
async function makeTemplate({ url, prefix }: TestCluster): Promise<void> {
  const template = `${prefix}_template`;
  await ask(url, `CREATE DATABASE "${template}"`);
  const address = new URL(url);
  address.pathname = `/${template}`;
  // Required here, not imported above: a fault in the schema's code is the template's failure, not the whole run's.
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- import() would want the compiled file
  const { migrate } = require('../../src/migrate') as typeof import('../../src/migrate');
  await migrate(address.href);
  // With nobody able to connect, copying it never meets a session on it.
  await ask(url, `ALTER DATABASE "${template}" ALLOW_CONNECTIONS false`);
}

import { randomBytes } from 'node:crypto';
import { resolve } from 'node:path';
import { enterFleet } from '../demo/enter-fleet';
import { DEMO_FLEET, furnish } from '../demo/fleet';
import { type Fleet, startFleet } from '../odoo-simulator/fleet';
import { createTestDatabase, keepAsTemplate, type TestDatabase } from '../support/database';
import { type Gate, startGate } from '../support/gate';
import { type AmiralProcess, startProcess } from '../support/process';
import { eventually, PASSWORD, startApp, type TestApp } from '../support/app';
import { ask } from '../support/test-cluster';

export const ACCOUNTS = { admin: 'admin@example.com', manager: 'lea@example.com', user: 'tom@example.com' };

/** The database in which the demo's fleet has been entered: made once a run, because entering it takes longer than a test. */
const TEMPLATE = 'fleet';
/** Where the run's tests find the key under which the fleet's passwords are sealed in it. */
const KEY = 'AMIRAL_TEST_FLEET_KEY';

/** Amiral with the console that was built, over the demo's fleet, after the monitor has found those that fail. */
export interface Product {
  amiral: TestApp;
  url: string;
  stop(): Promise<void>;
}

export async function startProduct(): Promise<Product> {
  const { fleet, database } = await copyFleet();
  const amiral = await startOn(database);
  const stop = async () => {
    // Both at once: a probe that waits for a slow server ends with it.
    await Promise.all([amiral.stop(), fleet.stop()]);
  };
  return { amiral, url: amiral.url, stop };
}

/** Enters the fleet as people would, waits until the monitor has judged it, and keeps the database for the tests of this run. */
export async function keepFleet(): Promise<void> {
  process.env[KEY] = randomBytes(32).toString('base64');
  const database = await createTestDatabase();
  const fleet = await startDemoFleet();
  const amiral = await startOn({ ...database, drop: () => Promise.resolve() });
  const { url } = amiral;
  const plan = { name: 'Business', code: 'business', priceMonthly: 29.9 };
  await amiral.call('POST', '/plans', { as: 'admin', body: plan });
  await enterFleet({ url, urls: fleet.urls, accounts: ACCOUNTS, password: PASSWORD, say: () => undefined });
  await turn(fleet);
  const judged = async (health: string) =>
    (await amiral.call('GET', `/servers?healthStatus=${health}`, { as: 'admin' })).body.total as number;
  await eventually(
    async () => [await judged('critical'), await judged('warning')],
    ([critical, warning]) => critical === 2 && warning === 1,
  );
  await amiral.stop();
  await fleet.stop();
  await keepAsTemplate(database, TEMPLATE);
}

/** A fleet like the one that was kept, as it has turned out, and a database that knows where it is. */
async function copyFleet(): Promise<{ fleet: Fleet; database: TestDatabase }> {
  const [fleet, database] = await Promise.all([startDemoFleet(), createTestDatabase(TEMPLATE)]);
  await turn(fleet);
  // One of today's ports may have been another server's when the fleet was kept.
  await ask(database.url, "UPDATE servers SET server_url = 'http://127.0.0.1:9/' || code");
  for (const [index, { code }] of DEMO_FLEET.entries()) {
    await ask(database.url, 'UPDATE servers SET server_url = $1 WHERE code = $2', [fleet.urls[index], code]);
  }
  return { fleet, database };
}

/** @throws Error when the run's setup has not kept a fleet */
function fleetKey(): string {
  const key = process.env[KEY];
  if (key === undefined) throw new Error('no fleet was kept: this Jest project must name test/browser/setup.ts');
  return key;
}

function startOn(database: TestDatabase): Promise<TestApp> {
  const health = { intervalMs: 2_000, recheckMs: 300, timeoutMs: 5_000 };
  return startApp({ health, database, secretKeys: [fleetKey()] });
}

async function startDemoFleet(): Promise<Fleet> {
  const fleet = await startFleet({ servers: DEMO_FLEET.length, log: false });
  await furnish((index) => fleet.at(index));
  return fleet;
}

/** Amiral in a process of its own, on a database and over a fleet that outlive it. */
export interface ProductApart {
  url: string;
  /** The way to its database. */
  gate: Gate;
  /** As a crash would: nothing is finished, nobody is told. */
  kill(): Promise<void>;
  /** It stands still, and neither answers nor refuses; or goes on. */
  signal(name: 'SIGSTOP' | 'SIGCONT'): void;
  /** Starts it again where it was. */
  again(): Promise<void>;
  stop(): Promise<void>;
}

/** Runs what `npm run build` made, as `npm start` does. */
export async function startProductApart(): Promise<ProductApart> {
  const { fleet, database } = await copyFleet();
  const gate = await startGate(database.url);
  const start = (port: string): Promise<AmiralProcess> =>
    startProcess(
      { folder: resolve(__dirname, '../..') },
      {
        PORT: port,
        DATABASE_URL: gate.url,
        SECRET_KEYS: fleetKey(),
        LOG_LEVEL: 'fatal',
      },
    );
  let running = await start('0');
  const { url } = running;
  const kill = async () => {
    await running.end('SIGKILL');
  };
  const again = async () => {
    running = await start(new URL(url).port);
  };
  const stop = async () => {
    await running.end('SIGTERM');
    await Promise.all([fleet.stop(), gate.shut()]);
    await database.drop();
  };
  const signal = (name: NodeJS.Signals) => void running.child.kill(name);
  return { url, gate, kill, signal, again, stop };
}

/** What the monitor is there to notice. */
async function turn(fleet: Fleet): Promise<void> {
  for (const [index, { then }] of DEMO_FLEET.entries()) if (then) await fleet.set(index, then);
}

import { randomBytes } from 'node:crypto';
import { resolve } from 'node:path';
import { enterFleet } from '../demo/enter-fleet';
import { DEMO_FLEET } from '../demo/fleet';
import { type Fleet, startFleet } from '../odoo-simulator/fleet';
import { createTestDatabase } from '../support/database';
import { type Gate, startGate } from '../support/gate';
import { type AmiralProcess, startProcess } from '../support/process';
import { eventually, PASSWORD, startApp, type TestApp } from '../support/app';

export const ACCOUNTS = { admin: 'admin@example.com', manager: 'lea@example.com', user: 'tom@example.com' };

/** Amiral with the console that was built, over the demo's fleet, once the monitor has found the two that fail. */
export interface Product {
  amiral: TestApp;
  url: string;
  stop(): Promise<void>;
}

export async function startProduct(): Promise<Product> {
  const fleet = await startFleet({ servers: DEMO_FLEET.length, log: false });
  for (const [index, { born }] of DEMO_FLEET.entries()) await fleet.set(index, born);
  const amiral = await startApp({ health: { intervalMs: 2_000, recheckMs: 300, timeoutMs: 5_000 } });
  await amiral.call('POST', '/plans', {
    as: 'admin',
    body: { name: 'Business', code: 'business', priceMonthly: 29.9 },
  });
  const { url } = amiral;
  await enterFleet({ url, urls: fleet.urls, accounts: ACCOUNTS, password: PASSWORD, say: () => undefined });
  await turn(fleet);
  await eventually(
    async () => (await amiral.call('GET', '/servers?healthStatus=critical', { as: 'admin' })).body.total as number,
    (critical) => critical === 2,
    30_000,
  );
  const stop = async () => {
    await amiral.stop();
    await fleet.stop();
  };
  return { amiral, url, stop };
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
  const [fleet, database] = await Promise.all([
    startFleet({ servers: DEMO_FLEET.length, log: false }),
    createTestDatabase(),
  ]);
  const gate = await startGate(database.url);
  const start = (port: string): Promise<AmiralProcess> =>
    startProcess(
      { folder: resolve(__dirname, '../..') },
      {
        PORT: port,
        DATABASE_URL: gate.url,
        SECRET_KEYS: key,
        ADMIN_EMAIL: ACCOUNTS.admin,
        ADMIN_PASSWORD: PASSWORD,
        LOG_LEVEL: 'fatal',
      },
    );
  const key = randomBytes(32).toString('base64');
  for (const [index, { born }] of DEMO_FLEET.entries()) await fleet.set(index, born);
  let running = await start('0');
  const { url } = running;
  await enterFleet({ url, urls: fleet.urls, accounts: ACCOUNTS, password: PASSWORD, say: () => undefined });
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

import { enterFleet } from '../demo/enter-fleet';
import { DEMO_FLEET } from '../demo/fleet';
import { type Fleet, startFleet } from '../odoo-simulator/fleet';
import { PASSWORD, startApp, type TestApp } from '../support/app';

export const ACCOUNTS = { admin: 'admin@example.com', manager: 'lea@example.com', user: 'tom@example.com' };

/** Amiral with the console that was built, over the demo's fleet. */
export interface Product {
  amiral: TestApp;
  url: string;
  stop(): Promise<void>;
}

export async function startProduct(): Promise<Product> {
  const fleet = await startFleet({ servers: DEMO_FLEET.length, log: false });
  for (const [index, { born }] of DEMO_FLEET.entries()) await fleet.set(index, born);
  const amiral = await startApp({ health: { intervalMs: 2_000, recheckMs: 300 } });
  await amiral.call('POST', '/plans', {
    as: 'admin',
    body: { name: 'Business', code: 'business', priceMonthly: 29.9 },
  });
  const { url } = amiral;
  await enterFleet({ url, urls: fleet.urls, accounts: ACCOUNTS, password: PASSWORD, say: () => undefined });
  await turn(fleet);
  const stop = async () => {
    await amiral.stop();
    await fleet.stop();
  };
  return { amiral, url, stop };
}

/** What the monitor is there to notice. */
async function turn(fleet: Fleet): Promise<void> {
  for (const [index, { then }] of DEMO_FLEET.entries()) if (then) await fleet.set(index, then);
}

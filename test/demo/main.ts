import 'reflect-metadata';
import { join } from 'node:path';
import { readConfig } from '../../src/common/config';
import { type Amiral, startAmiral } from '../../src/server';
import { stopOnSignal } from '../../src/signals';
import { type Fleet, startFleet } from '../odoo-simulator/fleet';
import { OdooSimulator } from '../odoo-simulator/simulator';
import { DEMO_FLEET, furnish, furnishServer, MASTER_PASSWORD } from './fleet';
import { enterFleet } from './enter-fleet';

/** Always the same, so that the servers of an earlier demo are found again. */
const FIRST_PORT = 18_101;
const TICK_MS = 10_000;
const PASSWORD = 'harbour-of-twelve-ships';
const ACCOUNTS = { admin: 'admin@demo.example', manager: 'manager@demo.example', user: 'user@demo.example' };

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

/** Quicker than in earnest, so that the fleet shows its states within a minute. */
function demoConfig() {
  const config = readConfig({
    HEALTH_INTERVAL_SECONDS: '10',
    HEALTH_RECHECK_SECONDS: '3',
    LOG_LEVEL: 'warn',
    ...process.env,
  });
  if (config.databaseUrl) throw new Error('the demo keeps to its own embedded database: start it without DATABASE_URL');
  const dataDir = join(config.dataDir, 'demo');
  return { ...config, dataDir, adminEmail: ACCOUNTS.admin, adminPassword: PASSWORD };
}

async function startSimulators(): Promise<Fleet> {
  const fleet = await startFleet({ servers: DEMO_FLEET.length, basePort: FIRST_PORT, log: false });
  await furnish((index) => fleet.at(index));
  // Crons of Odoo wake up once a minute; here somebody may be watching.
  setInterval(() => {
    for (const index of DEMO_FLEET.keys()) fleet.at(index).tick(new Date());
  }, TICK_MS).unref();
  return fleet;
}

/** The default server's Odoo, so that it can be activated by hand; somebody's real one may be there already. */
async function startDefault(): Promise<OdooSimulator | null> {
  const odoo = await OdooSimulator.start({ port: 8069, log: false, databases: [] }).catch(() => null);
  if (odoo !== null) await furnishServer(odoo, {});
  return odoo;
}

async function main(): Promise<void> {
  const simulators = await startSimulators();
  const prod1 = await startDefault();
  const starting = startAmiral(demoConfig(), say);
  const stop = async () => {
    const cutOff = await (await starting.catch(() => null))?.stop();
    await Promise.all([simulators.stop(), prod1?.stop()]);
    return cutOff ?? [];
  };
  stopOnSignal(stop);
  await show(await starting, simulators).catch(async (error: unknown) => {
    await stop();
    throw error;
  });
}

async function show({ url }: Amiral, simulators: Fleet): Promise<void> {
  say(`Amiral is ready at ${url}/ (API ${url}/api/v1, Swagger UI ${url}/docs). Its demo fleet comes up now.`);
  for (const [role, email] of Object.entries(ACCOUNTS)) say(`  ${role.padEnd(8)} ${email}  ${PASSWORD}`);
  await enterFleet({ url, urls: simulators.urls, accounts: ACCOUNTS, password: PASSWORD, say });
  for (const [index, { then }] of DEMO_FLEET.entries()) if (then) await simulators.set(index, then);
  say(
    `The simulated servers have the master password ${MASTER_PASSWORD}; whoever is provisioned there can sign in at the server's address.`,
  );
  say('The fleet is complete. Within a minute one server turns slow, one loses its database and one goes offline.');
}

main().catch((error: unknown) => {
  process.stderr.write(`The demo cannot start: ${(error as Error).message}\n`);
  process.exit(1);
});

import { startSimulatedServer } from '../odoo-simulator/simulated-server';
import type { OdooSimulator } from '../odoo-simulator/simulator';
import type { DatabaseSeed } from '../odoo-simulator/database/birth';

const TEMPLATE = {
  name: 'template_base',
  password: 'bench-template-admin',
  users: [{ login: 'amiral-template', password: 'bench-template-service', system: true }],
} as const satisfies DatabaseSeed;
/** Of work on whole databases, in ms: less than a real one takes, so that there is more of it at once. */
const TAKES = { duplicate: 300, rename: 50 };

/** What was done to the databases of one server. */
export interface Counted {
  databases: number;
  maxExclusive: number;
  overlaps: string[];
}

/** Simulated servers on which databases are made; answers each `ledgers` message with what was done on each. */
async function main(): Promise<void> {
  const servers = Number(process.env['BENCH_SERVERS']);
  const odoos = await Promise.all(
    Array.from({ length: servers }, () => startSimulatedServer({ databases: [TEMPLATE], takes: TAKES, log: false })),
  );
  process.on('message', () => process.send?.({ ledgers: odoos.map(counted) }));
  process.on('SIGTERM', () => process.exit(0));
  process.send?.({ ready: odoos.map(({ url }) => url) });
}

function counted({ databases, ledger }: OdooSimulator): Counted {
  const { maxExclusive, overlaps } = ledger;
  return { databases: [...databases].length, maxExclusive, overlaps };
}

void main();

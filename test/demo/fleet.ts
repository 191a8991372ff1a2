import type { DatabaseSeed } from '../odoo-simulator/database/birth';
import type { Behaviour } from '../odoo-simulator/options';
import type { SimulatedOdoo } from '../odoo-simulator/simulated-odoo';

/** One simulated server of the demo: what it is called, how it behaves once in service, and what people want of it. */
export interface DemoServer {
  code: string;
  name: string;
  rack: string;
  maxInstances: number;
  /** Customers to put on it. */
  customers: number;
  /** How it behaves from the start. */
  born: Partial<Behaviour>;
  /** How it behaves once it is in service: what the monitor is there to notice. */
  then?: Partial<Behaviour>;
  wanted: 'active' | 'draft' | 'maintenance' | 'disabled';
  cordoned?: string;
}

/** The master password of every server of the demo. */
export const MASTER_PASSWORD = 'demo-master';

/** What new customers' databases are copied from, with the login that works on copies. */
export const TEMPLATE = {
  name: 'template_base',
  login: 'admin',
  password: 'demo-template-admin',
  languages: ['fr_FR'],
  users: [{ login: 'amiral-template', password: 'demo-template-service', system: true }],
} as const satisfies DatabaseSeed;

/** About as long as small databases take on a quiet machine. */
const TAKES = { create: 9_000, duplicate: 1_200, drop: 700, rename: 500, backup: 1_300, restore: 4_500 };

/** Twelve servers, in every state and health there is. */
export const DEMO_FLEET: readonly DemoServer[] = [
  server('paris-1', 'Paris 1', 120, 46, { version: '16.0' }),
  server('paris-2', 'Paris 2', 120, 88, { version: '17.0' }),
  server('paris-3', 'Paris 3, nearly full', 20, 19, { version: '16.0', listDb: false, mode: 'hardened' }),
  server('paris-4', 'Paris 4, full', 12, 12, { version: '18.0' }),
  server('lyon-1', 'Lyon 1', 80, 20, { version: '19.0' }),
  { ...server('lyon-2', 'Lyon 2, slow', 80, 31, { version: '16.0' }), then: { mode: 'slow', delayMs: 2_300 } },
  { ...server('lyon-3', 'Lyon 3, database down', 60, 17, { version: '16.0' }), then: { mode: 'database-down' } },
  { ...server('lyon-4', 'Lyon 4, offline', 60, 9, { version: '17.0' }), then: { mode: 'refusing' } },
  { ...server('lille-1', 'Lille 1, cordoned', 50, 25, { version: '18.0' }), cordoned: 'Disk is being replaced' },
  { ...server('lille-2', 'Lille 2, in maintenance', 50, 14, { version: '16.0' }), wanted: 'maintenance' },
  { ...server('lille-3', 'Lille 3, disabled', 40, 0, { version: '15.0' }), wanted: 'disabled' },
  { ...server('lille-4', 'Lille 4, just delivered', 150, 0, { version: '19.0' }), wanted: 'draft' },
];

function server(
  code: string,
  name: string,
  maxInstances: number,
  customers: number,
  born: Partial<Behaviour>,
): DemoServer {
  return { code, name, rack: code.split('-')[0] ?? code, maxInstances, customers, born, wanted: 'active' };
}

/** A database of each server that nobody has recorded yet: there to be adopted. */
const ADOPTABLE = 'std_full';

/** Gives each server of the fleet its behaviour, the template, and the databases of its customers. */
export async function furnish(at: (index: number) => SimulatedOdoo): Promise<void> {
  let customer = 0;
  for (const [index, { born, customers }] of DEMO_FLEET.entries()) {
    const databases = Array.from({ length: customers }, (_, n) => databaseName(customer + n));
    customer += customers;
    await furnishServer(at(index), { ...born, databases: [...databases, ADOPTABLE] });
  }
}

/** Makes of a server one of the demo's: customers can be provisioned there. */
export async function furnishServer(odoo: SimulatedOdoo, born: Partial<Behaviour>): Promise<void> {
  await odoo.set({ ...born, masterPassword: MASTER_PASSWORD, takes: TAKES });
  odoo.seed(TEMPLATE);
}

const FIRST = [
  'Atelier',
  'Boulangerie',
  'Garage',
  'Librairie',
  'Maison',
  'Menuiserie',
  'Pharmacie',
  'Studio',
  'Transports',
];
const LAST = [
  'Bernard',
  'Caron',
  'Dupuis',
  'Fournier',
  'Girard',
  'Lambert',
  'Moreau',
  'Perrin',
  'Roussel',
  'Vidal',
  'Weber',
];

/** The name of customer number `n`, always the same. */
export function customerName(n: number): string {
  return `${FIRST[n % FIRST.length] ?? ''} ${LAST[Math.floor(n / FIRST.length) % LAST.length] ?? ''} ${String(n + 1)}`;
}

/** The word customer number `n` is known by in addresses. */
export function customerWord(n: number): string {
  return customerName(n).toLowerCase().replaceAll(' ', '-');
}

/** The database of customer number `n`. */
export function databaseName(n: number): string {
  return customerWord(n).replaceAll('-', '_');
}

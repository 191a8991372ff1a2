import type { Fault } from './failure';
import { OdooFault } from './fault';
import type { Standing } from './database/database';
import { emptyDatabase } from './database/empty';
import type { Action } from './ledger';
import type { SimulatedOdoo } from './simulated-odoo';

/** Work on a whole database, in three moments; whoever is killed between two leaves what the first ones did. */
export interface Job<T> {
  readonly action: Action;
  /** What is there from the first moment on. */
  readonly begin?: () => unknown;
  /** What is there when PostgreSQL has done its part, and Odoo not yet. */
  readonly middle?: () => void;
  readonly finish: () => T;
  /** Success told without having it; undefined where Odoo cannot lie. */
  readonly lie: () => T;
  /** What it says of a full disk. */
  readonly full: () => T;
  /** The database that is left behind, empty. */
  readonly leaves?: string;
  /** What is undone however it ended, unless the process did. */
  readonly end?: () => unknown;
}

/** Which part of the time PostgreSQL takes. */
const MIDDLE = 0.6;

/** Does a job: at once where it takes no time, else as time goes by, whether or not somebody still waits. */
export function perform<T>(odoo: SimulatedOdoo, job: Job<T>, fault: Fault | undefined): T | Promise<T> {
  const ms = fault?.kind === 'slow' ? fault.ms : (odoo.behaviour.takes[job.action] ?? 0);
  const release = odoo.ledger.begin(job.action);
  const end = (): void => {
    job.end?.();
    release();
  };
  if (ms > 0) return inTime(odoo, job, fault, ms).finally(end);
  try {
    job.begin?.();
    if (!isHarmless(fault)) job.middle?.();
    return outcome(odoo, job, fault);
  } finally {
    end();
  }
}

async function inTime<T>(odoo: SimulatedOdoo, job: Job<T>, fault: Fault | undefined, ms: number): Promise<T> {
  job.begin?.();
  await odoo.pass(ms * MIDDLE);
  if (!isHarmless(fault)) job.middle?.();
  await odoo.pass(ms * (1 - MIDDLE));
  return outcome(odoo, job, fault);
}

/** Faults after which even PostgreSQL has done nothing. */
function isHarmless(fault: Fault | undefined): boolean {
  return fault?.kind === 'lie' || fault?.kind === 'disk-full' || fault?.kind === 'empty' || fault?.kind === 'refused';
}

function outcome<T>(odoo: SimulatedOdoo, job: Job<T>, fault: Fault | undefined): T {
  switch (fault?.kind) {
    case 'refused':
      throw new OdooFault(fault.python, fault.message);
    case 'lie':
      return job.lie();
    case 'disk-full':
      return job.full();
    case 'empty':
      leaveEmpty(odoo, job.leaves);
      throw new OdooFault('builtins.Exception', "Couldn't restore database");
    case 'killed':
      if (fault.finishes === true) return job.finish();
      throw new OdooFault('builtins.SystemExit', 'killed');
    default:
      return job.finish();
  }
}

/** Leaves a database in which nothing is. */
export function leaveEmpty(odoo: SimulatedOdoo, name: string | undefined, standing: Standing = 'empty'): void {
  if (name !== undefined) odoo.databases.put(emptyDatabase(name, odoo.behaviour.version, standing));
}

import { databaseOf } from './database/archive';
import type { Database } from './database/database';
import { emptyDatabase } from './database/empty';
import { neutralize } from './database/neutralize';
import { readDump } from './database/psql';
import { OdooFault } from './fault';
import { leaveEmpty, type Job } from './jobs';
import { CUSTOM_FORMAT } from './managing';
import type { SimulatedOdoo } from './simulated-odoo';

/** What a restore is asked for. */
export interface Restoration {
  readonly name: string;
  readonly bytes: Buffer;
  /** True gives it an identity of its own. */
  readonly copy: boolean;
  readonly neutralized: boolean;
}

/**
 * Restores a backup. The database is made before the data are read, and stays behind when they are bad.
 * @throws OdooFault where the name is taken
 */
export function restore(odoo: SimulatedOdoo, { name, bytes, copy, neutralized }: Restoration): Job<true> {
  const { version } = odoo.behaviour;
  if (odoo.databases.has(name) || name === 'postgres') {
    throw new OdooFault('builtins.Exception', 'Database already exists');
  }
  const failed = (): OdooFault => new OdooFault('builtins.Exception', "Couldn't restore database");
  return {
    action: 'restore',
    leaves: name,
    begin: () => {
      odoo.databases.put(emptyDatabase(name, version, 'making'));
    },
    finish: () => {
      const database = contents(odoo, name, bytes);
      if (database === undefined) {
        leaveEmpty(odoo, name);
        throw failed();
      }
      odoo.databases.put(database);
      if (copy) database.identify(odoo.port);
      if (neutralized) neutralize(database);
      return true;
    },
    lie: () => {
      leaveEmpty(odoo, name);
      return true;
    },
    full: () => {
      leaveEmpty(odoo, name);
      throw new OdooFault('builtins.KeyError', 'ir.attachment');
    },
  };
}

/** What the bytes hold; undefined where neither psql nor pg_restore can read them. */
function contents(odoo: SimulatedOdoo, name: string, bytes: Buffer): Database | undefined {
  const { version } = odoo.behaviour;
  try {
    const isCustom = bytes.toString('latin1', 0, CUSTOM_FORMAT.length) === CUSTOM_FORMAT;
    return isCustom
      ? readDump(name, version, bytes.toString('utf8', CUSTOM_FORMAT.length))
      : databaseOf(bytes, name, version);
  } catch (error) {
    if (error instanceof Error) return undefined;
    throw error;
  }
}

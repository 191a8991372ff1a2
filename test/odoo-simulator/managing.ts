import { zipOf } from './database/archive';
import { bornDatabase } from './database/birth';
import type { Database } from './database/database';
import { dumpSql } from './database/dump';
import { emptyDatabase } from './database/empty';
import { neutralize } from './database/neutralize';
import { settle, type Wishes } from './database/settle';
import { noSuchDatabase, noUsers, OdooFault, postgresDown } from './fault';
import { leaveEmpty, type Job } from './jobs';
import type { SimulatedOdoo } from './simulated-odoo';

/** PostgreSQL cuts longer names; Odoo validates nothing. */
const LONGEST = 63;
/** How a dump in pg_dump's own format begins; here SQL follows. */
export const CUSTOM_FORMAT = 'PGDMP\n';
const CRASHED = 'server closed the connection unexpectedly\n\tThis probably means the server terminated abnormally\n';

/** The databases the server shows: with `-d` only that one, and without asking PostgreSQL. */
export function listed(odoo: SimulatedOdoo): string[] {
  const { monoDb } = odoo.behaviour;
  return monoDb === undefined ? odoo.databases.owned.sort() : [monoDb];
}

/** Makes a database. @throws OdooFault where the name is taken */
export function create(odoo: SimulatedOdoo, asked: string, wishes: Wishes): Job<true> {
  if (odoo.databases.has(asked)) {
    throw new OdooFault('odoo.service.db.DatabaseExists', `database '${asked}' already exists!`);
  }
  const name = asked.slice(0, LONGEST);
  // Whatever fails while the database is filled is only logged.
  const failed = (): true => {
    leaveEmpty(odoo, name, 'failed');
    return true;
  };
  return {
    action: 'create',
    leaves: name,
    begin: () => {
      odoo.databases.put(emptyDatabase(name, odoo.behaviour.version, 'making'));
    },
    finish: () => {
      const { lang: language, login, password } = wishes;
      const database = bornDatabase(
        odoo.behaviour.version,
        { name, login, password, languages: [language] },
        odoo.port,
      );
      settle(database, wishes);
      odoo.databases.put(database);
      return true;
    },
    lie: failed,
    full: failed,
  };
}

/**
 * Copies a database. PostgreSQL shows the copy when it is whole, with the template's logins and identity; only then Odoo gives it one of its
 * own and copies the files.
 * @throws OdooFault where the name is taken, or the source is missing
 */
export function duplicate(odoo: SimulatedOdoo, from: string, to: string, neutralized: boolean): Job<true> {
  const { databases } = odoo;
  if (databases.has(to)) {
    throw new OdooFault('psycopg2.errors.DuplicateDatabase', `database "${to}" already exists\n`);
  }
  if (databases.claimed.has(to)) {
    const text = 'duplicate key value violates unique constraint "pg_database_datname_index"';
    throw new OdooFault('psycopg2.errors.UniqueViolation', `${text}\nDETAIL:  Key (datname)=(${to}) already exists.\n`);
  }
  const source = databases.get(from);
  if (source === undefined) {
    throw new OdooFault('psycopg2.errors.InvalidCatalogName', `template database "${from}" does not exist\n`);
  }
  let copy: Database | undefined;
  return {
    action: 'duplicate',
    begin: () => databases.claimed.add(to),
    middle: () => {
      copy = source.copyAs(to.slice(0, LONGEST));
      copy.files = new Map();
      databases.put(copy);
    },
    finish: () => {
      if (copy?.standing !== 'odoo') throw noUsers();
      copy.identify(odoo.port);
      if (neutralized) neutralize(copy);
      // The folder has the name that was asked for, and a longer one is not the database's.
      if (copy.name === to) copy.files = new Map(source.files);
      return true;
    },
    lie: () => true,
    full: () => {
      throw new OdooFault('psycopg2.errors.DiskFull', 'could not write to file: No space left on device\n');
    },
    end: () => databases.claimed.delete(to),
  };
}

/** Drops a database: false, as Odoo says, when it is not listed. */
export function drop(odoo: SimulatedOdoo, name: string): Job<boolean> {
  return {
    action: 'drop',
    finish: () => listed(odoo).includes(name) && odoo.databases.delete(name),
    lie: () => true,
    full: () => {
      throw new OdooFault('builtins.Exception', `Couldn't drop database ${name}: ${CRASHED}`);
    },
  };
}

/** Renames a database. @throws OdooFault where there is none, or the new name is taken */
export function rename(odoo: SimulatedOdoo, from: string, to: string): Job<true> {
  const failed = (why: string): OdooFault =>
    new OdooFault('builtins.Exception', `Couldn't rename database ${from} to ${to}: ${why}`);
  const check = (): Database => {
    const database = odoo.databases.get(from);
    if (database === undefined) throw failed(`database "${from}" does not exist\n`);
    if (odoo.databases.has(to)) throw failed(`database "${to}" already exists\n`);
    return database;
  };
  check();
  return {
    action: 'rename',
    finish: () => {
      const database = check();
      odoo.databases.delete(from);
      database.name = to.slice(0, LONGEST);
      odoo.databases.put(database);
      return true;
    },
    lie: () => true,
    full: () => {
      throw failed(CRASHED);
    },
  };
}

/** The bytes of a backup; of the custom format none where there is no database, and no error. */
export function backup(odoo: SimulatedOdoo, name: string, format: string, withFilestore: boolean): Job<Buffer> {
  const nothing = (): Buffer => Buffer.alloc(0);
  return {
    action: 'backup',
    finish: () => {
      const database = odoo.databaseDown ? undefined : odoo.databases.get(name);
      if (format !== 'zip') {
        return database === undefined ? nothing() : Buffer.from(CUSTOM_FORMAT + dumpSql(database));
      }
      if (odoo.databaseDown) throw postgresDown();
      if (database === undefined) throw noSuchDatabase(name);
      return zipOf(database, odoo.behaviour.version, withFilestore);
    },
    lie: nothing,
    full: () => {
      const [from, to] = [`/var/lib/odoo/filestore/${name}/23/23fe89f5`, '/tmp/tmpx1y2z3/filestore/23/23fe89f5'];
      throw new OdooFault('shutil.Error', `[('${from}', '${to}', '[Errno 28] No space left on device')]`);
    },
  };
}

import { accessDenied, noSuchDatabase, OdooFault, postgresDown, wrongArguments } from './fault';
import type { SimulatedOdoo } from './simulated-odoo';
import type { Json } from './wire';

/** One method of the service: its arguments after the master password, and whether PostgreSQL or list_db may refuse it. */
interface DbMethod {
  readonly least: number;
  readonly most: number;
  readonly free?: true;
  /** Refused while list_db is off. */
  readonly managed?: true;
  /** Fails while PostgreSQL is down. */
  readonly asksPostgres?: true;
  readonly run: (odoo: SimulatedOdoo, args: readonly Json[]) => Json;
}

const managed = { managed: true, asksPostgres: true } as const;

const METHODS: Readonly<Record<string, DbMethod>> = {
  server_version: { free: true, least: 0, most: 0, run: (odoo) => odoo.behaviour.version },
  list: { free: true, managed: true, least: 0, most: 1, run: list },
  db_exist: { free: true, least: 1, most: 1, run: exists },
  list_lang: { free: true, least: 0, most: 0, run: () => LANGUAGES },
  list_countries: { least: 0, most: 0, run: () => COUNTRIES },
  create_database: { ...managed, least: 3, most: 7, run: create },
  duplicate_database: { ...managed, least: 2, most: 3, run: duplicate },
  drop: { ...managed, least: 1, most: 1, run: (odoo, [name]) => drop(odoo, text(name)) },
  rename: { ...managed, least: 2, most: 2, run: rename },
  dump: { managed: true, least: 2, most: 2, run: dump },
  restore: { ...managed, least: 2, most: 3, run: restore },
  change_admin_password: { managed: true, least: 1, most: 1, run: changeMasterPassword },
};

const LANGUAGES: Json = [
  ['sq_AL', 'Albanian / Shqip'],
  ['en_US', 'English (US)'],
  ['fr_FR', 'French / Français'],
];
const COUNTRIES: Json = [
  ['af', 'Afghanistan'],
  ['be', 'Belgium'],
  ['fr', 'France'],
];

/**
 * Answers a call of the `db` service. Creating takes no time here and makes only a name.
 * @throws OdooFault as the real service does
 */
export function callDb(odoo: SimulatedOdoo, name: string, args: readonly Json[]): Json {
  const method = methodNamed(name);
  const own = method.free === true ? args : afterMasterPassword(odoo, name, args);
  if (method.managed === true && odoo.hardened) throw accessDenied('if_db_mgt_enabled');
  expectArguments(name, method, own.length);
  if (method.asksPostgres === true && odoo.databaseDown) throw postgresDown();
  return method.run(odoo, own);
}

function methodNamed(name: string): DbMethod {
  const method = Object.hasOwn(METHODS, name) ? METHODS[name] : undefined;
  if (method === undefined) throw new OdooFault('builtins.KeyError', `Method not found: ${name}`);
  return method;
}

function expectArguments(name: string, { least, most }: DbMethod, given: number): void {
  if (given < least || given > most) throw wrongArguments(`exp_${name}`, least, most, given);
}

/** Whether this is the master password; an empty one locks everybody out. */
export function isMaster(odoo: SimulatedOdoo, password: Json | undefined): boolean {
  return password !== '' && password === odoo.behaviour.masterPassword;
}

/** The databases the server shows: with `-d` only that one, and without asking PostgreSQL. */
export function listed(odoo: SimulatedOdoo): string[] {
  const { monoDb, emptyDatabases } = odoo.behaviour;
  return monoDb === undefined ? [...odoo.databases, ...emptyDatabases].sort() : [monoDb];
}

/** Drops a database. @returns false, as Odoo does, when it is not listed */
export function drop(odoo: SimulatedOdoo, name: string): boolean {
  return listed(odoo).includes(name) && odoo.databases.delete(name);
}

function afterMasterPassword(odoo: SimulatedOdoo, name: string, args: readonly Json[]): readonly Json[] {
  if (args.length === 0) throw wrongArguments(`exp_${name}`, 1, 1, 0);
  if (!isMaster(odoo, args[0])) throw accessDenied('check_super');
  return args.slice(1);
}

function list(odoo: SimulatedOdoo): Json {
  if (odoo.databaseDown && odoo.behaviour.monoDb === undefined) throw postgresDown();
  return listed(odoo);
}

function exists(odoo: SimulatedOdoo, [given]: readonly Json[]): Json {
  const name = text(given);
  const { emptyDatabases, foreignDatabases } = odoo.behaviour;
  return !odoo.databaseDown && ['postgres', ...odoo.databases, ...emptyDatabases, ...foreignDatabases].includes(name);
}

function create(odoo: SimulatedOdoo, [given]: readonly Json[]): Json {
  const name = text(given);
  if (odoo.databases.has(name)) {
    throw new OdooFault('odoo.service.db.DatabaseExists', `database '${name}' already exists!`);
  }
  // PostgreSQL cuts longer names; Odoo validates nothing.
  odoo.databases.add(name.slice(0, 63));
  return true;
}

function duplicate(odoo: SimulatedOdoo, [source, target]: readonly Json[]): Json {
  const [from, to] = [text(source), text(target)];
  if (odoo.databases.has(to)) {
    throw new OdooFault('psycopg2.errors.DuplicateDatabase', `database "${to}" already exists\n`);
  }
  if (!odoo.databases.has(from)) {
    throw new OdooFault('psycopg2.errors.InvalidCatalogName', `template database "${from}" does not exist\n`);
  }
  odoo.databases.add(to.slice(0, 63));
  return true;
}

function rename(odoo: SimulatedOdoo, [old, fresh]: readonly Json[]): Json {
  const [from, to] = [text(old), text(fresh)];
  const failed = (why: string): OdooFault =>
    new OdooFault('builtins.Exception', `Couldn't rename database ${from} to ${to}: ${why}\n`);
  if (!odoo.databases.has(from)) throw failed(`database "${from}" does not exist`);
  if (odoo.databases.has(to)) throw failed(`database "${to}" already exists`);
  odoo.databases.delete(from);
  odoo.databases.add(to);
  return true;
}

function dump(odoo: SimulatedOdoo, [given, format]: readonly Json[]): Json {
  const name = text(given);
  const there = !odoo.databaseDown && odoo.databases.has(name);
  // pg_dump's failure is ignored by Odoo: an empty dump and no error.
  if (format !== 'zip') return there ? base64(`PGDMP ${name}`) : '';
  if (odoo.databaseDown) throw postgresDown();
  if (!there) throw noSuchDatabase(name);
  return base64(`PK\u0003\u0004 ${name}`);
}

function restore(odoo: SimulatedOdoo, [given, data]: readonly Json[]): Json {
  const name = text(given);
  if (odoo.databases.has(name)) throw new OdooFault('builtins.Exception', 'Database already exists');
  const encoded = text(data);
  if (encoded.length % 4 !== 0) throw new OdooFault('binascii.Error', 'Incorrect padding');
  // The database is made before the data are read, and stays behind when they are bad.
  odoo.databases.add(name);
  const bytes = Buffer.from(encoded, 'base64').toString('latin1');
  if (!/^(PK\u0003\u0004|PGDMP)/.test(bytes)) throw new OdooFault('builtins.Exception', "Couldn't restore database");
  return true;
}

function changeMasterPassword(odoo: SimulatedOdoo, [fresh]: readonly Json[]): Json {
  void odoo.set({ masterPassword: text(fresh) });
  return true;
}

function base64(bytes: string): string {
  return Buffer.from(bytes, 'latin1').toString('base64');
}

function text(value: Json | undefined): string {
  return typeof value === 'string' ? value : '';
}

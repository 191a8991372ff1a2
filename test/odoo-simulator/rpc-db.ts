import { accessDenied, OdooFault, postgresDown, wrongArguments } from './fault';
import type { Fault } from './failure';
import { perform, type Job } from './jobs';
import { backup, create, drop, duplicate, listed, rename } from './managing';
import { restore } from './restoring';
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
  readonly run: (odoo: SimulatedOdoo, args: readonly Json[], fault: Fault | undefined) => Json | Promise<Json>;
}

const managed = { managed: true, asksPostgres: true } as const;

const METHODS: Readonly<Record<string, DbMethod>> = {
  server_version: { free: true, least: 0, most: 0, run: (odoo) => odoo.behaviour.version },
  list: { free: true, managed: true, least: 0, most: 1, run: list },
  db_exist: { free: true, least: 1, most: 1, run: exists },
  list_lang: { free: true, least: 0, most: 0, run: () => LANGUAGES },
  list_countries: { least: 0, most: 0, run: () => COUNTRIES },
  create_database: { ...managed, least: 3, most: 7, run: worked(createAsked) },
  duplicate_database: {
    ...managed,
    least: 2,
    most: 3,
    run: worked((odoo, [from, to, neutralized]) => duplicate(odoo, text(from), text(to), isTrue(neutralized))),
  },
  drop: { ...managed, least: 1, most: 1, run: worked((odoo, [name]) => drop(odoo, text(name))) },
  rename: { ...managed, least: 2, most: 2, run: worked((odoo, [from, to]) => rename(odoo, text(from), text(to))) },
  dump: { managed: true, least: 2, most: 2, run: worked(dump) },
  restore: { ...managed, least: 2, most: 3, run: worked(restoreAsked) },
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
 * Answers a call of the `db` service: at once, or when the work it asks for is done.
 * @throws OdooFault as the real service does
 */
export function callDb(
  odoo: SimulatedOdoo,
  name: string,
  args: readonly Json[],
  fault: Fault | undefined,
): Json | Promise<Json> {
  const method = methodNamed(name);
  const own = method.free === true ? args : afterMasterPassword(odoo, name, args);
  if (method.managed === true && odoo.hardened) throw accessDenied('if_db_mgt_enabled');
  expectArguments(name, method, own.length);
  if (method.asksPostgres === true && odoo.databaseDown) throw postgresDown();
  return method.run(odoo, own, fault);
}

/** Work on a whole database, which takes its time. */
function worked(job: (odoo: SimulatedOdoo, args: readonly Json[]) => Job<Json>): DbMethod['run'] {
  return (odoo, args, fault) => perform(odoo, job(odoo, args), fault);
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
  return !odoo.databaseDown && (name === 'postgres' || odoo.databases.has(name));
}

function createAsked(odoo: SimulatedOdoo, args: readonly Json[]): Job<Json> {
  const [name, , lang, password = 'admin', login = 'admin', country, phone] = args;
  return create(odoo, text(name), {
    lang: text(lang),
    password: text(password),
    login: text(login),
    country: text(country) || undefined,
    phone: text(phone) || undefined,
  });
}

function dump(odoo: SimulatedOdoo, [name, format]: readonly Json[]): Job<Json> {
  const job = backup(odoo, text(name), text(format), true);
  return {
    ...job,
    finish: () => job.finish().toString('base64'),
    lie: () => '',
    full: () => job.full().toString('base64'),
  };
}

function restoreAsked(odoo: SimulatedOdoo, [name, data, copy]: readonly Json[]): Job<Json> {
  const encoded = text(data);
  if (encoded.length % 4 !== 0) throw new OdooFault('binascii.Error', 'Incorrect padding');
  const bytes = Buffer.from(encoded, 'base64');
  return restore(odoo, { name: text(name), bytes, copy: isTrue(copy), neutralized: false });
}

/** What Python takes for true. */
function isTrue(value: Json | undefined): boolean {
  return Boolean(value);
}

function changeMasterPassword(odoo: SimulatedOdoo, [fresh]: readonly Json[]): Json {
  void odoo.set({ masterPassword: text(fresh) });
  return true;
}

function text(value: Json | undefined): string {
  return typeof value === 'string' ? value : '';
}

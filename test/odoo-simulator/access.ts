import type { Database } from './database/database';
import type { Row } from './database/table';
import {
  accessDenied,
  noSuchDatabase,
  notOurs,
  noUsers,
  OdooFault,
  postgresDown,
  undefinedColumn,
  undefinedTable,
} from './fault';
import { major, type Version } from './options';
import type { SimulatedOdoo } from './simulated-odoo';
import type { Json } from './wire';

/** Whoever calls methods of models: who it is, and where. */
export interface Caller {
  readonly odoo: SimulatedOdoo;
  readonly database: Database;
  readonly user: Row;
}

/** The group whose members may do everything. */
export const SYSTEM = 4;
/** The group whose members write contacts; 19 counts administrators in. */
export const PARTNER_MANAGER = 8;

/**
 * A database as Odoo enters it.
 * @throws OdooFault where it cannot
 */
export function openDatabase(odoo: SimulatedOdoo, name: string): Database {
  if (odoo.databaseDown) throw postgresDown();
  if (name === 'postgres') throw notOurs();
  const database = odoo.databases.get(name);
  if (database === undefined) throw noSuchDatabase(name);
  checkContent(database, odoo.behaviour.version);
  return database;
}

/** @throws OdooFault where Odoo of `version` cannot load what is there */
function checkContent(database: Database, version: Version): void {
  if (database.standing === 'foreign') throw notOurs();
  if (database.standing === 'failed' && major(version) < 19) throw undefinedTable('ir_model');
  if (database.standing !== 'odoo' || database.series === undefined) throw noUsers();
  if (isOlder(database.series, version)) throw undefinedColumn('res_users.tour_enabled');
}

/** What a login is made of. */
export interface Credentials {
  readonly database: string;
  readonly login: string;
  readonly secret: string;
  /** Whatever the caller says of itself; an address in it becomes `web.base.url`. */
  readonly agent?: Json | undefined;
}

/** Logs a program in. @returns its uid, or false for credentials that are not right */
export function logIn(odoo: SimulatedOdoo, { database: name, login, secret, agent }: Credentials): number | false {
  const database = openDatabase(odoo, name);
  const user = database.user(login);
  const accepted = user !== undefined && database.accepts(user, secret);
  odoo.ledger.noteLogin({ database: name, login, accepted });
  if (!accepted) return false;
  const uid = Number(user['id']);
  database.noteLogin(uid);
  takeBaseUrl(database, uid, agent);
  return uid;
}

/** Lets a caller of `object` in. @throws OdooFault where uid and password do not belong together */
export function enter(odoo: SimulatedOdoo, name: string, uid: Json | undefined, secret: string): Caller {
  const database = openDatabase(odoo, name);
  const user = database.table('res_users').find(Number(uid));
  if (user === undefined) {
    throw new OdooFault('odoo.exceptions.MissingError', 'Record does not exist or has been deleted.');
  }
  const accepted = database.accepts(user, secret);
  if (!accepted) odoo.ledger.noteLogin({ database: name, login: String(user['login']), accepted });
  if (!accepted) throw accessDenied('check');
  // A database of a newer release can be logged into, and then nothing works.
  if (database.series !== odoo.behaviour.version) throw undefinedColumn('res_partner.title');
  return { odoo, database, user };
}

/** Whether a user is in a group, by itself or by one that implies it. */
export function isInGroup(database: Database, uid: number, group: number): boolean {
  const groups = database.table('res_groups_users_rel').where({ uid });
  const isNew = Number.parseInt(database.series ?? '', 10) >= 19;
  const implied = group === 1 || group === 2 || (group === PARTNER_MANAGER && isNew);
  return groups.some(({ gid }) => gid === group || (implied && gid === SYSTEM));
}

function takeBaseUrl(database: Database, uid: number, agent: Json | undefined): void {
  const location = (agent as { base_location?: Json } | null | undefined)?.base_location;
  if (typeof location !== 'string' || !isInGroup(database, uid, SYSTEM)) return;
  if (database.parameter('web.base.url.freeze') === undefined) database.setParameter('web.base.url', location);
}

function isOlder(series: string, version: string): boolean {
  return Number.parseFloat(series) < Number.parseFloat(version);
}

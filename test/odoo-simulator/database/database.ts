import { randomUUID } from 'node:crypto';
import type { Version } from '../options';
import { foreignKeysOf, schemaOf } from './schema';
import { hashed, matches } from './secrets';
import { Table, type Row } from './table';

/**
 * What Odoo finds when it enters a database: its own tables; nothing (`empty`); what a creation that failed left (`failed`);
 * what a copy or restore in hand has made so far (`making`); or what it may not touch (`foreign`).
 */
export type Standing = 'odoo' | 'empty' | 'failed' | 'making' | 'foreign';

/** The first characters of a key, by which it is found before a hash is made. */
const INDEX_LENGTH = 8;
const RPC_SCOPES: readonly unknown[] = [null, 'rpc'];

/** One database of a simulated server: rows in tables, files beside them. Tests may look at and change all of it. */
export class Database {
  standing: Standing = 'odoo';
  /** `ir_attachment.store_fname` and its bytes; also the empty marks in `checklist/`. */
  files = new Map<string, Buffer>();
  /** Foreign keys, each as `name table column target`; a dump that was cut brings none. */
  foreignKeys: readonly string[];
  /** Changes in a restored dump that psql did not take, each with its error: nobody else is told of them. */
  readonly refusedSql: string[] = [];
  /** Mails that were sent. */
  sentMail = 0;
  /** How often each cron has run, by id. */
  readonly runs = new Map<number, number>();
  /** Crons that are being executed just now: Odoo refuses to change these. */
  readonly running = new Set<number>();
  #tables: Map<string, Table>;

  /** @param version of the Odoo that made it; what `base` says may be another */
  constructor(
    public name: string,
    readonly version: Version,
    tables?: Map<string, Table>,
  ) {
    this.#tables =
      tables ?? new Map([...schemaOf(version)].map(([table, columns]) => [table, new Table(table, columns)]));
    this.foreignKeys = foreignKeysOf(version);
  }

  get tables(): ReadonlyMap<string, Table> {
    return this.#tables;
  }

  /** @throws Error when there is no such table, as after a restore of half a dump */
  table(name: string): Table {
    const table = this.#tables.get(name);
    if (table === undefined) throw new Error(`relation "${name}" does not exist`);
    return table;
  }

  /** Takes the place of all that was there. */
  refill(tables: Map<string, Table>): void {
    this.#tables = tables;
  }

  /** The same rows and files under another name, as PostgreSQL copies a database. */
  copyAs(name: string): Database {
    const copy = new Database(
      name,
      this.version,
      new Map([...this.#tables].map(([key, table]) => [key, table.copy()])),
    );
    copy.files = new Map(this.files);
    copy.foreignKeys = this.foreignKeys;
    copy.standing = this.standing;
    return copy;
  }

  /** Makes it another database than the one it was copied from, as Odoo does after a duplicate or a restore as a copy. */
  identify(port: number): void {
    const now = stamp(new Date());
    this.setParameter('database.secret', randomUUID());
    this.setParameter('database.uuid', randomUUID());
    this.setParameter('database.create_date', now);
    this.setParameter('web.base.url', `http://localhost:${String(port)}`);
    this.setParameter('base.login_cooldown_after', '10');
    this.setParameter('base.login_cooldown_duration', '60');
  }

  /** The value of an `ir.config_parameter`, undefined when it is not set. */
  parameter(key: string): string | undefined {
    const value = this.table('ir_config_parameter').where({ key })[0]?.['value'];
    return value === undefined || value === null ? undefined : String(value);
  }

  setParameter(key: string, value: string | null): void {
    const table = this.table('ir_config_parameter');
    const row = table.where({ key })[0];
    if (value === null) table.delete((other) => other === row);
    else if (row === undefined) table.insert({ key, value, create_uid: 1, write_uid: 1 });
    else row['value'] = value;
  }

  get uuid(): string | undefined {
    return this.parameter('database.uuid');
  }

  /** `latest_version` of the module base, null when it says none. */
  get baseVersion(): string | null {
    const said = this.#tables.get('ir_module_module')?.where({ name: 'base' })[0]?.['latest_version'] ?? null;
    return said === null ? null : String(said);
  }

  set baseVersion(value: string | null) {
    for (const row of this.table('ir_module_module').where({ name: 'base' })) row['latest_version'] = value;
  }

  /** The release `base` says it is of, as `16.0`; a false version keeps it. */
  get series(): string | undefined {
    return /^\d+\.\d+/.exec(this.baseVersion ?? '')?.[0];
  }

  /** True where Odoo of `version` skips this database: no cron runs, however many are active. */
  isSealedFor(version: Version): boolean {
    return this.baseVersion !== `${version}.1.3`;
  }

  user(login: string): Row | undefined {
    return this.#tables.get('res_users')?.where({ login })[0];
  }

  /** Logins of active users, sorted. */
  get activeLogins(): string[] {
    const active = this.#tables.get('res_users')?.where({ active: true }) ?? [];
    return active.map(({ login }) => String(login)).sort();
  }

  /** Names of active crons, in the order of their ids. */
  get activeCrons(): string[] {
    return this.table('ir_cron')
      .where({ active: true })
      .map(({ cron_name }) => String(cron_name));
  }

  /** How often crons have run, all together. */
  get totalRuns(): number {
    return [...this.runs.values()].reduce((sum, runs) => sum + runs, 0);
  }

  /** Mails that wait to be sent. */
  get waitingMail(): number {
    return this.table('mail_mail').where({ state: 'outgoing' }).length;
  }

  /** Rows of chat memberships: what an ORM write of `active` loses for good. */
  get memberships(): number {
    return this.table(`${this.chatTable}_member`).rows.length;
  }

  /** The table of chats, which has had two names. */
  get chatTable(): string {
    return this.#tables.has('discuss_channel') ? 'discuss_channel' : 'mail_channel';
  }

  addKey(userId: number, key: string, name = 'key'): void {
    const index = key.slice(0, INDEX_LENGTH);
    this.table('res_users_apikeys').insert({
      name,
      user_id: userId,
      scope: 'rpc',
      index,
      key: hashed(key),
      create_date: stamp(new Date()),
    });
  }

  /** Whose key this is, undefined when it is nobody's or that user is not active. */
  ownerOfKey(key: string): Row | undefined {
    const keys = this.#tables.get('res_users_apikeys')?.where({ index: key.slice(0, INDEX_LENGTH) }) ?? [];
    const found = keys.find((row) => RPC_SCOPES.includes(row['scope']) && matches(key, String(row['key'])));
    const owner = found === undefined ? undefined : this.table('res_users').find(Number(found['user_id']));
    return owner?.['active'] === true ? owner : undefined;
  }

  /** Whether a program may come in as this user: by password unless there is a second factor, or by a key. */
  accepts(user: Row, secret: string): boolean {
    if (user['active'] !== true) return false;
    if (user['totp_secret'] === null && this.isPasswordOf(user, secret)) return true;
    return this.ownerOfKey(secret)?.['id'] === user['id'];
  }

  isPasswordOf(user: Row, secret: string): boolean {
    const stored = user['password'];
    return typeof stored === 'string' && matches(secret, stored);
  }

  /** Notes a login, as Odoo's log of users does; here only the last one of each is kept. */
  noteLogin(userId: number): void {
    const log = this.table('res_users_log');
    log.delete((row) => row['create_uid'] === userId);
    log.insert({ create_uid: userId, write_uid: userId, create_date: stamp(new Date()) });
  }
}

/** A moment as Odoo stores it: UTC, to the second. */
export function stamp(at: Date): string {
  return at.toISOString().slice(0, 19).replace('T', ' ');
}

import { createHash } from 'node:crypto';
import { major, type Version } from '../options';
import { Database, stamp } from './database';
import { hashed } from './secrets';
import { cell, idOf, type Row } from './table';

/** A user beside those Odoo makes itself. */
export interface UserSeed {
  readonly login: string;
  readonly password: string;
  /** True is a portal user. */
  readonly portal?: boolean;
  /** True is an administrator. */
  readonly system?: boolean;
  readonly active?: boolean;
  /** An API key of this user. */
  readonly key?: string;
  /** True asks a second factor of this user: RPC then takes keys only. */
  readonly totp?: boolean;
  /** The token of a login elsewhere. */
  readonly oauthToken?: string;
  /** In how many chat groups. */
  readonly chats?: number;
}

/** A scheduled action beside the standard ones. */
export interface CronSeed {
  readonly name: string;
  readonly active?: boolean;
  readonly minutes?: number;
  /** UTC, as `2026-11-26 06:00:00`; default now. */
  readonly nextcall?: string;
}

/** What a database holds when a test begins; nothing is a fresh Odoo with the modules base, web and mail. */
export interface DatabaseSeed {
  readonly name: string;
  /** Of the administrator, uid 2. Default `admin`, `admin`. */
  readonly login?: string;
  readonly password?: string;
  readonly users?: readonly UserSeed[];
  readonly crons?: readonly CronSeed[];
  readonly parameters?: Readonly<Record<string, string>>;
  /** Codes of languages that are installed beside English. */
  readonly languages?: readonly string[];
  /** Mails that wait to be sent. */
  readonly mails?: number;
  /** Files of customers' attachments. */
  readonly files?: readonly (string | Buffer)[];
}

type Put = (table: string, values: Row) => Row;

const STAMP = '2026-11-25 22:51:23';
const CURRENCIES = [
  [1, 'EUR', '€'],
  [2, 'USD', '$'],
  [5, 'CHF', 'CHF'],
  [147, 'GBP', '£'],
] as const;
const COUNTRIES = [
  [20, 'BE', 'Belgium', 1],
  [43, 'CH', 'Switzerland', 5],
  [57, 'DE', 'Germany', 1],
  [68, 'ES', 'Spain', 1],
  [75, 'FR', 'France', 1],
  [109, 'IT', 'Italy', 1],
  [133, 'LU', 'Luxembourg', 1],
  [165, 'NL', 'Netherlands', 1],
  [231, 'GB', 'United Kingdom', 147],
  [233, 'US', 'United States', 2],
] as const;
const LANGUAGES = [
  [1, 'en_US', 'English (US)', 'en'],
  [25, 'nl_NL', 'Dutch / Nederlands', 'nl'],
  [28, 'fr_FR', 'French / Français', 'fr'],
  [31, 'de_DE', 'German / Deutsch', 'de'],
  [38, 'it_IT', 'Italian / Italiano', 'it'],
  [70, 'es_ES', 'Spanish / Español', 'es'],
] as const;
const GROUPS = [
  [1, 'group_user', 'User types / Internal User'],
  [2, 'group_erp_manager', 'Administration / Access Rights'],
  [4, 'group_system', 'Administration / Settings'],
  [7, 'group_no_one', 'Technical / Technical Features'],
  [8, 'group_partner_manager', 'Extra Rights / Contact Creation'],
  [10, 'group_portal', 'User types / Portal'],
  [11, 'group_public', 'User types / Public'],
] as const;
const MODULES = ['base', 'web', 'bus', 'mail', 'auth_totp', 'auth_oauth', 'payment', 'fetchmail'];
const CRONS: readonly CronSeed[] = [
  { name: 'Base: Auto-vacuum internal data', minutes: 1440 },
  { name: 'Mail: Email Queue Manager', minutes: 60 },
  { name: 'Mail: Fetchmail Service', minutes: 5, active: false },
  { name: 'Publisher: Update Notification', minutes: 10_080 },
];
const MODELS =
  'res.users res.partner res.company res.lang ir.cron ir.module.module ir.config_parameter ir.attachment ir.actions.server'.split(
    ' ',
  );

/** A database as Odoo makes one, with what `seed` puts into it. @param port what its web.base.url names */
export function bornDatabase(version: Version, seed: DatabaseSeed, port: number): Database {
  const database = new Database(seed.name, version);
  const put: Put = (table, values) => {
    const stamps = { create_uid: 1, write_uid: 1, create_date: STAMP, write_date: STAMP };
    return database.table(table).insert({ ...stamps, ...values });
  };
  putWorld(put, seed.languages ?? []);
  putModules(put, version);
  putUsers(put, database, seed);
  for (const user of seed.users ?? []) putSeedUser(put, database, user);
  for (const cron of [...CRONS, ...(seed.crons ?? [])]) putCron(put, cron);
  putContent(put, database, seed);
  database.identify(port);
  for (const [key, value] of Object.entries(seed.parameters ?? {})) database.setParameter(key, value);
  return database;
}

function putWorld(put: Put, languages: readonly string[]): void {
  for (const [id, name, symbol] of CURRENCIES) put('res_currency', { id, name, symbol, active: id <= 2 });
  for (const [id, code, name, currency_id] of COUNTRIES) put('res_country', { id, code, name, currency_id });
  for (const [id, code, name, iso] of LANGUAGES) {
    const active = code === 'en_US' || languages.includes(code);
    put('res_lang', { id, code, name, iso_code: iso, url_code: iso, active });
  }
  for (const [id, xml, name] of GROUPS) {
    put('res_groups', { id, name, share: id >= 10 });
    put('ir_model_data', { module: 'base', name: xml, model: 'res.groups', res_id: id, noupdate: true });
  }
  for (const [index, model] of MODELS.entries()) put('ir_model', { id: 70 + index, model, name: model, state: 'base' });
  put('payment_provider', { company_id: 1, code: 'stripe', name: 'Stripe', state: 'disabled' });
}

function putModules(put: Put, version: Version): void {
  const names = major(version) >= 19 ? [...MODULES, 'rpc'] : MODULES;
  for (const name of names) {
    const latest_version = `${version}.1.${name === 'base' ? '3' : '0'}`;
    put('ir_module_module', { name, author: 'Odoo S.A.', state: 'installed', latest_version });
  }
  put('ir_module_module', { name: 'sale', author: 'Odoo S.A.', state: 'uninstalled' });
}

function putUsers(put: Put, { version }: Database, { login = 'admin', password = 'admin' }: DatabaseSeed): void {
  put('res_partner', { id: 1, name: 'My Company', display_name: 'My Company', active: true, is_company: true });
  const currency_id = major(version) >= 17 ? 2 : 1;
  put('res_company', { id: 1, name: 'My Company', partner_id: 1, currency_id, active: true });
  const none = { password: null, active: false };
  putUser(put, { id: 1, login: '__system__', name: 'System', ...none }, [1, 2, 4, 8]);
  putUser(put, { id: 2, login, name: 'Administrator', active: true, password: hashed(password) }, [1, 2, 4, 8]);
  if (major(version) < 19) putUser(put, { id: 3, login: 'default', name: 'Default User Template', ...none }, [1]);
  putUser(put, { id: 4, login: 'public', name: 'Public user', share: true, ...none }, [11]);
  putUser(put, { id: 5, login: 'portaltemplate', name: 'Portal User Template', share: true, ...none }, [10]);
}

function putUser(put: Put, own: Row, groups: readonly number[]): Row {
  const login = String(own['login']);
  const name = cell(own, 'name');
  const facts = { active: cell(own, 'active'), company_id: 1 };
  const told = {
    name,
    display_name: name,
    email: login.includes('@') ? login : null,
  };
  const partner = put('res_partner', { ...told, ...facts, lang: 'en_US' });
  const row = put('res_users', { share: false, ...own, ...facts, partner_id: idOf(partner) });
  for (const gid of groups) put('res_groups_users_rel', { gid, uid: idOf(row) });
  put('res_company_users_rel', { cid: 1, user_id: idOf(row) });
  return row;
}

function putSeedUser(put: Put, database: Database, seed: UserSeed): void {
  const { login, active = true, chats = 0 } = seed;
  const share = seed.portal === true;
  const facts = { login, name: login, active, share, password: hashed(seed.password) };
  const row = putUser(put, facts, groupsOf(seed));
  if (seed.totp === true) putSecondFactor(put, row);
  if (seed.oauthToken !== undefined) putOauth(row, seed.oauthToken);
  if (seed.key !== undefined) database.addKey(idOf(row), seed.key);
  for (let n = 1; n <= chats; n += 1) putChat(put, database.chatTable, idOf(row, 'partner_id'), n);
}

function groupsOf({ portal = false, system = false }: UserSeed): number[] {
  if (portal) return [10];
  return system ? [1, 2, 4] : [1];
}

function putOauth(user: Row, token: string): void {
  Object.assign(user, { oauth_provider_id: 1, oauth_uid: cell(user, 'login'), oauth_access_token: token });
}

function putSecondFactor(put: Put, user: Row): void {
  user['totp_secret'] = 'JBSWY3DPEHPK3PXP';
  const key = hashed('device');
  put('auth_totp_device', { name: 'Firefox on Linux', user_id: idOf(user), scope: 'browser', index: 'aaaaaaaa', key });
}

function putChat(put: Put, table: string, partner_id: number, n: number): void {
  const channel = put(table, {
    name: `Chat ${String(n)}`,
    channel_type: n % 2 === 0 ? 'channel' : 'group',
    active: true,
  });
  put(`${table}_member`, { partner_id, channel_id: idOf(channel), fold_state: 'open' });
}

function putCron(put: Put, { name, active = true, minutes = 60, nextcall = stamp(new Date()) }: CronSeed): void {
  const action = put('ir_act_server', {
    type: 'ir.actions.server',
    name,
    usage: 'ir_cron',
    state: 'code',
    code: 'model._run()',
  });
  put('ir_cron', {
    ir_actions_server_id: idOf(action),
    user_id: 1,
    interval_number: minutes,
    interval_type: 'minutes',
    numbercall: -1,
    priority: 5,
    cron_name: name,
    active,
    nextcall,
  });
}

function putContent(put: Put, database: Database, seed: DatabaseSeed): void {
  for (const [index, file] of ['flag_image', 'favicon', ...(seed.files ?? [])].entries()) {
    const content = Buffer.from(file);
    const sha1 = createHash('sha1').update(content).digest('hex');
    const store_fname = `${sha1.slice(0, 2)}/${sha1}`;
    database.files.set(store_fname, content);
    const isOdoos = index < 2;
    put('ir_attachment', {
      res_model: isOdoos ? 'res.lang' : 'res.partner',
      res_field: isOdoos ? 'flag_image' : null,
      name: isOdoos ? String(file) : `file-${String(index - 1)}`,
      type: 'binary',
      company_id: 1,
      file_size: content.length,
      store_fname,
      checksum: sha1,
      mimetype: 'application/octet-stream',
    });
  }
  for (let n = 0; n < (seed.mails ?? 0); n += 1) {
    put('mail_mail', { email_to: `someone-${String(n + 1)}@example.com`, subject: 'Waiting', state: 'outgoing' });
  }
}

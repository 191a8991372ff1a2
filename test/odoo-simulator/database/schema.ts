import { major, type Version } from '../options';
import type { ColumnKind } from './table';

const STAMPS = 'create_uid write_uid create_date write_date';

/**
 * The tables a simulated database has, of some hundreds in a real one, with the columns that are read, in the order of real dumps.
 * `?` marks a boolean, `#` a number, `'` a text; `id`, `…_id` and `…_uid` are numbers without a mark.
 */
const TABLES: Readonly<Record<string, string>> = {
  auth_oauth_provider: `id ${STAMPS} name client_id' enabled?`,
  auth_totp_device: 'id name user_id scope expiration_date index key create_date',
  base_language_install: `id ${STAMPS} overwrite? lang_ids'`,
  fetchmail_server: `id ${STAMPS} name server server_type active? state`,
  ir_act_server: `id ${STAMPS} type binding_type name model_id model_name usage state code`,
  ir_attachment: `id res_id company_id file_size# ${STAMPS} name res_model res_field type url store_fname checksum mimetype public?`,
  ir_config_parameter: `id ${STAMPS} key value`,
  ir_cron: `id ir_actions_server_id user_id interval_number# numbercall# priority# create_uid write_uid interval_type cron_name active? nextcall lastcall create_date write_date`,
  ir_mail_server: `id smtp_port# sequence# ${STAMPS} name smtp_host smtp_user smtp_pass smtp_encryption active?`,
  ir_model: `id ${STAMPS} model name state`,
  ir_model_data: `id ${STAMPS} res_id noupdate? name module model`,
  ir_module_module: `id ${STAMPS} name author state latest_version shortdesc`,
  ir_ui_view: 'id name type arch_db',
  mail_channel: `id ${STAMPS} name channel_type active?`,
  mail_channel_member: `id partner_id channel_id ${STAMPS} fold_state`,
  mail_mail: `id mail_message_id ${STAMPS} email_to subject state failure_reason`,
  payment_provider: `id company_id ${STAMPS} code name state is_published?`,
  res_company: `id name partner_id currency_id ${STAMPS} email phone active?`,
  res_company_users_rel: 'cid user_id',
  res_country: `id currency_id ${STAMPS} code name`,
  res_currency: `id ${STAMPS} name symbol active?`,
  res_groups: `id ${STAMPS} name share?`,
  res_groups_users_rel: 'gid uid',
  res_lang: `id ${STAMPS} name code iso_code url_code active?`,
  res_partner: `id company_id create_date name country_id commercial_partner_id create_uid write_uid display_name lang tz email phone active? is_company? partner_share? write_date`,
  res_users: `id company_id partner_id active? create_date login password create_uid write_uid share? write_date oauth_provider_id oauth_uid' oauth_access_token totp_secret`,
  res_users_apikeys: 'id name user_id scope index key create_date',
  res_users_log: `id ${STAMPS}`,
};

/** Chat is kept in other tables from 17 on, keys may end from 18 on. */
const SINCE: readonly [number, (tables: Record<string, string>) => void][] = [
  [
    17,
    (tables) => {
      tables['discuss_channel'] = tables['mail_channel'] ?? '';
      tables['discuss_channel_member'] = tables['mail_channel_member'] ?? '';
      delete tables['mail_channel'];
      delete tables['mail_channel_member'];
    },
  ],
  [18, (tables) => (tables['res_users_apikeys'] = 'id name user_id scope expiration_date index key create_date')],
];

const NUMBERS = new Set(['gid', 'cid']);
const known = new Map<Version, ReadonlyMap<string, ReadonlyMap<string, ColumnKind>>>();

/** The tables of a release: columns and their kinds by name, in the order of the alphabet. */
export function schemaOf(version: Version): ReadonlyMap<string, ReadonlyMap<string, ColumnKind>> {
  const made = known.get(version) ?? new Map(Object.entries(tablesOf(version)).sort().map(readTable));
  known.set(version, made);
  return made;
}

/** The columns of a table no release has: one that stood in a dump alone. */
export function columnsOf(names: readonly string[]): ReadonlyMap<string, ColumnKind> {
  return new Map(names.map(readColumn));
}

function tablesOf(version: Version): Record<string, string> {
  const tables = { ...TABLES };
  for (const [since, change] of SINCE) if (major(version) >= since) change(tables);
  return tables;
}

function readTable([name, columns]: [string, string]): [string, ReadonlyMap<string, ColumnKind>] {
  return [name, columnsOf(columns.split(' '))];
}

function readColumn(text: string): [string, ColumnKind] {
  const name = text.replace(/[?#']$/, '');
  if (text.endsWith('?')) return [name, 'boolean'];
  return [name, text.endsWith('#') || isNumber(text) ? 'number' : 'text'];
}

function isNumber(name: string): boolean {
  return NUMBERS.has(name) || /(^|_)u?id$/.test(name);
}

/** What each table's numbers point at: the foreign keys of a dump, as psql would make them. */
export function foreignKeysOf(version: Version): string[] {
  const keys: string[] = [];
  for (const [table, columns] of schemaOf(version)) {
    for (const column of columns.keys()) {
      const target = TARGETS[column];
      if (target !== undefined && schemaOf(version).has(target))
        keys.push(`${table}_${column}_fkey ${table} ${column} ${target}`);
    }
  }
  return keys;
}

const TARGETS: Readonly<Record<string, string>> = {
  create_uid: 'res_users',
  write_uid: 'res_users',
  user_id: 'res_users',
  uid: 'res_users',
  gid: 'res_groups',
  cid: 'res_company',
  company_id: 'res_company',
  partner_id: 'res_partner',
  commercial_partner_id: 'res_partner',
  country_id: 'res_country',
  currency_id: 'res_currency',
  ir_actions_server_id: 'ir_act_server',
  oauth_provider_id: 'auth_oauth_provider',
};

import { isInGroup } from '../access';
import { stamp } from '../database/database';
import { hashed } from '../database/secrets';
import type { Row } from '../database/table';
import { accessDenied, OdooFault } from '../fault';
import { major } from '../options';
import type { Json } from '../wire';
import type { Arguments } from './arguments';
import { membersOf } from './arguments';
import type { Records } from './records';

type Values = Readonly<Record<string, Json>>;

const SUPERUSER = 1;
/** What a user has of its partner. */
const OF_PARTNERS = new Set(['name', 'email', 'lang', 'tz', 'phone']);

/** Creates users, with the partner each one is. */
export function createUser(users: Records, values: Values): Row {
  const { database } = users.caller;
  users.mustManagePartners();
  checkLogin(users, values);
  const { name = values['login'] ?? false } = values;
  const partner = database.table('res_partner').insert({ active: true, lang: 'en_US', create_uid: users.uid });
  const row = users.create({ active: true, company_id: 1, partner_id: partner['id'] ?? null, share: false });
  database.table('res_company_users_rel').insert({ cid: 1, user_id: row['id'] ?? null });
  users.assign(row, withPassword({ name, ...values }));
  const ids = users.model.linked(row, users.model.relation('groups_id') ?? missing());
  if (ids.length === 0) database.table('res_groups_users_rel').insert({ gid: 1, uid: row['id'] ?? null });
  row['share'] = !isInGroup(database, Number(row['id']), 1);
  return row;
}

/** Writes users: what is archived this way loses its chats for good. */
export function writeUsers(users: Records, ids: readonly number[], values: Values): void {
  const rows = users.browse(ids);
  if (Object.keys(values).some((field) => OF_PARTNERS.has(field))) users.mustManagePartners();
  checkActive(users, ids, values);
  checkLogin(users, values, ids);
  checkLanguage(users, values);
  for (const row of rows) if (values['active'] === false && row['active'] === true) leaveChats(users, row);
  users.write(ids, withPassword(values));
  for (const row of rows) wakePartner(users, row, values);
}

/** A password change by the user itself. @throws OdooFault when the old one is wrong */
export function changePassword(users: Records, given: Arguments): true {
  const { user, database } = users.caller;
  if (!database.isPasswordOf(user, given.text('old_passwd', 0))) throw accessDenied('check');
  user['password'] = hashed(given.text('new_passwd', 1));
  return true;
}

/** Whether the caller (16), or the user it is asked of (from 18 on), is in the group with this name. */
export function hasGroup(users: Records, given: Arguments): boolean {
  const { database, odoo } = users.caller;
  const byRecord = major(odoo.behaviour.version) >= 18;
  const uid = byRecord ? (given.ids[0] ?? users.uid) : users.uid;
  const [module = '', name = ''] = given.text('group_ext_id', byRecord && given.ids.length > 0 ? 1 : 0).split('.');
  const found = database.table('ir_model_data').where({ module, name, model: 'res.groups' })[0];
  return found !== undefined && isInGroup(database, uid, Number(found['res_id']));
}

function withPassword(values: Values): Values {
  const password = values['password'];
  return typeof password === 'string' ? { ...values, password: hashed(password) } : values;
}

function checkActive(users: Records, ids: readonly number[], values: Values): void {
  if (values['active'] === true && ids.includes(SUPERUSER)) {
    throw new OdooFault('odoo.exceptions.UserError', 'You cannot activate the superuser.');
  }
  if (values['active'] === false && ids.includes(users.uid)) {
    const text = "You cannot deactivate the user you're currently logged in as.";
    throw new OdooFault('odoo.exceptions.UserError', text);
  }
}

function checkLogin(users: Records, { login }: Values, own: readonly number[] = []): void {
  const taken = typeof login === 'string' ? users.caller.database.user(login) : undefined;
  if (taken !== undefined && !own.includes(Number(taken['id']))) {
    throw new OdooFault('odoo.exceptions.ValidationError', 'You can not have two users with the same login!');
  }
}

/** 16 refuses a language that is not installed, 19 says true to it. */
function checkLanguage(users: Records, { lang }: Values): void {
  const { database, odoo } = users.caller;
  if (typeof lang !== 'string' || major(odoo.behaviour.version) >= 19) return;
  if (database.table('res_lang').where({ code: lang, active: true }).length > 0) return;
  throw new OdooFault('builtins.ValueError', `Wrong value for res.users.lang: '${lang}'`);
}

function leaveChats(users: Records, user: Row): void {
  const { database } = users.caller;
  const channels = new Set(
    database
      .table(database.chatTable)
      .rows.filter(({ channel_type }) => channel_type !== 'chat')
      .map(({ id }) => id),
  );
  const isLost = (member: Row): boolean =>
    member['partner_id'] === user['partner_id'] && channels.has(member['channel_id'] ?? null);
  database.table(`${database.chatTable}_member`).delete(isLost);
  const partner = database.table('res_partner').find(Number(user['partner_id']));
  if (partner !== undefined) partner['write_date'] = stamp(new Date());
}

function wakePartner(users: Records, user: Row, values: Values): void {
  if (values['active'] !== true) return;
  const partner = users.caller.database.table('res_partner').find(Number(user['partner_id']));
  if (partner !== undefined) Object.assign(partner, { active: true, write_date: stamp(new Date()) });
}

function missing(): never {
  throw new Error('Users have groups.');
}

/** The values of a creation, of one or of many. */
export function valuesOf(given: Json | undefined): Values[] {
  return (Array.isArray(given) ? (given as readonly Json[]) : [given ?? {}]).map(membersOf);
}

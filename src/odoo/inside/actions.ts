/**
 * What is done inside a database by SQL, because Odoo's own methods do it wrongly or not at all: Python texts for server actions. Each is a
 * constant; what varies stands before it as lines `name = [ids]`. No text of anybody's ever becomes part of one. What is fetched is fetched
 * on a line of its own: whatever else Odoo is asked may read by the same cursor, where it does not remember the answer.
 */

/** Under which the server action stands while it is there. */
export const ACTION_NAME = 'Amiral';
/** The model it belongs to: only who may write settings may run it, and running it touches none of them. */
export const ACTION_MODEL = 'ir.config_parameter';

/** A line `name = [1, 2]` before a constant text. @throws RangeError for anything but ids */
export function given(name: string, ids: readonly number[]): string {
  if (!ids.every((id) => Number.isSafeInteger(id) && id > 0)) throw new RangeError(`${name} holds what is no id.`);
  return `${name} = ${JSON.stringify(ids)}\n`;
}

/** The last line: the action goes in the transaction in which it ran, and with it any that an earlier one left behind. */
export const GONE = `env['ir.actions.server'].search([('name', '=', '${ACTION_NAME}')]).unlink()\n`;

/** Odoo keeps who may log in in memory, and tells its other processes by the same call; 17 renamed it. */
export function forget(major: number): string {
  return major >= 17 ? 'env.registry.clear_cache()\n' : 'env.registry.clear_caches()\n';
}

/** Who may log in besides the caller, and what runs by itself. By SQL: Odoo shows a caller only users of his own companies. */
export const OPEN_STATE = `\
env.cr.execute("select id from res_users where active and id <> %s order by id", (env.uid,))
users = [row[0] for row in env.cr.fetchall()]
env.cr.execute("select id from ir_cron where active order by id")
crons = [row[0] for row in env.cr.fetchall()]
action = {'userIds': users, 'cronIds': crons}
`;

/** After `ids`. A plain write deletes the memberships of chats for good. */
export const ARCHIVE_USERS = `\
env.cr.execute("update res_users set active = false where id = any(%s) and active and id <> %s returning id", (ids, env.uid))
action = {'ids': [row[0] for row in env.cr.fetchall()]}
`;

/** After `ids`. */
export const UNARCHIVE_USERS = `\
env.cr.execute("update res_users set active = true where id = any(%s) and not active returning id", (ids,))
action = {'ids': [row[0] for row in env.cr.fetchall()]}
`;

/** After `ids`. The row of a scheduled action that runs is locked: it is left, and would have been written anew at its end. */
export const STOP_CRONS = `\
env.cr.execute("update ir_cron set active = false where id in (select id from ir_cron where id = any(%s) and active for update skip locked) returning id", (ids,))
stopped = [row[0] for row in env.cr.fetchall()]
env.cr.execute("select id from ir_cron where id = any(%s) and active order by id", (ids,))
action = {'ids': stopped, 'running': [row[0] for row in env.cr.fetchall()]}
`;

/** After `ids`. */
export const START_CRONS = `\
env.cr.execute("update ir_cron set active = true where id = any(%s) and not active returning id", (ids,))
action = {'ids': [row[0] for row in env.cr.fetchall()]}
`;

/** Which of the doors that not every database has are there. */
const DOORS_THERE = `\
env.cr.execute("select table_name || '.' || column_name from information_schema.columns where table_schema = current_schema() and table_name in ('res_users', 'res_partner', 'auth_totp_device', 'auth_passkey_key')")
there = [row[0] for row in env.cr.fetchall()]
`;

/**
 * After `keep` (whose passwords stay) and `archive`. Whoever else has a password gets one that nobody knows, archived ones too: they could be
 * let in again. Keys go but for the caller's; second factors, passkeys, tokens of OAuth and of invitations (up to 17 they are stored) go.
 */
export const SHUT_DOORS = `\
${DOORS_THERE}\
env.cr.execute("select gen_random_uuid()::text || gen_random_uuid()::text")
password = env.cr.fetchone()[0]
password = env['res.users']._crypt_context().hash(password)
env.cr.execute("update res_users set password = %s where password is not null and id <> all(%s)", (password, keep))
env.cr.execute("update res_users set active = false where id = any(%s)", (archive,))
env.cr.execute("delete from res_users_apikeys where user_id <> %s", (env.uid,))
if 'auth_totp_device.id' in there:
    env.cr.execute("delete from auth_totp_device")
if 'auth_passkey_key.id' in there:
    env.cr.execute("delete from auth_passkey_key")
if 'res_users.totp_secret' in there:
    env.cr.execute("update res_users set totp_secret = null where totp_secret is not null")
if 'res_users.oauth_access_token' in there:
    env.cr.execute("update res_users set oauth_access_token = null, oauth_uid = null where oauth_access_token is not null or oauth_uid is not null")
if 'res_partner.signup_token' in there:
    env.cr.execute("update res_partner set signup_token = null where signup_token is not null")
action = {'done': True}
`;

/** Logins and keys by marks that tell whether two are the same, and nothing else: hashes of salted hashes. */
export const READ_DOORS = `\
${DOORS_THERE}\
env.cr.execute("select id, login, coalesce(active, false), md5(password) from res_users order by id")
users = [list(row) for row in env.cr.fetchall()]
env.cr.execute("select md5(key) from res_users_apikeys order by id")
keys = [row[0] for row in env.cr.fetchall()]
others = 0
if 'auth_totp_device.id' in there:
    env.cr.execute("select count(*) from auth_totp_device")
    others += env.cr.fetchone()[0]
if 'auth_passkey_key.id' in there:
    env.cr.execute("select count(*) from auth_passkey_key")
    others += env.cr.fetchone()[0]
if 'res_users.totp_secret' in there:
    env.cr.execute("select count(*) from res_users where totp_secret is not null")
    others += env.cr.fetchone()[0]
if 'res_users.oauth_access_token' in there:
    env.cr.execute("select count(*) from res_users where oauth_access_token is not null or oauth_uid is not null")
    others += env.cr.fetchone()[0]
if 'res_partner.signup_token' in there:
    env.cr.execute("select count(*) from res_partner where signup_token is not null")
    others += env.cr.fetchone()[0]
action = {'users': users, 'keys': keys, 'others': others}
`;

/** From 19 on; after `ids`, one user. Without an end: the user is of the group system. */
export const MAKE_KEY = `\
env.cr.execute("delete from res_users_apikeys where user_id = any(%s)", (ids,))
action = {'key': env['res.users.apikeys'].with_user(ids[0])._generate('rpc', 'Amiral', None)}
`;

/** After one line each, `[1]` to switch it off and `[]` to leave it. */
export const SET_MAIL = `\
env.cr.execute("select table_name from information_schema.tables where table_schema = current_schema() and table_name in ('ir_mail_server', 'fetchmail_server', 'payment_provider', 'mail_alias_domain')")
there = [row[0] for row in env.cr.fetchall()]
if outgoing and 'ir_mail_server' in there:
    env.cr.execute("update ir_mail_server set active = false where active")
if incoming and 'fetchmail_server' in there:
    env.cr.execute("update fetchmail_server set active = false where active")
if payment and 'payment_provider' in there:
    env.cr.execute("update payment_provider set state = 'disabled', is_published = false where state <> 'disabled'")
if enterprise:
    env.cr.execute("delete from ir_config_parameter where key in ('database.enterprise_code', 'database.expiration_date', 'database.expiration_reason')")
if catchall:
    env.cr.execute("delete from ir_config_parameter where key in ('mail.catchall.domain', 'mail.catchall.alias', 'mail.bounce.alias')")
if catchall and 'mail_alias_domain' in there:
    env.cr.execute("update res_company set alias_domain_id = null where alias_domain_id is not null")
left = {'outgoing': 0, 'incoming': 0, 'payment': 0, 'enterprise': 0, 'catchall': 0}
if 'ir_mail_server' in there:
    env.cr.execute("select count(*) from ir_mail_server where active")
    left['outgoing'] = env.cr.fetchone()[0]
if 'fetchmail_server' in there:
    env.cr.execute("select count(*) from fetchmail_server where active")
    left['incoming'] = env.cr.fetchone()[0]
if 'payment_provider' in there:
    env.cr.execute("select count(*) from payment_provider where state <> 'disabled'")
    left['payment'] = env.cr.fetchone()[0]
env.cr.execute("select count(*) from ir_config_parameter where key = 'database.enterprise_code'")
left['enterprise'] = env.cr.fetchone()[0]
env.cr.execute("select count(*) from ir_config_parameter where key = 'mail.catchall.domain'")
left['catchall'] = env.cr.fetchone()[0]
if 'mail_alias_domain' in there:
    env.cr.execute("select count(*) from res_company where alias_domain_id is not null")
    left['catchall'] += env.cr.fetchone()[0]
action = {'left': left}
`;

/** All that is worth knowing of a database, in one look. The caller himself is nobody's seat and no login of theirs. */
export const LOOK = `\
env.cr.execute("""
    select pg_database_size(current_database()),
           (select count(*) from res_users where active and not share and id <> %(uid)s),
           (select count(*) from res_users where active and share),
           (select to_char(max(create_date), 'YYYY-MM-DD"T"HH24:MI:SS"Z"') from res_users_log where create_uid <> %(uid)s),
           (select coalesce(sum(file_size), 0) from ir_attachment),
           (select count(*) from ir_attachment),
           (select count(*) from ir_cron where active and nextcall < (now() at time zone 'UTC') - interval '10 minutes'),
           (select count(*) from ir_cron where active),
           (select latest_version from ir_module_module where name = 'base')
""", {'uid': env.uid})
row = env.cr.fetchone()
action = {'look': [int(value) if not isinstance(value, str) and value is not None else value for value in row]}
`;

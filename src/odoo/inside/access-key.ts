import { pbkdf2Sync, randomBytes } from 'node:crypto';

/** Odoo's own, for its API keys (KEY_CRYPT_CONTEXT and INDEX_SIZE in its res_users.py). */
const ROUNDS = 6_000;
const INDEX_SIZE = 8;
const KEY_BYTES = 20;

/** A new API key, and what puts it into a database that is being restored. */
export interface AccessKey {
  /** 40 hexadecimal characters: a secret. */
  key: string;
  /** One statement for the end of dump.sql, which has emptied `search_path`. It holds the hash of the key. */
  sql: string;
}

/**
 * A way into a database without any password of its: a key of one of its users, put in with a restore. It changes no user, password or
 * session.
 * @param uid a user of the group system, 2 in most databases
 */
export function accessKey(uid: number, key = randomBytes(KEY_BYTES).toString('hex')): AccessKey {
  if (!Number.isSafeInteger(uid) || uid < 1) throw new RangeError('That is no id.');
  const values = `'Amiral', ${String(uid)}, 'rpc', '${key.slice(0, INDEX_SIZE)}', '${hashOf(key)}'`;
  return { key, sql: `INSERT INTO public.res_users_apikeys (name, user_id, scope, index, key) VALUES (${values});\n` };
}

/** As passlib writes `pbkdf2_sha512`: its base64 has a dot for the plus, and no padding. */
function hashOf(key: string): string {
  const salt = randomBytes(16);
  const hash = pbkdf2Sync(key, salt, ROUNDS, 64, 'sha512');
  const text = (bytes: Buffer): string => bytes.toString('base64').replaceAll('+', '.').replace(/=+$/, '');
  return `$pbkdf2-sha512$${String(ROUNDS)}$${text(salt)}$${text(hash)}`;
}

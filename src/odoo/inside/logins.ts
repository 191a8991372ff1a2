import { z } from 'zod';
import { OdooCallError, refused } from '../odoo-call-error';
import type { OdooCall } from '../odoo-call';
import type { OdooTarget } from '../odoo-conversation';
import { Inside, Session } from './session';

const CONTEXT = z.object({ uid: z.int() });

/**
 * @returns who it is; null when Odoo refuses login or password
 * @throws OdooCallError, of which nothing says that the login is wrong
 */
export async function authenticate(
  call: OdooCall,
  database: string,
  login: string,
  password: string,
): Promise<number | null> {
  const uid = await call.rpc('common', 'authenticate', [database, login, password, {}], 'reads').catch(nullOfDenied);
  if (typeof uid === 'number') return uid;
  if (uid === false || uid === null) return null;
  throw new OdooCallError('lost', 'bad-answer', 'It is no id of a user.');
}

/** @returns null when the login is refused @throws OdooCallError refused `login-not-admin` */
export async function signIn(
  call: OdooCall,
  target: OdooTarget,
  database: string,
  { login, password }: { login: string; password: string },
): Promise<Session | null> {
  const uid = await authenticate(call, database, login, password);
  return uid === null ? null : withSerie(call, new Session(target, database, uid, password, 'jsonrpc', ''));
}

/**
 * Over `/json/2` where it is served; up to 18, and where a dbfilter shuts it, over `/jsonrpc`, which knows no dbfilter.
 * @param uid whose key it is
 * @returns null when the key is refused, or is somebody else's
 */
export async function signInByKey(
  call: OdooCall,
  target: OdooTarget,
  database: string,
  { uid, key }: { uid: number; key: string },
): Promise<Session | null> {
  const session = new Session(target, database, uid, key, 'json2', '');
  try {
    const seen = await new Inside(call, session).ask(CONTEXT, ['res.users', 'context_get'], {}, 'reads');
    return seen.uid === uid ? await withSerie(call, session) : null;
  } catch (error) {
    if (isRefused(error, 'access-denied')) return null;
    if (!isRefused(error, 'not-served')) throw error;
  }
  try {
    return await withSerie(call, new Session(target, database, uid, key, 'jsonrpc', ''));
  } catch (error) {
    if (isRefused(error, 'access-denied')) return null;
    throw error;
  }
}

/** The version of `base`, as `16.0.1.3`: of the database, not of the server. */
export async function baseVersion(inside: Inside): Promise<string> {
  const [base] = await inside.search('ir.module.module', [['name', '=', 'base']], { latest_version: z.string() });
  if (!base) throw refused('odoo-error', 'The database has no module base.');
  return base.latest_version;
}

async function withSerie(call: OdooCall, { target, database, uid, secret, way }: Session): Promise<Session> {
  const inside = new Inside(call, new Session(target, database, uid, secret, way, ''));
  await mustBeAdmin(inside);
  return new Session(target, database, uid, secret, way, serieOf(await baseVersion(inside)));
}

/** By the settings: modules are shown to every internal user where `base_install_request` is, as it is with `mail`. */
async function mustBeAdmin(inside: Inside): Promise<void> {
  const uuid = [['key', '=', 'database.uuid']] as const;
  await inside.search('ir.config_parameter', uuid, { id: z.int() }).catch((error: unknown) => {
    const { exception } = error as Partial<OdooCallError>;
    throw exception === 'odoo.exceptions.AccessError' ? refused('login-not-admin') : error;
  });
}

/** `16.0` of `16.0.1.3`, `saas~17.4` of `saas~17.4.1.0`. */
function serieOf(version: string): string {
  return version.split('.').slice(0, 2).join('.');
}

function nullOfDenied(error: unknown): null {
  if (isRefused(error, 'access-denied')) return null;
  throw error;
}

function isRefused(error: unknown, code: OdooCallError['code']): boolean {
  return error instanceof OdooCallError && error.outcome === 'refused' && error.code === code;
}

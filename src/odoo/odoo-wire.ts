import { cut, oneLine } from '../common/text';
import type { CertificateEnd } from '../outbound/certificate-end';
import { TransportError } from '../outbound/failures';
import { AnswerError, type OdooFailure } from './odoo-reasons';

/** An answer as text, with what the rest of this folder wants to know about it. */
export interface Reply {
  status: number;
  /** Where it redirects to, see `locationOf`. */
  location: string | null;
  text: string;
  /** In ms. */
  ms: number;
  certificate: CertificateEnd | null;
}

/** What `/jsonrpc` said. A method that returns None answers without `result`: its value is null. */
export type RpcAnswer =
  | { kind: 'result'; value: unknown }
  /**
   * Odoo's own error, which comes as HTTP 200. `name` is the Python class, empty when it is none that Odoo raises. `text` is compared, never
   * told; `message` is its first line, empty unless PostgreSQL wrote it.
   */
  | { kind: 'error'; name: string; message: string; text: string }
  /** Not an answer of JSON-RPC at all. */
  | { kind: 'none'; failure: OdooFailure };

export interface OdooVersion {
  /** As the server writes it: `16.0`, `saas~17.2+e`. */
  text: string;
  /** 16, 17 … */
  major: number;
}

/** `16.0`, `17.0-20240501`, `saas~17.2+e` (odoo/release.py, and what nightly builds and packagers add). */
const VERSION = /^(saas[~-])?\d{1,3}(\.\d{1,3})?[\w.+~-]{0,40}$/;
const LONGEST_MESSAGE = 200;
const LONGEST_HOST = 253;
/** A refusal names every address that was tried, a line each. */
const LONGEST_TEXT = 4_000;
/** The classes that Odoo answers with: its own, those of its framework and its database's library, Python's. Others may spell a secret. */
const ODOO_ERROR = /^(odoo|openerp|psycopg\d?|werkzeug|builtins)(\.[A-Za-z_]\w{0,39}){1,4}$/;
/** Whose words an operator needs: PostgreSQL's, which only Odoo hands on so. */
const DATABASE_ERROR = /^psycopg\d?\./;
const FOREIGN_ERROR = /^psycopg\d*\.errors\.InsufficientPrivilege$/;
const UNMADE_ERROR = /^psycopg\d*\.errors\.Undefined\w+$/;
/** psycopg2 today; psycopg (3) names its errors alike. */
const OPERATIONAL_ERROR = /^psycopg\d*\.OperationalError$/;

/** The body of a call to one of Odoo's RPC services: POST /jsonrpc, `application/json`. */
export function rpcBody(service: string, method: string, args: readonly unknown[]): string {
  return JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'call', params: { service, method, args } });
}

/**
 * Where the header `Location` leads: scheme, host and port, which is what an operator needs. A path or query may hold anything, and who
 * answers need not be an Odoo.
 * @param from what was asked for
 * @returns null when it leads to no web address
 */
export function locationOf(header: unknown, from: URL): string | null {
  if (typeof header !== 'string' || !URL.canParse(header, from.href)) return null;
  const { protocol, hostname, origin } = new URL(header, from);
  if (!/^https?:$/.test(protocol) || hostname.length > LONGEST_HOST) return null;
  return origin === from.origin ? 'another path of the same address' : origin;
}

/** What nginx, Apache and Go say, with 400, to plain HTTP at a port for TLS. */
const FOR_TLS =
  /plain HTTP request was sent to HTTPS port|speaking plain HTTP to an SSL|HTTP request to an HTTPS server/i;

/** Whether a page says that it expected TLS. */
export function isForTls(text: string): boolean {
  return FOR_TLS.test(text);
}

/** Reads an answer of `/jsonrpc`, where HTTP 200 says nothing about success. */
export function readRpc(reply: Reply): RpcAnswer {
  const wrong = wrongStatus(reply);
  if (wrong) return { kind: 'none', failure: wrong };
  const json = parseObject(reply.text);
  if (!json || !('jsonrpc' in json)) {
    return { kind: 'none', failure: new AnswerError('not-odoo', 'The answer is not JSON-RPC.') };
  }
  if (!('error' in json)) return { kind: 'result', value: json.result ?? null };
  return isObject(json.error) ? readError(json.error.data) : readError(null);
}

/** Reads what Odoo says of an error of its own: the `data` of one of `/jsonrpc`, the body of one of `/json/2`. */
export function readError(data: unknown): Extract<RpcAnswer, { kind: 'error' }> {
  const { name, message } = isObject(data) ? data : {};
  if (typeof name !== 'string' || !ODOO_ERROR.test(name)) return { kind: 'error', name: '', message: '', text: '' };
  const text = typeof message === 'string' ? cut(message, LONGEST_TEXT) : '';
  return { kind: 'error', name, message: DATABASE_ERROR.test(name) ? firstLine(text) : '', text };
}

/** The failure that a status other than 200 stands for; null for 200. */
function wrongStatus(reply: Reply): TransportError | null {
  if (reply.status === 200) return null;
  if (reply.status >= 300 && reply.status < 400) {
    return new TransportError('redirect', `The server redirects to ${reply.location ?? 'an unnamed place'}.`);
  }
  return new TransportError('http-status', `The server answered HTTP ${String(reply.status)}.`);
}

/** The result of `common.version`, or null when it is another product's. */
export function readCommonVersion(value: unknown): OdooVersion | null {
  return isObject(value) ? toVersion(value.server_version, value.server_version_info) : null;
}

/** The body of `GET /web/version` (Odoo 19 and later), or null when it is another product's. */
export function readWebVersion(text: string): OdooVersion | null {
  const json = parseObject(text);
  return json ? toVersion(json.version, json.version_info) : null;
}

/**
 * The answer of `GET /web/health?db_server_status=1`: 200, or 500 when the database is down; null when it is not an Odoo's.
 * A version that ignores the question leaves the database unknown.
 */
export function readHealth({ status, text }: Reply): { database: 'up' | 'down' | 'unknown' } | null {
  const json = parseObject(text);
  const isUp = json?.db_server_status;
  if (typeof isUp === 'boolean') return { database: isUp ? 'up' : 'down' };
  return status === 200 && json?.status === 'pass' ? { database: 'unknown' } : null;
}

/** The names in a list of databases; null when it is no list. */
export function readNames(value: unknown): string[] | null {
  return Array.isArray(value) ? value.filter((name) => typeof name === 'string') : null;
}

/**
 * What PostgreSQL's client library said when Odoo could not connect to a database, for want of PostgreSQL or of that database: the whole
 * text, and its first line for people; null when the answer is another.
 */
export function databaseDown(answer: RpcAnswer): { message: string; text: string } | null {
  return answer.kind === 'error' && OPERATIONAL_ERROR.test(answer.name) ? answer : null;
}

/** Odoo is at its own limit of connections (`db_maxconn`): overloaded, with a PostgreSQL that may be well. */
export function isPoolFull(answer: RpcAnswer): boolean {
  return answer.kind === 'error' && answer.name.endsWith('.PoolError');
}

/** A wrong master password, or a listing that the server's owner has switched off (`list_db = False`). */
export function isAccessDenied(answer: RpcAnswer): boolean {
  return answer.kind === 'error' && answer.name.endsWith('.AccessDenied');
}

/**
 * The RPC service or the whole of `/jsonrpc` is not there: `db` went in Odoo 20, `common` goes in 22, and a proxy may shut the rest (4xx).
 */
export function isGone(answer: RpcAnswer, status: number): boolean {
  if (answer.kind === 'error') return answer.name === 'builtins.KeyError';
  return answer.kind === 'none' && ((status >= 400 && status < 500) || answer.failure.reason === 'not-odoo');
}

/** Odoo's role may not read in the database: it is another role's. */
export function isForeignDatabase(answer: RpcAnswer): boolean {
  return answer.kind === 'error' && FOREIGN_ERROR.test(answer.name);
}

/** Odoo entered a database and found none of its own there: empty, half made, or of another version. */
export function isEmptyDatabase(answer: RpcAnswer): boolean {
  if (answer.kind !== 'error') return false;
  return UNMADE_ERROR.test(answer.name) || (answer.name === 'builtins.KeyError' && answer.text.includes('res.users'));
}

/** The number a version begins with, 0 when there is none. */
export function majorOf(version: string | null): number {
  return Number(/\d+/.exec(version ?? '')?.[0] ?? 0);
}

function toVersion(text: unknown, info: unknown): OdooVersion | null {
  const line = Array.isArray(info) ? oneLine(text, LONGEST_MESSAGE) : null;
  return line !== null && VERSION.test(line) ? { text: line, major: majorOf(line) } : null;
}

function parseObject(text: string): Record<string, unknown> | null {
  const json = parseJson(text);
  return isObject(json) ? json : null;
}

/** Undefined for what is no JSON. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function firstLine(text: string): string {
  return oneLine(/.+/.exec(text.trim())?.[0], LONGEST_MESSAGE) ?? '';
}

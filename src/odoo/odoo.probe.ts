import { toTransportError, TransportError } from './failures';
import { Conversation, type DatabaseState, type OdooTarget, overTransport } from './odoo.conversation';
import {
  databaseDownMessage,
  isAccessDenied,
  type OdooVersion,
  readCommonVersion,
  readNames,
  readRpc,
  readWebVersion,
  type Reply,
  rpcBody,
  type RpcAnswer,
} from './odoo.wire';
import type { Reason } from './reasons';
import { type Transport } from './transport';

export type Protocol = 'jsonrpc' | 'web-version';

/** What one probe found out. */
export interface ProbeOutcome {
  /** It answered as an Odoo. */
  reached: boolean;
  /** Null when all is well; `database-down` when reached and its database is down. */
  reason: Reason | null;
  /** What was seen, when that says more than `describe(reason)`; for people, holds no secret. */
  detail: string | null;
  protocol: Protocol | null;
  odooVersion: string | null;
  /** How long the version call took, in ms. */
  responseTimeMs: number | null;
  /** `unknown` when it could not be told, which never counts against the server. */
  database: DatabaseState;
  /** `db_exist ["postgres"]` has been true once, so that false now means something. */
  databaseProven: boolean;
  /** The end of the server's TLS certificate; null over plain HTTP and when it was not reached. */
  certificateExpiresAt: Date | null;
}

interface VersionFound extends OdooVersion {
  protocol: Protocol;
  ms: number;
  certificateExpiresAt: Date | null;
}

interface DatabaseFound {
  database: DatabaseState;
  detail: string | null;
  databaseProven: boolean;
}

const VERSION_BODY = rpcBody('common', 'version', []);
const LIST_BODY = rpcBody('db', 'list', []);
/** Newer sources of this line know `db_server_status`; where one does not, its answer shows it. */
const HEALTH_SINCE = 17;
/** The `db` service went with this version. */
const NO_DB_SERVICE_SINCE = 20;

/**
 * Asks a server for its version, then for the state of its database: two to four requests, one after the other.
 * @param deadline over everything, in ms of `performance.now()`
 * @param databaseProven as the last outcome said
 * @returns never rejects; every failure is a reason of the closed list
 */
export async function probe(
  transport: Transport,
  target: OdooTarget,
  deadline: number,
  databaseProven: boolean,
): Promise<ProbeOutcome> {
  try {
    const addresses = await transport.resolve(new URL(target.url), deadline);
    const conversation = new Conversation(target, overTransport(transport, target, addresses, deadline));
    const version = await askVersion(conversation);
    const found = await askDatabase(conversation, version.major, databaseProven);
    return reachedOutcome(version, found);
  } catch (error) {
    return failedOutcome(toTransportError(error), databaseProven);
  }
}

/** `common.version`, or `/web/version` where that is no more; throws TransportError when neither is an Odoo's. */
async function askVersion(conversation: Conversation): Promise<VersionFound> {
  const reply = await conversation.post('/jsonrpc', VERSION_BODY);
  const answer = readRpc(reply);
  const version = answer.kind === 'result' ? readCommonVersion(answer.value) : null;
  if (version) return toFound(version, 'jsonrpc', reply);
  const failure = whyNoVersion(answer, reply.status);
  if (failure.reason !== 'not-odoo' && failure.reason !== 'odoo-error') throw failure;
  return askWebVersion(conversation, failure);
}

async function askWebVersion(conversation: Conversation, otherwise: TransportError): Promise<VersionFound> {
  const reply = await conversation.get('/web/version');
  const version = reply.status === 200 ? readWebVersion(reply.text) : null;
  if (!version) throw otherwise;
  return toFound(version, 'web-version', reply);
}

function toFound(version: OdooVersion, protocol: Protocol, reply: Reply): VersionFound {
  return { ...version, protocol, ms: reply.ms, certificateExpiresAt: reply.certificateExpiresAt };
}

function whyNoVersion(answer: RpcAnswer, status: number): TransportError {
  if (status === 404 || status === 405) {
    return new TransportError('not-odoo', `Neither /jsonrpc (HTTP ${String(status)}) nor /web/version is an Odoo's.`);
  }
  if (answer.kind === 'none') return answer.failure;
  // Other products speak JSON-RPC too; only Odoo's errors carry the name of a Python class.
  if (answer.kind === 'result' || answer.name === '') {
    return new TransportError('not-odoo', 'The answer names no version of Odoo.');
  }
  return new TransportError('odoo-error', `Asked for its version, Odoo answered ${answer.name}: ${answer.message}`);
}

/** The best check the version has. One that fails or runs out of time leaves the database unknown: the version did come. */
async function askDatabase(conversation: Conversation, major: number, proven: boolean): Promise<DatabaseFound> {
  const unknown: DatabaseFound = { database: 'unknown', detail: null, databaseProven: proven };
  try {
    if (major >= HEALTH_SINCE) {
      const database = await conversation.databaseByHealth();
      if (database !== 'unknown') return { ...unknown, database };
    }
    return major >= NO_DB_SERVICE_SINCE ? unknown : await askByList(conversation, unknown);
  } catch {
    return unknown;
  }
}

/** `db.list` asks PostgreSQL; a hardened server refuses to list, so `db_exist` is asked instead. */
async function askByList(conversation: Conversation, unknown: DatabaseFound): Promise<DatabaseFound> {
  const answer = readRpc(await conversation.post('/jsonrpc', LIST_BODY));
  if (answer.kind === 'result' && readNames(answer.value)) return { ...unknown, database: 'up' };
  const detail = databaseDownMessage(answer);
  if (detail !== null) return { ...unknown, database: 'down', detail };
  if (!isAccessDenied(answer)) return unknown;
  if (await conversation.isPostgresSeen()) return { ...unknown, database: 'up', databaseProven: true };
  return unknown.databaseProven ? { ...unknown, database: 'down' } : unknown;
}

function reachedOutcome(version: VersionFound, { database, detail, databaseProven }: DatabaseFound): ProbeOutcome {
  const down = database === 'down';
  return {
    reached: true,
    reason: down ? 'database-down' : null,
    detail: down ? detail : null,
    protocol: version.protocol,
    odooVersion: version.text,
    responseTimeMs: version.ms,
    database,
    databaseProven,
    certificateExpiresAt: version.certificateExpiresAt,
  };
}

function failedOutcome({ reason, detail }: TransportError, databaseProven: boolean): ProbeOutcome {
  return {
    reached: false,
    reason,
    detail,
    protocol: null,
    odooVersion: null,
    responseTimeMs: null,
    database: 'unknown',
    databaseProven,
    certificateExpiresAt: null,
  };
}

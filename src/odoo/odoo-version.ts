import type { CertificateEnd } from '../outbound/certificate-end';
import { TransportError } from '../outbound/failures';
import type { Conversation, DatabaseState } from './odoo-conversation';
import {
  isForTls,
  majorOf,
  type OdooVersion,
  readCommonVersion,
  readHealth,
  readRpc,
  readWebVersion,
  type Reply,
  rpcBody,
  type RpcAnswer,
} from './odoo-wire';
import { SPEAKS_TLS } from '../outbound/reasons';
import { AnswerError, type OdooFailure } from './odoo-reasons';

/** How a server told that it is an Odoo; by `health` it does not say which. */
export const PROTOCOLS = ['jsonrpc', 'web-version', 'version-info', 'health'] as const;

/** One of {@link PROTOCOLS}, which stand in the order in which they are tried. */
export type Protocol = (typeof PROTOCOLS)[number];

/** An Odoo that answered. */
export interface VersionFound {
  protocol: Protocol;
  /** Null where only its health answers. */
  version: OdooVersion | null;
  /** How long the call that told it took, in ms. */
  ms: number;
  certificate: CertificateEnd | null;
  /** What the same answer said of the database. */
  database: DatabaseState;
  /** What stands in the way of more, for people; null when the usual ways are open. */
  shut: string | null;
}

type Found = Omit<VersionFound, 'shut'>;

/** Gives what it found, or why there is no Odoo to be seen this way; throws what no other way could mend. */
type Way = (conversation: Conversation) => Promise<Found | OdooFailure>;

const VERSION_BODY = rpcBody('common', 'version', []);
/** Since then `GET /web/version` tells it, while each call of `/jsonrpc` writes a warning of three lines into Odoo's log. */
export const WEB_VERSION_SINCE = 19;

/** A proxy that shuts RPC often lets the pages of the web client through. */
const WAYS: Readonly<Record<Protocol, Way>> = {
  jsonrpc: byJsonRpc,
  'web-version': byWebVersion,
  'version-info': byVersionInfo,
  health: byHealth,
};

/**
 * Asks a server for its version: `common.version` up to 18, `GET /web/version` from 19, the other ways where a 4xx shuts that one.
 * @param known the version seen before, or null
 * @throws OdooFailure when it does not show itself as an Odoo
 */
export async function askVersion(conversation: Conversation, known: string | null): Promise<VersionFound> {
  const knownMajor = majorOf(known);
  const failures = new Map<Protocol, OdooFailure>();
  const order = new Set<Protocol>(knownMajor >= WEB_VERSION_SINCE ? ['web-version', ...PROTOCOLS] : PROTOCOLS);
  for (const protocol of order) {
    const found = await WAYS[protocol](conversation);
    if (!(found instanceof Error)) return { ...found, shut: shutOf(found) };
    failures.set(protocol, found);
  }
  throw failures.get('jsonrpc') ?? new AnswerError('not-odoo');
}

async function byJsonRpc(conversation: Conversation): Promise<Found | OdooFailure> {
  const reply = await conversation.post('/jsonrpc', VERSION_BODY);
  const answer = readRpc(reply);
  const version = answer.kind === 'result' ? readCommonVersion(answer.value) : null;
  if (version) return toFound('jsonrpc', reply, version);
  if (isForTls(reply.text)) throw new TransportError('bad-answer', SPEAKS_TLS);
  const failure = whyNoVersion(answer, reply.status);
  if (isShut(reply.status) || failure.reason === 'not-odoo' || failure.reason === 'odoo-error') return failure;
  throw failure;
}

async function byWebVersion(conversation: Conversation): Promise<Found | OdooFailure> {
  const reply = await conversation.get('/web/version');
  const version = reply.status === 200 ? readWebVersion(reply.text) : null;
  return version ? toFound('web-version', reply, version) : notHere(reply);
}

/** Since 14 at least, also where the module `rpc` of 19 is not loaded. */
async function byVersionInfo(conversation: Conversation): Promise<Found | OdooFailure> {
  const reply = await conversation.post('/web/webclient/version_info', '{}');
  const answer = readRpc(reply);
  const version = answer.kind === 'result' ? readCommonVersion(answer.value) : null;
  return version ? toFound('version-info', reply, version) : notHere(reply);
}

async function byHealth(conversation: Conversation): Promise<Found | OdooFailure> {
  const reply = await conversation.health();
  const health = readHealth(reply);
  return health ? { ...toFound('health', reply, null), database: health.database } : notHere(reply);
}

function toFound(protocol: Protocol, { ms, certificate }: Reply, version: OdooVersion | null): Found {
  return { protocol, version, ms, certificate, database: 'unknown' };
}

/** A proxy that finds no Odoo behind it says so (5xx): what else is asked would only hide that. */
function notHere({ status }: Reply): TransportError {
  const failure = new TransportError('http-status', `The server answered HTTP ${String(status)}.`);
  if (status >= 500) throw failure;
  return failure;
}

function isShut(status: number): boolean {
  return status >= 400 && status < 500;
}

function whyNoVersion(answer: RpcAnswer, status: number): OdooFailure {
  if (status === 404 || status === 405) {
    const text = `/jsonrpc answers HTTP ${String(status)}, and neither /web/version nor any other page is an Odoo's.`;
    return new AnswerError('not-odoo', text);
  }
  if (isShut(status)) {
    const text = `/jsonrpc answers HTTP ${String(status)}, and no other page shows an Odoo: check what the reverse proxy lets through.`;
    return new TransportError('http-status', text);
  }
  if (answer.kind === 'none') return answer.failure;
  // Other products speak JSON-RPC too; only Odoo's errors carry the name of its classes.
  if (answer.kind === 'result' || answer.name === '') {
    return new AnswerError('not-odoo', 'The answer names no version of Odoo.');
  }
  return new AnswerError('odoo-error', `Asked for its version, Odoo answered ${answer.name}.`);
}

/** Up to 18 RPC is always there, so something in front of it keeps it shut. */
function shutOf({ protocol, version }: Found): string | null {
  if (protocol === 'jsonrpc' || (version !== null && version.major >= WEB_VERSION_SINCE)) return null;
  const missing = version === null ? 'its version and its database are not known' : 'its database is not known';
  return `Odoo answers, but not at /jsonrpc, which a reverse proxy seems to keep shut: ${missing}.`;
}

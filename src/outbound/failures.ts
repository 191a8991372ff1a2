import { types } from 'node:util';
import { oneLine } from '../common/text';
import { isOwnFault, type Reason, SENTENCES, SPEAKS_HTTP, SPEAKS_TLS } from './reasons';

/** What may be tried after a failure that says nothing about the server yet. */
export type Remedy = 'next-address' | 'fresh-connection' | 'none';

/** In characters. */
export const LONGEST_DETAIL = 500;

/** A call that brought no answer: `reason` from the closed list, `detail` what was seen besides; never holds a secret. */
export class TransportError extends Error {
  /** One line, whatever the other side had put into it. */
  readonly detail: string | null;
  /** Whether some of the request may have gone out. Only where it has not is it certain that nobody acted upon it. */
  sent = true;

  constructor(
    readonly reason: Reason,
    detail: string | null = null,
    readonly remedy: Remedy = 'none',
  ) {
    const line = oneLine(detail, LONGEST_DETAIL);
    super(`${reason}: ${line ?? SENTENCES[reason]}`);
    this.detail = line;
  }
}

/** A connection was there, and nothing came over it. */
export const NO_ANSWER = 'Connected, but no answer came in time.';
/** Whoever made the call wanted it no more. */
export const CALLED_OFF = 'The call was called off.';

const REASON_BY_CODE: Readonly<Partial<Record<string, Reason>>> = {
  ENOTFOUND: 'dns',
  EAI_NONAME: 'dns',
  EAI_NODATA: 'dns',
  EAI_FAIL: 'dns',
  EAI_AGAIN: 'no-dns',
  EAI_MEMORY: 'no-file-handles',
  ECONNREFUSED: 'refused',
  ECONNRESET: 'reset',
  ECONNABORTED: 'reset',
  EPIPE: 'reset',
  ETIMEDOUT: 'timeout',
  EHOSTUNREACH: 'unreachable',
  EHOSTDOWN: 'unreachable',
  EINVAL: 'unreachable',
  EAFNOSUPPORT: 'no-network',
  ENETUNREACH: 'no-network',
  ENETDOWN: 'no-network',
  // A local firewall answers so; a remote one drops or resets.
  EACCES: 'no-network',
  EPERM: 'no-network',
  EMFILE: 'no-file-handles',
  ENFILE: 'no-file-handles',
  ENOBUFS: 'no-file-handles',
  ENOMEM: 'no-file-handles',
  EADDRNOTAVAIL: 'no-file-handles',
  EPROTO: 'tls',
  HPE_HEADER_OVERFLOW: 'headers-too-large',
};

/** How the codes of OpenSSL's and Node's TLS errors begin (Node's documentation, "X509 certificate error codes"). */
const TLS_CODE =
  /^(ERR_TLS_|ERR_SSL_|ERR_OSSL_|CERT_|CRL_|DEPTH_ZERO_|SELF_SIGNED_|UNABLE_TO_|INVALID_CA|INVALID_PURPOSE|PATH_LENGTH_|HOSTNAME_MISMATCH|ERROR_IN_CERT_)/;

/** OpenSSL's words for bytes that are no TLS. */
const NO_TLS = /wrong version number|packet length too long/i;

/** Node's words that tell an operator nothing. */
const IN_WORDS: Readonly<Partial<Record<string, string>>> = {
  aborted: 'The connection closed before the answer was complete.',
  'socket hang up': 'The connection closed before any answer came.',
};

/** A body with both lengths (RFC 9112, 6.3): the strict parser of a kept connection refuses it. */
const BOTH_LENGTHS: ReadonlySet<string | undefined> = new Set([
  'HPE_INVALID_CONTENT_LENGTH',
  'HPE_INVALID_TRANSFER_ENCODING',
]);

const STALE_CODES: ReadonlySet<string | undefined> = new Set(['ECONNRESET', 'EPIPE', 'ECONNABORTED']);

/**
 * Turns whatever Node threw for a call into a TransportError.
 * @param error a system, DNS, TLS or HTTP parser error; a TransportError comes back as it is
 * @param unanswered whether the call went out on a kept-alive socket and no byte of an answer had come: such a reset
 *   says only that the server had closed an idle connection (RFC 9112, 9.3.1)
 */
export function toTransportError(error: unknown, unanswered = false): TransportError {
  if (error instanceof TransportError) return error;
  const { code, syscall, message } = facts(error);
  const reason = reasonOf(code);
  if (BOTH_LENGTHS.has(code)) return new TransportError(reason, message, 'fresh-connection');
  if (unanswered && STALE_CODES.has(code)) return new TransportError(reason, message, 'fresh-connection');
  return new TransportError(reason, message, syscall === 'connect' ? 'next-address' : 'none');
}

/**
 * The one failure to report when every address of a server failed: what one says about the server beats what another
 * says about us (that there is no IPv6 here, say).
 */
export function mostTelling(failures: readonly TransportError[]): TransportError | undefined {
  return failures.find(({ reason }) => !isOwnFault(reason)) ?? failures.at(-1);
}

function reasonOf(code: string | undefined): Reason {
  if (code === undefined) return 'internal';
  const known = REASON_BY_CODE[code];
  if (known) return known;
  if (code.startsWith('HPE_')) return 'bad-answer';
  return TLS_CODE.test(code) ? 'tls' : 'internal';
}

/** The first byte of an alert or a handshake (RFC 8446, 5.1), where the parser of HTTP kept what it could not read. */
function isTlsRecord(bytes: unknown): boolean {
  return Buffer.isBuffer(bytes) && (bytes[0] === 21 || bytes[0] === 22);
}

function facts(error: unknown): { code: string | undefined; syscall: string | undefined; message: string } {
  // Not instanceof: an error of Node's own code may come from another realm.
  if (!types.isNativeError(error))
    return { code: undefined, syscall: undefined, message: 'Something unknown was thrown.' };
  const { code, syscall, rawPacket } = error as NodeJS.ErrnoException & { rawPacket?: unknown };
  if (NO_TLS.test(error.message)) return { code, syscall, message: SPEAKS_HTTP };
  if (isTlsRecord(rawPacket)) return { code, syscall, message: SPEAKS_TLS };
  return { code, syscall, message: IN_WORDS[error.message] ?? error.message };
}

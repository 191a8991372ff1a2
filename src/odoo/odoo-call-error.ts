import { DomainError, type ErrorKind } from '../common/errors';
import { TransportError } from '../outbound/failures';
import type { Reason } from '../outbound/reasons';
import { AnswerError, explain, type OdooReason } from './odoo-reasons';

/**
 * What became of a call. `refused`: the server answered and said no; nothing was changed by this call as far as it can know. `not-sent`: no
 * byte of the request can have been acted upon. `lost`: sent, and no trustworthy answer came; it may have happened, or may still happen.
 */
export type CallOutcome = 'refused' | 'not-sent' | 'lost';

/** Why a call failed, as a closed list, with the sentence for people. */
const SENTENCES = {
  // Refused by what stands before Odoo, or by its version.
  'not-served': 'The server does not serve this call: check its version and what the reverse proxy lets through.',
  // Refused by Odoo.
  'access-denied': 'Odoo refuses the login or its rights.',
  'wrong-master-password': 'Odoo refuses the master password.',
  'list-db-off': 'list_db is off on the server: it makes, copies, saves and drops no database from outside.',
  'invalid-name': 'A database may not be called so: letters, digits, _, . and -, at most 63, a letter or digit first.',
  'name-taken': 'The server has a database of this name already.',
  'no-such-source': 'The server has no database of this name to begin from.',
  'not-dropped': 'The server dropped nothing: it has no such database, or does not list it because of -d.',
  'no-such-database': 'The server has no database of this name.',
  'login-not-admin': 'The login is good, but not of the group system.',
  'database-in-use':
    'Somebody else is connected to the database, so that PostgreSQL cannot copy, rename or drop it now.',
  'database-busy': 'Somebody else changed the same rows of the database at the same moment.',
  'database-down': 'Odoo answers, but its PostgreSQL does not: check the database server.',
  'server-busy': 'Odoo has no connection to its PostgreSQL left: it is overloaded, or db_maxconn is too low.',
  'cron-running': 'A scheduled action is being executed and cannot be changed now.',
  'no-such-language': 'Odoo knows no language with this code.',
  'no-such-country': 'Odoo knows no country with this code.',
  'body-too-large':
    'The reverse proxy takes no body this large: raise client_max_body_size, or what it is called there.',
  'server-disk-full': 'The disk of the server is full: Odoo needs room for the files, the dump and the zip in TMPDIR.',
  'odoo-error': 'Odoo answered with an error of its own: its log says why.',
  // The answer is not trustworthy, or there is none.
  'restore-failed': 'Odoo could not restore the backup, and may have left an empty database of this name.',
  'archive-broken': 'The backup is cut or damaged, or not one of Odoo: see what was seen besides.',
  'bad-answer': 'The answer is not what Odoo gives.',
  'no-answer': 'No answer came.',
  'not-reached': 'The server was not reached.',
  aborted: 'The call was called off.',
} as const;

/** One word of the closed list. */
export type CallCode = keyof typeof SENTENCES;

const KINDS: Readonly<Record<CallOutcome, ErrorKind>> = {
  refused: 'conflict',
  'not-sent': 'bad-gateway',
  lost: 'gateway-timeout',
};

/** What passes by itself, so that the same call may be made again a little later. */
const PASSING: ReadonlySet<CallCode> = new Set([
  'database-in-use',
  'database-busy',
  'database-down',
  'server-busy',
  'cron-running',
]);

/** Only what asks reads answers so: nothing was changed. */
const OF_ANSWERS: Readonly<Record<AnswerError['reason'], CallCode>> = {
  'not-odoo': 'bad-answer',
  'odoo-error': 'odoo-error',
  'database-down': 'database-down',
};

const UNREADABLE: ReadonlySet<Reason> = new Set(['bad-answer', 'too-large', 'headers-too-large']);

/** A call to an Odoo server that failed. Neither its words nor its facts hold anything the server wrote, or a secret. */
export class OdooCallError extends DomainError {
  declare readonly code: CallCode;
  /** In our own words, for people. */
  readonly detail: string;
  /** The Python class of Odoo's error, where it was one that Odoo raises. */
  exception: string | null = null;

  /**
   * @param besides what was seen besides the sentence of the code, in our own words
   * @param reason the transport's, where it was that which failed
   */
  constructor(
    readonly outcome: CallOutcome,
    code: CallCode,
    readonly besides: string | null = null,
    readonly reason: OdooReason | null = null,
  ) {
    const detail = [SENTENCES[code], besides].filter((one) => one !== null).join(' ');
    super(KINDS[outcome], code, detail, reason === null ? {} : { reason });
    this.detail = detail;
  }

  /** Whether the same call may well be taken a little later. Of one that was lost, ask first what became of it. */
  get passing(): boolean {
    return this.outcome !== 'lost' && (this.outcome === 'not-sent' || PASSING.has(this.code));
  }
}

/** The server answered and said no. */
export function refused(code: CallCode, besides: string | null = null): OdooCallError {
  return new OdooCallError('refused', code, besides);
}

/**
 * What a call is that the transport could not bring to an end.
 * @param error whatever was thrown; an OdooCallError comes back as it is
 * @param signal whoever made the call may have called it off
 */
export function toCallError(error: unknown, signal?: AbortSignal): OdooCallError {
  if (error instanceof OdooCallError) return error;
  if (error instanceof AnswerError) return new OdooCallError('refused', OF_ANSWERS[error.reason], null, error.reason);
  if (!(error instanceof TransportError)) throw error;
  return signal?.aborted ? new OdooCallError(error.sent ? 'lost' : 'not-sent', 'aborted') : unanswered(error);
}

function unanswered({ sent, reason, detail }: TransportError): OdooCallError {
  const seen = explain(reason, detail);
  if (!sent) return new OdooCallError('not-sent', 'not-reached', seen, reason);
  return new OdooCallError('lost', UNREADABLE.has(reason) ? 'bad-answer' : 'no-answer', seen, reason);
}

/** Of the errors that Odoo names by their Python class: the same over all its ways, whatever the number beside it. */
const BY_NAME: readonly (readonly [RegExp, CallCode])[] = [
  [/^odoo\.exceptions\.(AccessDenied|AccessError)$/, 'access-denied'],
  [/^werkzeug\.exceptions\.(Unauthorized|Forbidden)$/, 'access-denied'],
  [/^odoo\.service\.db\.DatabaseExists$/, 'name-taken'],
  [/^psycopg\d*\.errors\.(DuplicateDatabase|UniqueViolation)$/, 'name-taken'],
  [/^psycopg\d*\.errors\.InvalidCatalogName$/, 'no-such-source'],
  [/^psycopg\d*\.errors\.ObjectInUse$/, 'database-in-use'],
  [/^psycopg\d*\.errors\.(SerializationFailure|DeadlockDetected|LockNotAvailable)$/, 'database-busy'],
  [/^psycopg\d*\.(OperationalError|InterfaceError|errors\.AdminShutdown|errors\.CannotConnectNow)$/, 'database-down'],
  [/^psycopg\d*\.pool\.PoolError$/, 'server-busy'],
];

/**
 * What an error of Odoo's means.
 * @param name the Python class, empty when it is none that Odoo raises
 * @param changes whether the call was to change something: what PostgreSQL broke off may have been stored before
 */
export function byName(name: string, changes: boolean): OdooCallError {
  const code = BY_NAME.find(([pattern]) => pattern.test(name))?.[1] ?? 'odoo-error';
  const outcome = code === 'database-down' && changes ? 'lost' : 'refused';
  const error = new OdooCallError(outcome, code, code === 'odoo-error' && name !== '' ? `It is a ${name}.` : null);
  error.exception = name || null;
  return error;
}

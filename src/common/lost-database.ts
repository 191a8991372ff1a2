import { QueryFailedError, QueryRunnerAlreadyReleasedError, QueryRunnerProviderAlreadyReleasedError } from 'typeorm';
import { DomainError } from './errors';

/** 503: PostgreSQL cannot be reached now. */
export const DATABASE_UNAVAILABLE = new DomainError(
  'unavailable',
  'database-unavailable',
  'The database does not answer. Try again in a moment; look first whether a change was made.',
  { retryAfterSeconds: 2 },
);

/** 503: the disk of PostgreSQL is full; what only reads goes on. */
export const STORAGE_FULL = new DomainError(
  'unavailable',
  'storage-full',
  'The disk of the database is full: nothing can be stored until there is room again.',
  { retryAfterSeconds: 30 },
);

/**
 * By the system's word or the SQLSTATE: connections that fail (class 08), servers that have run out of something (53), those that
 * stop or start (57P0x), and those that let nobody in (28, 3D000, 55000, by pg_hba.conf, password or ALLOW_CONNECTIONS); https://www.postgresql.org/docs/current/errcodes-appendix.html lists these. What the database does not
 * take for its content (22, 23) or for others at work (40, 55) is no loss of it.
 */
const CODES =
  /^(08...|53...|57P0.|28...|3D000|55000|ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|ENOTFOUND|EAI_AGAIN)$/;

/** What `pg` and its pool say when a connection is not to be had, was lost or has fallen silent: these come without a code. */
const WORDS =
  /^(Connection terminated|timeout expired|timeout exceeded when trying to connect|Query read timeout|Client (was closed|has encountered a connection error))/;

/** What TypeORM says of the next statement on a connection that was lost between two. */
const RELEASED = [QueryRunnerAlreadyReleasedError, QueryRunnerProviderAlreadyReleasedError];

/** Did a statement fail because the database could not be reached, or was lost meanwhile? */
export function isDatabaseLost(thrown: unknown): boolean {
  if (RELEASED.some((kind) => thrown instanceof kind)) return true;
  const { code, message } = reasonOf(thrown);
  return typeof code === 'string' ? CODES.test(code) : WORDS.test(String(message));
}

/**
 * By the first two of the SQLSTATE: data (22), constraints (23), limits of the program (54) and what functions of ours raise (P0).
 */
const REFUSALS = /^(22|23|54|P0)...$/;

/** What JavaScript throws when it cannot write a value down. */
const UNWRITABLE = /^(Range|Type)Error$/;

/**
 * Did a statement fail for the values it was given? The same ones fail each time, and others do not. Whatever is neither this nor a
 * loss (a right that is missing, a deadlock, a statement that was cancelled) is nobody's fault among them: to be tried again.
 */
export function isValueRefused(thrown: unknown): boolean {
  const { code, name } = reasonOf(thrown);
  return typeof code === 'string' ? REFUSALS.test(code) : UNWRITABLE.test(String(name));
}

/** Did a statement fail because there is no room for it? SQLSTATE disk_full, or the system's word for our own files. */
export function isStorageFull(thrown: unknown): boolean {
  const { code } = reasonOf(thrown);
  return code === '53100' || code === 'ENOSPC';
}

function reasonOf(thrown: unknown): { code?: unknown; message?: unknown; name?: unknown } {
  return ((thrown instanceof QueryFailedError ? thrown.driverError : thrown) ?? {}) as object;
}

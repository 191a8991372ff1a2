import { QueryFailedError } from 'typeorm';
import { DomainError } from './errors';

/** 503: PostgreSQL cannot be reached now. */
export const DATABASE_UNAVAILABLE = new DomainError(
  'unavailable',
  'database-unavailable',
  'The database does not answer. Try again in a moment; look first whether a change was made.',
  { retryAfterSeconds: 2 },
);

/**
 * By the system's word or the SQLSTATE: connections that fail (class 08), too many of them, and servers that stop or start (57P0x);
 * https://www.postgresql.org/docs/current/errcodes-appendix.html lists these.
 */
const CODES =
  /^(08...|53300|57P0[1-5]|ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|ENOTFOUND|EAI_AGAIN)$/;

/** What `pg` and its pool say when a connection is not to be had or was lost: these come without a code. */
const WORDS =
  /^(Connection terminated|timeout expired|timeout exceeded when trying to connect|Client (was closed|has encountered a connection error))/;

/** Did a statement fail because the database could not be reached, or was lost meanwhile? */
export function isDatabaseLost(thrown: unknown): boolean {
  const error: unknown = thrown instanceof QueryFailedError ? thrown.driverError : thrown;
  const { code, message } = (error ?? {}) as { code?: unknown; message?: unknown };
  return typeof code === 'string' ? CODES.test(code) : WORDS.test(String(message));
}

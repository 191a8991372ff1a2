import { type ArgumentsHost, Catch, type ExceptionFilter, HttpException, Logger } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { QueryFailedError } from 'typeorm';
import type { Constraints } from './constraints';
import { conflict, DomainError, type ErrorFacts, type ErrorKind } from './errors';
import { DATABASE_UNAVAILABLE, isDatabaseLost, isStorageFull, STORAGE_FULL } from './lost-database';

const STATUS: Record<ErrorKind, number> = {
  malformed: 400,
  unauthenticated: 401,
  forbidden: 403,
  'not-found': 404,
  conflict: 409,
  gone: 410,
  stale: 412,
  'too-large': 413,
  invalid: 422,
  'too-many': 429,
  'bad-gateway': 502,
  unavailable: 503,
  'gateway-timeout': 504,
};

const TITLE: Record<number, string> = {
  400: 'Malformed request',
  401: 'Not logged in',
  403: 'Not allowed',
  404: 'Not found',
  405: 'Method not allowed',
  409: 'Conflict',
  410: 'Gone',
  412: 'Changed meanwhile',
  413: 'Too large',
  415: 'Unsupported media type',
  422: 'Invalid input',
  429: 'Too many tries',
  500: 'Internal error',
  502: 'Bad answer from another machine',
  503: 'Not available',
  504: 'No answer from another machine in time',
};

interface PostgresError extends Error {
  code?: string;
  constraint?: string;
}

const BUSY = new DomainError('unavailable', 'busy', 'Others are changing the same thing; try again.', {
  retryAfterSeconds: 1,
});

/** What PostgreSQL refuses, by its SQLSTATE: foreign keys, checks, lock timeouts, deadlocks. */
const REFUSALS: Readonly<Record<string, DomainError>> = {
  '23503': conflict('in-use', 'Something else still refers to this, or it refers to something that is gone.'),
  '23514': conflict('rule-broken', 'A rule of the database forbids this.'),
  '55P03': BUSY,
  '40P01': BUSY,
};

/** Every error leaves as application/problem+json (RFC 9457); what is not expected leaves as a bare 500 and is logged. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  private readonly logger = new Logger('Problem');

  constructor(private readonly constraints: Constraints) {}

  catch(thrown: unknown, host: ArgumentsHost): void {
    const request = host.switchToHttp().getRequest<FastifyRequest>();
    const reply = host.switchToHttp().getResponse<FastifyReply>();
    const { status, code, detail, facts } = this.explain(thrown, request.id);
    if (facts.retryAfterSeconds !== undefined) void reply.header('Retry-After', String(facts.retryAfterSeconds));
    if (status === 401) void reply.header('WWW-Authenticate', 'Bearer');
    const { retryAfterSeconds: _wait, ...shown } = facts;
    sendProblem(reply, request.id, { status, code, detail, ...shown });
  }

  private explain(thrown: unknown, requestId: string) {
    const error = this.lossOf(thrown, requestId) ?? refusalBehind(thrown, this.constraints);
    if (error) return { status: STATUS[error.kind], code: error.code, detail: error.message, facts: error.facts };
    const status = statusOf(thrown);
    if (status < 500) return { status, code: codeFor(status), detail: messageOf(thrown), facts: {} };
    this.logger.error({ requestId, err: withoutValues(thrown) });
    return {
      status: 500,
      code: 'internal',
      detail: 'Something went wrong on our side. The log has the reason under this request id.',
      facts: {},
    };
  }

  /** A database that is lost or full is nobody's refusal: it is logged, and whoever asked may try again. */
  private lossOf(thrown: unknown, requestId: string): DomainError | null {
    const loss = isStorageFull(thrown) ? STORAGE_FULL : isDatabaseLost(thrown) ? DATABASE_UNAVAILABLE : null;
    if (loss) this.logger.error({ requestId, err: withoutValues(thrown) });
    return loss;
  }
}

/**
 * The refusal behind what was thrown: ours as it is, a broken database rule by its constraint's name. Our unique constraints are
 * named `<table>_<field>_key`, as PostgreSQL itself names them;
 * https://www.postgresql.org/docs/current/errcodes-appendix.html lists the codes.
 */
export function refusalBehind(thrown: unknown, constraints: Constraints): DomainError | null {
  if (thrown instanceof DomainError) return thrown;
  if (!(thrown instanceof QueryFailedError)) return null;
  const { code = '', constraint = '' } = thrown.driverError as PostgresError;
  return constraints.refusalOf(constraint) ?? (code === '23505' ? taken(constraint) : (REFUSALS[code] ?? null));
}

/** Answers with a problem. Exported for what Fastify refuses before it has found a route, which no filter hears of. */
export function sendProblem(
  reply: FastifyReply,
  requestId: string,
  problem: { status: number; code: string; detail: string } & ErrorFacts,
): void {
  const { status, title = TITLE[status] ?? 'Error', detail, code, ...facts } = problem;
  void reply
    .status(status)
    .header('Content-Type', 'application/problem+json; charset=utf-8')
    .header('Cache-Control', 'no-store')
    .header('X-Request-Id', requestId)
    .send(JSON.stringify({ type: 'about:blank', title, status, detail, code, requestId, ...facts }));
}

function taken(constraint: string): DomainError {
  const field = /^[a-z]+_(.+)_key$/.exec(constraint)?.[1]?.replaceAll('_', '-') ?? 'value';
  return conflict(`${field}-taken`, `This ${field.replaceAll('-', ' ')} is already in use; choose another one.`);
}

/** A failed statement is logged without the values it was given: hashes and sealed secrets are nobody's business there. */
function withoutValues(thrown: unknown): unknown {
  if (!(thrown instanceof QueryFailedError)) return thrown;
  const { message, stack, query } = thrown;
  const { code, constraint } = thrown.driverError as PostgresError;
  return { type: 'QueryFailedError', message, stack, query, code, constraint };
}

function statusOf(thrown: unknown): number {
  if (thrown instanceof HttpException) return thrown.getStatus();
  const status = (thrown as { statusCode?: unknown } | null)?.statusCode;
  return typeof status === 'number' ? status : 500;
}

function messageOf(thrown: unknown): string {
  return thrown instanceof Error ? thrown.message : 'The request was refused.';
}

function codeFor(status: number): string {
  return (TITLE[status] ?? 'refused').toLowerCase().replaceAll(' ', '-');
}

import { HttpError } from 'react-admin';
import type { components } from './schema';

export type Problem = components['schemas']['Problem'];

/** react-admin's class makes everything that is built on it one of itself; what asks for the class has to find it. */
function keepClass(error: HttpError, { prototype }: { prototype: object }): void {
  Object.setPrototypeOf(error, prototype);
}

/** A refusal in the server's own words: its `detail` is the message, its wrong fields go back beside their inputs. */
export class ProblemError extends HttpError {
  constructor(readonly problem: Problem) {
    super(sentenceOf(problem), problem.status, { errors: fieldsOf(problem) });
    keepClass(this, ProblemError);
  }
}

/** The server cannot be reached, or does not answer for itself. */
export class AwayError extends HttpError {
  constructor(status = 503) {
    super('amiral.away.error', status);
    keepClass(this, AwayError);
  }
}

/** What a refused form shows beside its inputs. */
export function fieldErrorsOf(error: unknown): Record<string, string> | undefined {
  return error instanceof ProblemError ? fieldsOf(error.problem) : undefined;
}

export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** The wrong fields; of a value that is taken, `server-url-taken`, the one its code names. */
function fieldsOf({ errors = [], code, detail }: Problem): Record<string, string> {
  const taken = /^(.+)-taken$/.exec(code)?.[1]?.replace(/-./g, (dash) => dash.slice(1).toUpperCase());
  const wrong = errors.map(({ field, message }) => [field, message] as const);
  return Object.fromEntries(taken === undefined ? wrong : [[taken, detail]]);
}

function sentenceOf({ detail, errors }: Problem): string {
  const [first] = errors ?? [];
  return first ? `${first.field} ${first.message}` : detail;
}

/** Reads an answer that is not a success. What stands between us and the server may answer in its own words. */
export async function errorFrom(response: Response): Promise<HttpError> {
  const isProblem = response.headers.get('content-type')?.includes('problem+json');
  if (isProblem) return new ProblemError((await response.json()) as Problem);
  return [502, 503, 504].includes(response.status)
    ? new AwayError(response.status)
    : new HttpError(response.statusText || String(response.status), response.status);
}

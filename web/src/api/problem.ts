import { HttpError } from 'react-admin';
import type { components } from './schema';

export type Problem = components['schemas']['Problem'];

/** A refusal in the server's own words: its `detail` is the message, its wrong fields go back beside their inputs. */
export class ProblemError extends HttpError {
  constructor(readonly problem: Problem) {
    const fields = Object.fromEntries((problem.errors ?? []).map(({ field, message }) => [field, message]));
    super(sentenceOf(problem), problem.status, { errors: fields });
  }
}

/** The server cannot be reached, or does not answer for itself. */
export class AwayError extends HttpError {
  constructor(status = 503) {
    super('amiral.away.error', status);
  }
}

/** What a refused form shows beside its inputs. */
export function fieldErrorsOf(error: unknown): Record<string, string> | undefined {
  return error instanceof ProblemError && error.status === 422
    ? (error.body as { errors: Record<string, string> }).errors
    : undefined;
}

export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
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

import { HttpError } from 'react-admin';
import { i18nProvider } from '../i18n/i18n.provider';
import { type Problem, sentenceOf, wordsFor } from './problem.words';

export type { Problem } from './problem.words';

const translate: typeof i18nProvider.translate = (key, options) => i18nProvider.translate(key, options);

/** react-admin's error makes each one a plain HttpError: what extends it has to take its own place again. */
class ApiError extends HttpError {
  constructor(...given: ConstructorParameters<typeof HttpError>) {
    super(...given);
    Object.setPrototypeOf(this, new.target.prototype);
  }
}

/** A refusal in the server's own words: its `detail` is the message, its wrong fields go back beside their inputs. */
export class ProblemError extends ApiError {
  constructor(
    readonly problem: Problem,
    /** How long the server wants to be left alone, or null when it does not say. */
    readonly retryAfterMs: number | null = null,
  ) {
    super(sentenceOf(problem, retryAfterMs, translate), problem.status, { errors: fieldsOf(problem) });
  }
}

/** What became of a call that got no answer: a write may have arrived, unless it was never sent. */
type Fate = 'error' | 'unsent' | 'uncertain';

/** The server cannot be reached, or does not answer for itself. */
export class AwayError extends ApiError {
  constructor(
    fate: Fate = 'error',
    status = 503,
    readonly retryAfterMs: number | null = null,
  ) {
    super(i18nProvider.translate(`amiral.away.${fate}`), status);
  }
}

/** What a refused form shows beside its inputs. */
export function fieldErrorsOf(error: unknown): Record<string, string> | undefined {
  return error instanceof ProblemError ? fieldsOf(error.problem) : undefined;
}

/** How many servers a new instance could not go to, and why, when that is what was refused. */
export function rejectedIn(error: unknown): Problem['rejected'] {
  return error instanceof ProblemError ? error.problem.rejected : undefined;
}

export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** The wrong fields; of a value that is taken, `server-url-taken`, the one its code names. */
function fieldsOf({ errors = [], code }: Problem): Record<string, string> {
  const taken = /^(.+)-taken$/.exec(code)?.[1]?.replace(/-./g, (dash) => dash.slice(1).toUpperCase());
  if (taken !== undefined) return { [taken]: i18nProvider.translate('amiral.refused.taken') };
  return Object.fromEntries(errors.map((error) => [error.field, wordsFor(error, translate)]));
}

/** A server without its database is as good as away. */
const NO_DATABASE = 'database-unavailable';

async function problemIn(response: Response): Promise<Problem | null> {
  const isProblem = response.headers.get('content-type')?.includes('problem+json');
  return isProblem ? ((await response.json()) as Problem) : null;
}

/** Reads an answer that is not a success. What stands between us and the server may answer in its own words. */
export async function errorFrom(response: Response): Promise<HttpError> {
  const seconds = Number(response.headers.get('retry-after') ?? NaN);
  const retryAfterMs = Number.isFinite(seconds) ? seconds * 1_000 : null;
  const problem = await problemIn(response);
  if (problem && problem.code !== NO_DATABASE) return new ProblemError(problem, retryAfterMs);
  return [502, 503, 504].includes(response.status)
    ? new AwayError('error', response.status, retryAfterMs)
    : new HttpError(response.statusText || String(response.status), response.status);
}

import { DomainError } from '../common/errors';
import { isValueRefused } from '../common/lost-database';
import type { Fate } from './kinds';

/**
 * What a failed call did: `refused`: answered, and nothing was changed; `not-sent`: it cannot have arrived; `lost`: it may have been
 * done, or may still be.
 */
export const OUTCOMES = ['refused', 'not-sent', 'lost'] as const;
export type Outcome = (typeof OUTCOMES)[number];

/** What a step throws when it is to be tried again later: nothing was changed, and it will pass. */
export class TryAgain extends DomainError {
  readonly outcome = 'not-sent';

  constructor(code: string, message: string) {
    super('unavailable', code, message);
  }
}

/**
 * How a step failed: errors of calls say it themselves, any other refusal of ours changed nothing, and of the rest nothing is known. What a
 * server refuses for now only, as errors of calls say by `passing`, is as good as not sent.
 */
export function outcomeOf(error: unknown): Outcome {
  const { outcome: said, passing } = (error ?? {}) as { outcome?: unknown; passing?: unknown };
  if (passing === true) return 'not-sent';
  const outcome = OUTCOMES.find((candidate) => candidate === said);
  return outcome ?? (error instanceof DomainError ? 'refused' : 'lost');
}

/**
 * Of a call that may be sent again while what it changes stands as before, since of two only one finds it there: sends it, and says what became
 * of it. A server that was killed in the middle of the first call has then not to be waited for.
 */
export async function sendAgain(call: () => Promise<unknown>): Promise<Fate> {
  try {
    await call();
    return { fate: 'done' };
  } catch (error) {
    if (outcomeOf(error) !== 'refused') throw error;
    return { fate: 'not-done', detail: troubleOf(error).detail };
  }
}

/** A transaction that failed has changed nothing; what was not refused for what is in it passes. */
export function outcomeOfLocal(error: unknown): Outcome {
  return error instanceof DomainError || isValueRefused(error) ? 'refused' : 'not-sent';
}

/** What is told of an error: nothing that was not meant for people. */
export function troubleOf(error: unknown): { code: string; detail: string } {
  if (error instanceof DomainError) return { code: error.code, detail: error.message };
  return {
    code: 'internal',
    detail: 'Something went wrong on our side; the log has the reason under the operation’s id.',
  };
}

const FIRST_MS = 1_000;

/** How long to wait after so many tries, in ms: twice as long each time, up to a cap, and never all at once. */
export function waitAfter(attempts: number, capMs: number, random: number): number {
  return Math.min(capMs, FIRST_MS * 2 ** Math.min(20, attempts - 1)) * (0.75 + random / 2);
}

import { AwayError, ProblemError } from './problem';

const TRIES = 4;
const LONGEST_WAIT_MS = 10_000;

const pause = (ms: number) => new Promise((done) => setTimeout(done, ms));

const isPassing = (error: unknown): error is AwayError | ProblemError =>
  (error instanceof AwayError || error instanceof ProblemError) && error.status >= 502;

/** Tries again while the server is away or busy: after as long as it asks for, else after waits that double. Refusals are final. */
export async function withRetry<T>(read: () => Promise<T>, signal: AbortSignal): Promise<T> {
  for (let failures = 0; ; failures++) {
    try {
      return await read();
    } catch (error) {
      if (!isPassing(error) || failures === TRIES || signal.aborted) throw error;
      await pause(Math.min(LONGEST_WAIT_MS, error.retryAfterMs ?? 500 * 2 ** failures));
    }
  }
}

const S = 1_000;
const M = 60 * S;
const H = 60 * M;

/** How long to wait after the first failure, the second, and so on; the last one is for all that follow. */
const WAITS_MS = [10 * S, 30 * S, M, 5 * M, 15 * M, 30 * M, H, 3 * H, 6 * H] as const;
const LONGEST_MS = 6 * H;
/** So that what failed together is not tried together. */
const SPREAD = 0.1;

/**
 * How long to wait before the next attempt, in ms.
 * @param failures how many attempts have failed, at least one
 * @param askedMs what the receiver asked for, or null; believed up to six hours
 * @param random from 0 up to 1
 */
export function waitAfter(failures: number, askedMs: number | null, random: number): number {
  const planned = WAITS_MS[Math.min(failures, WAITS_MS.length) - 1] ?? LONGEST_MS;
  const asked = Math.min(askedMs ?? 0, LONGEST_MS);
  return Math.round(Math.max(planned, asked) * (1 + SPREAD * random));
}

/** The upper bounds of the histogram in ms; one more bucket holds what took longer. The stored counts hang on it. */
export const LATENCY_BOUNDS = [5, 10, 20, 35, 60, 100, 175, 300, 500, 1_000, 2_000, 3_500, 6_000, 10_000] as const;

export const LATENCY_BUCKETS = LATENCY_BOUNDS.length + 1;

/** Which bucket of the histogram a response time belongs to. */
export function latencyBucket(ms: number): number {
  const at = LATENCY_BOUNDS.findIndex((bound) => ms <= bound);
  return at === -1 ? LATENCY_BOUNDS.length : at;
}

/**
 * The time in ms that a share of the answers took at most, as if they were spread evenly in their bucket; null without answers.
 * @param share in (0, 1]; @param maxMs the longest answer there was
 */
export function percentile(counts: readonly number[], share: number, maxMs: number): number | null {
  const total = counts.reduce((sum, count) => sum + count, 0);
  if (total === 0) return null;
  let left = share * total;
  for (const [at, count] of counts.entries()) {
    if (count > 0 && left <= count) {
      const lower = at === 0 ? 0 : (LATENCY_BOUNDS[at - 1] ?? 0);
      const upper = Math.min(LATENCY_BOUNDS[at] ?? maxMs, maxMs);
      return lower + Math.max(0, upper - lower) * (left / count);
    }
    left -= count;
  }
  return maxMs;
}

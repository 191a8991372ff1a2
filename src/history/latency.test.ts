import fc from 'fast-check';
import { LATENCY_BOUNDS, LATENCY_BUCKETS, latencyBucket, percentile } from './latency';

function histogramOf(times: readonly number[]): number[] {
  const counts = new Array<number>(LATENCY_BUCKETS).fill(0);
  for (const ms of times) counts[latencyBucket(ms)] = (counts[latencyBucket(ms)] ?? 0) + 1;
  return counts;
}

const answers = fc.array(
  fc.integer({ min: 0, max: 300_000 }).map((tenths) => tenths / 10),
  { minLength: 1 },
);

describe('the histogram of response times', () => {
  it('puts a time that is on a bound below it, and what exceeds the last one into a bucket of its own', () => {
    expect([0, 5, 5.1, 10_000, 10_000.1].map(latencyBucket)).toEqual([0, 0, 1, 13, 14]);
  });

  it('gives no percentile without answers', () => {
    expect(percentile(histogramOf([]), 0.5, 0)).toBeNull();
  });

  it('spreads answers evenly over their bucket', () => {
    // A hundred between 100 and 175 ms.
    const counts = histogramOf(new Array<number>(100).fill(150));
    expect(percentile(counts, 0.5, 175)).toBe(137.5);
    expect(percentile(counts, 1, 175)).toBe(175);
  });

  it('gives a percentile in the bucket of the true one, never more than the longest answer', () => {
    fc.assert(
      fc.property(answers, fc.constantFrom(0.5, 0.95, 0.99), (times, share) => {
        const max = Math.max(...times);
        const found = percentile(histogramOf(times), share, max) ?? NaN;
        const sorted = times.toSorted((a, b) => a - b);
        const exact = sorted[Math.ceil(share * sorted.length) - 1] ?? NaN;
        const bucket = latencyBucket(exact);
        expect(found).toBeGreaterThanOrEqual(bucket === 0 ? 0 : (LATENCY_BOUNDS[bucket - 1] ?? 0));
        expect(found).toBeLessThanOrEqual(Math.min(LATENCY_BOUNDS[bucket] ?? max, max));
      }),
    );
  });

  it('never puts a higher percentile below a lower one', () => {
    fc.assert(
      fc.property(answers, (times) => {
        const max = Math.max(...times);
        const [p50, p95, p99] = [0.5, 0.95, 0.99].map((share) => percentile(histogramOf(times), share, max) ?? NaN);
        expect(p50).toBeLessThanOrEqual(p95 ?? NaN);
        expect(p95).toBeLessThanOrEqual(p99 ?? NaN);
      }),
    );
  });
});

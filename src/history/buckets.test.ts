import fc from 'fast-check';
import { packBuckets, unpackBuckets } from './bucket-codec';
import { addUp, type Bucket, bucketsOf, coarsened, emptyBucket } from './buckets';
import { FIRST_OWN_FAULT, type ProbeRecord, VERDICTS } from './sample';

const HOUR = { from: 1_000_000, to: 1_000_000 + 3_600_000, step: 300_000 };
const HOLD = 130_000;

const outcome = (at: number, given: Partial<ProbeRecord> = {}): ProbeRecord => ({
  at: HOUR.from + at,
  responseMs: 12.5,
  verdict: 0,
  reason: null,
  ...given,
});
const heldOf = (buckets: readonly Bucket[]) => buckets.map(({ held }) => held);
const total = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0);

/** Samples in and before the hour, in order. */
const outcomes = fc
  .array(
    fc.record({
      at: fc.integer({ min: HOUR.from - HOLD, max: HOUR.to - 1 }),
      responseMs: fc.option(fc.integer({ min: 0, max: 200_000 }).map((tenths) => tenths / 10)),
      verdict: fc.integer({ min: 0, max: VERDICTS.length - 1 }),
      reason: fc.option(fc.constantFrom(1, 4, 13, FIRST_OWN_FAULT)),
    }),
  )
  .map((list) => list.sort((a, b) => a.at - b.at));

describe('time-weighted buckets', () => {
  it('give each sample the time until the next one', () => {
    const buckets = bucketsOf([outcome(0), outcome(60_000, { verdict: 2 }), outcome(90_000)], HOUR, HOLD, HOUR.to);
    expect(heldOf(buckets)[0]).toEqual([60_000 + 130_000, 0, 30_000, 0, 0]);
  });

  it('give the last sample before a gap no more than it holds for, across the edge of a bucket', () => {
    const buckets = bucketsOf([outcome(250_000, { verdict: 1 })], HOUR, HOLD, HOUR.to);
    expect(heldOf(buckets).slice(0, 3)).toEqual([
      [0, 50_000, 0, 0, 0],
      [0, 80_000, 0, 0, 0],
      [0, 0, 0, 0, 0],
    ]);
  });

  it('know nothing of what is yet to come', () => {
    const [first] = bucketsOf([outcome(0)], HOUR, HOLD, HOUR.from + 7_000);
    expect(first?.held).toEqual([7_000, 0, 0, 0, 0]);
  });

  it('begin with what a sample before them says, and do not count that', () => {
    const [first] = bucketsOf([outcome(-30_000, { verdict: 4 })], HOUR, HOLD, HOUR.to);
    expect(first).toMatchObject({ count: 0, sum: 0, held: [0, 0, 0, 0, 100_000] });
  });

  it('count failures, and leave out probes that failed by a fault of our own', () => {
    const failed = outcome(1, { reason: 2, responseMs: null });
    const ours = outcome(2, { reason: FIRST_OWN_FAULT, responseMs: null });
    const [first] = bucketsOf([outcome(0, { responseMs: 20.4 }), failed, ours], HOUR, HOLD, HOUR.to);
    expect(first).toMatchObject({ count: 2, failed: 1, sum: 204, max: 204 });
  });

  it('never hold more than their length, nor more than the samples cover', () => {
    fc.assert(
      fc.property(outcomes, (list) => {
        const buckets = bucketsOf(list, HOUR, HOLD, HOUR.to);
        for (const { held } of buckets) expect(total(held)).toBeLessThanOrEqual(HOUR.step);
        expect(total(heldOf(buckets).flat())).toBeLessThanOrEqual(list.length * HOLD);
        expect(buckets).toHaveLength(12);
      }),
    );
  });

  it('add up to the same on every level, however the time is cut', () => {
    fc.assert(
      fc.property(outcomes, fc.constantFrom(2, 3, 4, 6, 12), (list, times) => {
        const fine = bucketsOf(list, HOUR, HOLD, HOUR.to);
        const coarse = bucketsOf(list, { ...HOUR, step: HOUR.step * times }, HOLD, HOUR.to);
        expect(coarsened(fine, times)).toEqual(coarse);
        expect(addUp(coarse)).toEqual(addUp(fine));
      }),
    );
  });
});

describe('packed buckets', () => {
  it('are what they were', () => {
    fc.assert(
      fc.property(outcomes, (list) => {
        const buckets = bucketsOf(list, HOUR, HOLD, HOUR.to);
        expect(unpackBuckets(packBuckets(buckets))).toEqual(buckets);
      }),
    );
  });

  it('take numbers as large as there are', () => {
    const bucket = { ...emptyBucket(), sum: Number.MAX_SAFE_INTEGER, max: 2 ** 32 };
    expect(unpackBuckets(packBuckets([bucket]))).toEqual([bucket]);
  });

  it('are refused when they are of a version that is not known', () => {
    expect(() => unpackBuckets(Buffer.of(9, 0))).toThrow('of version 9');
  });
});

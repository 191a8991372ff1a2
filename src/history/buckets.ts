import { LATENCY_BUCKETS, latencyBucket } from './latency';
import { FIRST_OWN_FAULT, type ProbeRecord, VERDICTS } from './sample';

/** What is known of a stretch of time. All whole numbers, so that they add up to the same on every level. */
export interface Bucket {
  /** Probes that said something about the server. */
  count: number;
  failed: number;
  /** How long each of `VERDICTS` was in force, in ms; what is missing to the whole was not watched. */
  held: number[];
  /** Response times in tenths of a millisecond, as probes measure them. */
  sum: number;
  max: number;
  /** How many answers each bucket of the histogram has. */
  latencies: number[];
}

/** Time cut into equal parts: from `from` to before `to`, in ms since the epoch, each of `step` ms. */
export interface Stretch {
  from: number;
  to: number;
  step: number;
}

export function emptyBucket(): Bucket {
  const zeros = (length: number) => new Array<number>(length).fill(0);
  return { count: 0, failed: 0, held: zeros(VERDICTS.length), sum: 0, max: 0, latencies: zeros(LATENCY_BUCKETS) };
}

/**
 * Weighs samples by time: each holds until the next one, and `holdMs` at the most, because then nothing is known any more.
 * @param outcomes in order of time, those of the last `holdMs` before the stretch too
 * @param now nothing holds beyond it
 */
export function bucketsOf(outcomes: readonly ProbeRecord[], stretch: Stretch, holdMs: number, now: number): Bucket[] {
  const { from, to, step } = stretch;
  const buckets = Array.from({ length: Math.ceil((to - from) / step) }, emptyBucket);
  for (const [n, outcome] of outcomes.entries()) {
    const { at, verdict } = outcome;
    const within = at >= from && at < to ? buckets[Math.floor((at - from) / step)] : undefined;
    if (within) note(within, outcome);
    const until = Math.min(outcomes[n + 1]?.at ?? Infinity, at + holdMs, now, to);
    hold(buckets, stretch, verdict, Math.max(at, from), until);
  }
  return buckets;
}

/** Adds up each `times` neighbours to one coarser bucket. */
export function coarsened(buckets: readonly Bucket[], times: number): Bucket[] {
  return Array.from({ length: Math.ceil(buckets.length / times) }, (_, n) =>
    addUp(buckets.slice(n * times, (n + 1) * times)),
  );
}

export function addUp(buckets: readonly Bucket[]): Bucket {
  const total = emptyBucket();
  for (const { count, failed, held, sum, max, latencies } of buckets) {
    total.count += count;
    total.failed += failed;
    addTo(total.held, held);
    total.sum += sum;
    total.max = Math.max(total.max, max);
    addTo(total.latencies, latencies);
  }
  return total;
}

function addTo(totals: number[], values: readonly number[]): void {
  for (const [n, value] of values.entries()) totals[n] = (totals[n] ?? 0) + value;
}

/** A fault of our own says nothing about the server: its probe is not counted. */
function note(bucket: Bucket, { reason, responseMs }: ProbeRecord): void {
  if (reason !== null && reason >= FIRST_OWN_FAULT) return;
  bucket.count += 1;
  if (reason !== null) bucket.failed += 1;
  if (responseMs === null) return;
  const tenths = Math.round(responseMs * 10);
  const at = latencyBucket(responseMs);
  bucket.sum += tenths;
  bucket.max = Math.max(bucket.max, tenths);
  bucket.latencies[at] = (bucket.latencies[at] ?? 0) + 1;
}

function hold(
  buckets: readonly Bucket[],
  { from, step }: Stretch,
  verdict: number,
  since: number,
  until: number,
): void {
  let start = since;
  while (start < until) {
    const n = Math.floor((start - from) / step);
    const end = Math.min(from + (n + 1) * step, until);
    const held = buckets[n]?.held;
    if (held) held[verdict] = (held[verdict] ?? 0) + end - start;
    start = end;
  }
}

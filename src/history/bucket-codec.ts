import { deflateRawSync, inflateRawSync } from 'node:zlib';
import type { Bucket } from './buckets';
import { LATENCY_BUCKETS } from './latency';
import { VERDICTS } from './sample';

/** Stands first; what is stored for years must say what it is. */
const VERSION = 1;
const FIELDS = 4 + VERDICTS.length + LATENCY_BUCKETS;
/** The largest whole number of JavaScript takes eight bytes of seven bits. */
const MAX_BYTES = 8;

/**
 * Buckets in few bytes: field by field, because a field hardly changes from one bucket to the next, each number in as many bytes of
 * seven bits as it needs, and all of it deflated.
 */
export function packBuckets(buckets: readonly Bucket[]): Buffer {
  const rows = buckets.map(toNumbers);
  const bytes = Buffer.allocUnsafe(rows.length * FIELDS * MAX_BYTES);
  let end = 0;
  for (let field = 0; field < FIELDS; field++) {
    for (const row of rows) {
      let rest = row[field] ?? 0;
      for (; rest > 127; rest = Math.floor(rest / 128)) bytes[end++] = 128 | (rest % 128);
      bytes[end++] = rest;
    }
  }
  return Buffer.concat([Buffer.of(VERSION), deflateRawSync(bytes.subarray(0, end), { windowBits: 13, memLevel: 5 })]);
}

/** @throws Error when it was packed by a later version */
export function unpackBuckets(packed: Buffer): Bucket[] {
  if (packed[0] !== VERSION)
    throw new Error(`These buckets are of version ${String(packed[0])}, which is not known here.`);
  const numbers = toWholeNumbers(inflateRawSync(packed.subarray(1)));
  const length = numbers.length / FIELDS;
  return Array.from({ length }, (_, n) =>
    toBucket(Array.from({ length: FIELDS }, (_, field) => numbers[field * length + n] ?? 0)),
  );
}

function toWholeNumbers(bytes: Buffer): number[] {
  const numbers: number[] = [];
  let value = 0;
  let scale = 1;
  for (const byte of bytes) {
    value += (byte & 127) * scale;
    scale *= 128;
    if (byte > 127) continue;
    numbers.push(value);
    value = 0;
    scale = 1;
  }
  return numbers;
}

function toNumbers({ count, failed, held, sum, max, latencies }: Bucket): number[] {
  return [count, failed, sum, max, ...held, ...latencies];
}

function toBucket([count = 0, failed = 0, sum = 0, max = 0, ...rest]: number[]): Bucket {
  return { count, failed, sum, max, held: rest.slice(0, VERDICTS.length), latencies: rest.slice(VERDICTS.length) };
}

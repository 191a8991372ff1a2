import type { EntityManager } from 'typeorm';
import { unpackBuckets } from './bucket-codec';
import { type Bucket, bucketsOf, emptyBucket } from './buckets';
import { readOutcomes } from './outcomes';
import { rollupsOf } from './partitions';
import { readRolledUntil } from './rollup-progress';
import { DAY_MS, dayOf, type Step } from './steps';

/** Which buckets of whom: both ends are at the edge of one. */
export interface Asked {
  serverId: string;
  from: number;
  to: number;
  step: Step;
  /** How long a sample of this server holds, in ms. */
  holdMs: number;
}

/** A server's buckets: the days that are rolled up from there, the rest from the samples, so that they are never behind. */
export async function readSeries(manager: EntityManager, asked: Asked, now: number): Promise<Bucket[]> {
  const { from, to, step } = asked;
  const { rolledUntil } = await readRolledUntil(manager);
  const seam = Math.min(Math.max(rolledUntil ?? from, from), to);
  const series = Array.from({ length: (to - from) / step.ms }, emptyBucket);
  const put = (at: number, buckets: readonly Bucket[]) => {
    for (const [n, bucket] of buckets.entries()) {
      const place = (at - from) / step.ms + n;
      if (place >= 0 && place < series.length) series[place] = bucket;
    }
  };
  for (const { day, buckets } of await readRollups(manager, asked, seam)) put(day, buckets);
  if (seam < to) put(seam, await readYoung(manager, asked, seam, now));
  return series;
}

async function readRollups(manager: EntityManager, { serverId, from, step }: Asked, seam: number) {
  if (from >= seam) return [];
  const rows = await manager.query<{ day: Date; buckets: Buffer }[]>(
    `SELECT day, buckets FROM ${rollupsOf(step).table} WHERE server_id = $1 AND day >= $2 AND day < $3`,
    [serverId, new Date(dayOf(from)), new Date(seam)],
  );
  return rows.map(({ day, buckets }) => ({ day: day.getTime(), buckets: unpackBuckets(buckets) }));
}

async function readYoung(manager: EntityManager, asked: Asked, seam: number, now: number): Promise<Bucket[]> {
  const { serverId, to, step, holdMs } = asked;
  const since = seam - Math.min(holdMs, 2 * DAY_MS);
  const outcomes = (await readOutcomes(manager, [serverId], since, to)).get(serverId) ?? [];
  return bucketsOf(outcomes, { from: seam, to, step: step.ms }, holdMs, now);
}

import { setImmediate as breath } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource, type EntityManager } from 'typeorm';
import { Config } from '../common/config';
import { withAdvisoryLock } from '../database/locks';
import { packBuckets } from './bucket-codec';
import { type Bucket, bucketsOf, coarsened } from './buckets';
import { readOutcomes } from './outcomes';
import { GIVE_WAY, Packing } from './packing.service';
import { dropPartition, ensurePartition, HOURS, listPartitions, rollupsOf } from './partitions';
import { readRolledUntil } from './rollup-progress';
import { holdsFor, type ProbeRecord } from './sample';
import { DAY_MS, dayOf, keptSince, STEPS } from './steps';

/** A day is rolled up when its last hour has been packed and some time to spare. */
const GRACE_MS = 600_000;
/** So few that one step never takes long. */
const SERVERS_AT_A_TIME = 50;
/** A sample of a server that is probed once a day may hold for that long, into a day on which it was not probed. */
const LONGEST_HOLD_MS = 2 * DAY_MS;
const NO_SERVER = '00000000-0000-0000-0000-000000000000';

/** Sums each day up once it is over, on every step, and drops what is older than it is kept for. */
@Injectable()
export class Rollups {
  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    private readonly config: Config,
    private readonly packing: Packing,
  ) {}

  /** Rolls up some servers of the oldest day that is not. @returns whether there was something to do */
  async rollNext(now: number): Promise<boolean> {
    const done = await withAdvisoryLock(this.dataSource, 'history', async (tx) => {
      const { rolledUntil, after } = await readRolledUntil(tx);
      const day = rolledUntil ?? (await this.firstDay(tx, now));
      if (now < day + DAY_MS + GRACE_MS) return false;
      if ((await this.packing.unpackedBefore(tx, day + DAY_MS)).length > 0) return false;
      const ids = await this.nextServers(tx, day, after ?? NO_SERVER);
      if (ids.length > 0) await this.roll(tx, day, ids);
      const next = ids.length > 0 ? day : await this.nextDay(tx, day, now);
      await tx.query('UPDATE probe_rollup_progress SET rolled_until = $1, after = $2', [
        new Date(next),
        ids[ids.length - 1] ?? null,
      ]);
      return true;
    });
    return done ?? false;
  }

  /** Drops whole days that are rolled up and too old to hold into one that is not, and of each step what is not kept any longer. */
  async dropOld(now: number): Promise<void> {
    await withAdvisoryLock(this.dataSource, 'history', async (tx) => {
      await tx.query(GIVE_WAY);
      const { rolledUntil } = await readRolledUntil(tx);
      for (const part of await listPartitions(tx, HOURS)) {
        if (rolledUntil !== null && part.to + LONGEST_HOLD_MS <= rolledUntil) await dropPartition(tx, part);
      }
      for (const step of STEPS) {
        for (const part of await listPartitions(tx, rollupsOf(step))) {
          if (part.to <= keptSince(step, now)) await dropPartition(tx, part);
        }
      }
    });
  }

  private async firstDay(tx: EntityManager, now: number): Promise<number> {
    const [hours] = await listPartitions(tx, HOURS);
    return dayOf(Math.min(hours?.from ?? now, now));
  }

  /** Days without a sample are passed over: there may be many of them. */
  private async nextDay(tx: EntityManager, day: number, now: number): Promise<number> {
    const parts = await listPartitions(tx, HOURS);
    const later = parts.find(({ to }) => to + LONGEST_HOLD_MS > day + DAY_MS);
    return Math.min(Math.max(later?.from ?? now, day + DAY_MS), dayOf(now));
  }

  private async nextServers(tx: EntityManager, day: number, after: string): Promise<string[]> {
    const rows = await tx.query<{ id: string }[]>(
      `SELECT DISTINCT server_id AS id FROM probe_hours WHERE hour >= $1 AND hour < $2 AND server_id > $3 ORDER BY id LIMIT $4`,
      [new Date(day - LONGEST_HOLD_MS), new Date(day + DAY_MS), after, SERVERS_AT_A_TIME],
    );
    return rows.map(({ id }) => id);
  }

  private async roll(tx: EntityManager, day: number, ids: readonly string[]): Promise<void> {
    const holds = await this.holdsOf(tx, ids);
    const longest = Math.min(Math.max(...holds.values()), LONGEST_HOLD_MS);
    const found = await readOutcomes(tx, ids, day - longest, day + DAY_MS);
    const rolled: { id: string; levels: Buffer[] }[] = [];
    for (const [id, outcomes] of found) {
      const levels = levelsOf(outcomes, day, holds.get(id) ?? longest);
      if (levels) rolled.push({ id, levels });
      // Probes come before sums.
      await breath();
    }
    if (rolled.length === 0) return;
    for (const [n, step] of STEPS.entries()) {
      const partitioned = rollupsOf(step);
      await ensurePartition(tx, partitioned, day);
      await tx.query(
        `INSERT INTO ${partitioned.table} (server_id, day, buckets)
         SELECT id, $2, buckets FROM unnest($1::uuid[], $3::bytea[]) AS rolled (id, buckets)
         ON CONFLICT (server_id, day) DO UPDATE SET buckets = excluded.buckets`,
        [rolled.map(({ id }) => id), new Date(day), rolled.map(({ levels }) => levels[n])],
      );
    }
  }

  /** How long samples of each server hold, in ms; of one that was deleted, as if it had no interval of its own. */
  private async holdsOf(tx: EntityManager, ids: readonly string[]): Promise<Map<string, number>> {
    const { health } = this.config;
    const rows = await tx.query<{ id: string; seconds: number | null }[]>(
      `SELECT given.id, s.health_interval_seconds AS seconds FROM unnest($1::uuid[]) AS given (id)
         LEFT JOIN servers s ON s.id = given.id`,
      [ids],
    );
    return new Map(
      rows.map(({ id, seconds }) => [id, holdsFor(seconds === null ? health.intervalMs : seconds * 1000, health)]),
    );
  }
}

/** One server's day on every step, packed; null when nothing is known of it. */
function levelsOf(outcomes: readonly ProbeRecord[], day: number, holdMs: number): Buffer[] | null {
  const end = day + DAY_MS;
  const finest = bucketsOf(outcomes, { from: day, to: end, step: STEPS[0].ms }, holdMs, end);
  if (!finest.some(isKnown)) return null;
  return STEPS.map(({ ms }) => packBuckets(coarsened(finest, ms / STEPS[0].ms)));
}

function isKnown({ count, held }: Bucket): boolean {
  return count > 0 || held.some((ms) => ms > 0);
}

import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource, type EntityManager } from 'typeorm';
import { newId } from '../common/clock';
import { SHARDS } from './watched';

const LEASE_MS = 12_000;
export const RENEW_MS = 5_000;
/** Given up locally this much before the database says so: the clocks are not one. */
const MARGIN_MS = 1_000;

/**
 * Longer than any lease lasts: the database's clock has been set back since. Nobody may have what is left of it, or servers would be
 * watched by nobody for as long as the clock went back; whoever lives renews it within 5 s.
 */
const IMPOSSIBLE = (until: string, lease: string) =>
  `(${until} > clock_timestamp() + ${lease} * interval '1 millisecond')`;

/** What one round of leasing changed. */
export interface Round {
  gained: number[];
  /** Ours no longer: somebody else has raised the epoch. */
  lost: number[];
  /** Ours beyond our share, to be handed over once nothing is under way in them. */
  excess: number[];
}

/**
 * Which part of the fleet this process probes. Shards are leased in the database for 12 s; each new lease raises the shard's epoch,
 * and results carry it, so that a process which was away cannot speak for servers it has lost.
 */
@Injectable()
export class Shards {
  readonly me = newId();
  private readonly epochs = new Map<number, number>();
  private goodUntil = { steady: 0, day: 0 };

  constructor(@InjectDataSource() private readonly dataSource: DataSource) {}

  /** The epoch under which `shard` is ours, or null when it is not, or when the lease cannot be trusted any more. */
  epochOf(shard: number): number | null {
    return this.isTrusted() ? (this.epochs.get(shard) ?? null) : null;
  }

  /** Whether `shard` is ours, even if the lease cannot be trusted at this moment. */
  holds(shard: number): boolean {
    return this.epochs.has(shard);
  }

  get owned(): readonly number[] {
    return [...this.epochs.keys()];
  }

  /** Whether the lease still holds by our own clocks: one may be set, the other stands still while the machine sleeps. */
  isTrusted(): boolean {
    return performance.now() < this.goodUntil.steady && Date.now() < this.goodUntil.day;
  }

  /** Renews what is ours, takes what is free up to a fair share, and says what changed. */
  async renew(): Promise<Round> {
    const began = { steady: performance.now(), day: Date.now() };
    const round = await this.dataSource.transaction((tx) => this.lease(tx));
    const goodFor = LEASE_MS - MARGIN_MS;
    this.goodUntil = { steady: began.steady + goodFor, day: began.day + goodFor };
    return round;
  }

  /** Hands shards over; nothing may be under way in them. */
  async release(shards: readonly number[]): Promise<void> {
    if (shards.length === 0) return;
    for (const shard of shards) this.epochs.delete(shard);
    await this.dataSource.query(
      'UPDATE health_shards SET owner = NULL, lease_until = NULL WHERE shard = ANY($1) AND owner = $2',
      [shards, this.me],
    );
  }

  /** Leaves, once a round of leasing has ended that is under way: everything is free for the others at once. */
  async leave(leasing: Promise<void> | null = null): Promise<void> {
    await leasing;
    this.goodUntil = { steady: 0, day: 0 };
    this.epochs.clear();
    await this.dataSource.query('UPDATE health_shards SET owner = NULL, lease_until = NULL WHERE owner = $1', [
      this.me,
    ]);
    await this.dataSource.query('DELETE FROM health_workers WHERE id = $1', [this.me]);
  }

  private async lease(tx: EntityManager): Promise<Round> {
    await tx.query(
      `INSERT INTO health_workers (id, seen_until) VALUES ($1, now() + $2 * interval '1 millisecond')
       ON CONFLICT (id) DO UPDATE SET seen_until = excluded.seen_until`,
      [this.me, LEASE_MS],
    );
    await tx.query(`DELETE FROM health_workers WHERE seen_until < now() - interval '1 minute'`);
    const rows = await tx.query<{ shard: number; epoch: number; mine: boolean; free: boolean }[]>(
      `SELECT shard, epoch, owner IS NOT DISTINCT FROM $1 AS mine, owner IS NULL OR lease_until < now() OR ${IMPOSSIBLE('lease_until', '$2')} AS free
         FROM health_shards ORDER BY shard FOR UPDATE`,
      [this.me, LEASE_MS],
    );
    const [workers] = await tx.query<{ live: number }[]>(
      `SELECT count(*)::integer AS live FROM health_workers
        WHERE seen_until > now() AND NOT ${IMPOSSIBLE('seen_until', '$1')}`,
      [LEASE_MS],
    );
    const share = Math.ceil(SHARDS / Math.max(1, workers?.live ?? 1));
    const kept = rows.filter((row) => row.mine && this.epochs.get(row.shard) === row.epoch);
    const lost = this.owned.filter((shard) => !kept.some((row) => row.shard === shard));
    const taken = rows.filter((row) => row.free && !kept.includes(row)).slice(0, Math.max(0, share - kept.length));
    await this.write(
      tx,
      kept.map((row) => row.shard),
      taken.map((row) => row.shard),
    );
    for (const shard of lost) this.epochs.delete(shard);
    for (const row of taken) this.epochs.set(row.shard, row.epoch + 1);
    return {
      gained: taken.map((row) => row.shard),
      lost,
      excess: kept.slice(share).map((row) => row.shard),
    };
  }

  private async write(tx: EntityManager, kept: number[], taken: number[]): Promise<void> {
    await tx.query(
      `UPDATE health_shards
          SET owner = $1, lease_until = now() + $2 * interval '1 millisecond',
              epoch = epoch + CASE WHEN shard = ANY($4::integer[]) THEN 1 ELSE 0 END
        WHERE shard = ANY($3::integer[]) OR shard = ANY($4::integer[])`,
      [this.me, LEASE_MS, kept, taken],
    );
  }
}

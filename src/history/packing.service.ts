import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource, type EntityManager } from 'typeorm';
import { withAdvisoryLock } from '../database/locks';
import { packed } from './outcomes';
import { dropPartition, ensurePartition, HOURS, listPartitions, partitionAt, SAMPLES, STRAYS } from './partitions';

const HOUR_MS = 3_600_000;
/** Hours that have their part before the first sample comes. */
const AHEAD = 6;
/** What was probed at the end of an hour is stored by then, or never. */
const GRACE_MS = 300_000;

/** Probes must not wait behind this: what cannot be locked at once is tried again in the next round. */
export const GIVE_WAY = `SET LOCAL lock_timeout = '500ms'`;

const INTO_HOURS = 'INSERT INTO probe_hours (server_id, hour, offsets_ms, response_ms, verdicts, reasons)';
const MERGED = `ON CONFLICT (server_id, hour) DO UPDATE SET
  offsets_ms = probe_hours.offsets_ms || excluded.offsets_ms, response_ms = probe_hours.response_ms || excluded.response_ms,
  verdicts = probe_hours.verdicts || excluded.verdicts, reasons = probe_hours.reasons || excluded.reasons`;

/** Gives samples their hours, and packs the hours that are over. */
@Injectable()
export class Packing {
  constructor(@InjectDataSource() private readonly dataSource: DataSource) {}

  /** Makes the parts of this hour and the next ones. Samples that come before their part go to the strays, and their hour stays there. */
  async prepare(now: number): Promise<void> {
    await withAdvisoryLock(this.dataSource, 'history', async (tx) => {
      await tx.query(GIVE_WAY);
      const hour = partitionAt(SAMPLES, now).from;
      const stray = new Set(await this.strayHours(tx));
      for (let n = 0; n <= AHEAD; n++) {
        const at = hour + n * HOUR_MS;
        if (!stray.has(at)) await ensurePartition(tx, SAMPLES, at);
      }
    });
  }

  /** Packs the oldest hour that is over. @returns whether there was one to pack */
  async packNext(now: number): Promise<boolean> {
    const done = await withAdvisoryLock(this.dataSource, 'history', async (tx) => {
      const [hour] = await this.unpackedBefore(tx, now - GRACE_MS);
      if (hour === undefined) return false;
      await tx.query(GIVE_WAY);
      await this.pack(tx, hour);
      return true;
    });
    return done ?? false;
  }

  /** The hours (ms) that have ended by then and still hold samples one by one, the oldest first. */
  async unpackedBefore(tx: EntityManager, end: number): Promise<number[]> {
    const parts = await listPartitions(tx, SAMPLES);
    const hours = new Set([...parts.map(({ from }) => from), ...(await this.strayHours(tx))]);
    return [...hours].filter((hour) => hour + HOUR_MS <= end).sort((a, b) => a - b);
  }

  private async strayHours(tx: EntityManager): Promise<number[]> {
    const rows = await tx.query<{ hour: Date }[]>(
      `SELECT DISTINCT date_trunc('hour', at, 'UTC') AS hour FROM ${STRAYS}`,
    );
    return rows.map(({ hour }) => hour.getTime());
  }

  private async pack(tx: EntityManager, hour: number): Promise<void> {
    await ensurePartition(tx, HOURS, hour);
    await tx.query(
      `WITH strays AS (DELETE FROM ${STRAYS} WHERE at >= $1 AND at < $1::timestamptz + interval '1 hour' RETURNING *)
       ${INTO_HOURS} ${packed('strays')} ${MERGED}`,
      [new Date(hour)],
    );
    const part = partitionAt(SAMPLES, hour);
    const parts = await listPartitions(tx, SAMPLES);
    if (!parts.some(({ name }) => name === part.name)) return;
    // Whoever still writes to it is waited for, or what it writes would be lost.
    await tx.query(`LOCK TABLE ${part.name} IN SHARE MODE`);
    await tx.query(`${INTO_HOURS} ${packed(part.name)} ${MERGED}`);
    await dropPartition(tx, part);
  }
}

import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource, type EntityManager } from 'typeorm';
import { newId } from '../common/clock';
import { waitAfter } from './backoff';
import { GoneChannels } from './gone.service';
import type { Job, DeliveryResult } from './job';
import type { NoticeAlert } from './notice';

/** An attempt that is not settled by then is lost, and another one may begin. Longer than any sender takes. */
export const LEASE_MS = 30_000;

const LOST = 'The process that made this attempt ended before the answer came.';
const DISABLED = 'The channel was disabled until it was too late.';

/**
 * Deliveries that may begin: of each channel as many as it has room for, and none while an earlier one of its thread is on its way.
 * A mail that waits for some recipients alone holds nothing back from those who have it.
 */
const CLAIM = `
SELECT due.id FROM channels c CROSS JOIN LATERAL (
  SELECT d.id, d.due_at FROM deliveries d JOIN notices n ON n.id = d.notice_id
   WHERE d.channel_id = c.id AND d.state = 'pending' AND d.due_at <= now() AND (c.enabled OR n.kind = 'sample')
     AND NOT EXISTS (SELECT 1 FROM deliveries e WHERE e.channel_id = d.channel_id AND e.thread_key = d.thread_key
                        AND e.state = 'pending' AND e.left_to IS NULL AND (e.created_at, e.id) < (d.created_at, d.id))
   ORDER BY d.due_at LIMIT GREATEST(0, $1 - COALESCE(CAST($2::jsonb ->> CAST(c.id AS text) AS integer), 0))
     FOR UPDATE OF d SKIP LOCKED) due
ORDER BY due.due_at LIMIT $3`;

/** Marks them as under way, and ends the attempts whose process never came back. */
const BEGIN = `
WITH lost AS (
  UPDATE delivery_attempts SET ended_at = now(), ok = false, error = $2 WHERE delivery_id = ANY($1) AND ended_at IS NULL)
UPDATE deliveries SET attempts = attempts + 1, due_at = now() + $3 * interval '1 ms' WHERE id = ANY($1)`;

const JOBS = `
SELECT d.id AS "deliveryId", d.attempts AS number, c.id AS "channelId", c.name AS "channelName", c.kind, c.version AS "channelVersion",
    d.left_to AS "leftTo", to_jsonb(n) AS notice
  FROM deliveries d JOIN channels c ON c.id = d.channel_id JOIN notices n ON n.id = d.notice_id
 WHERE d.id = ANY($1) ORDER BY d.created_at, d.id`;

/** What nobody is left to try for is delivered when one attempt at least was taken. */
const SETTLE = `
UPDATE deliveries SET
    state = CASE WHEN $3 THEN
        CASE WHEN $6 OR EXISTS (SELECT FROM delivery_attempts WHERE delivery_id = $1 AND ok) THEN 'delivered' ELSE 'failed' END
      WHEN now() + $4 * interval '1 ms' > give_up_at THEN 'failed' ELSE 'pending' END,
    settled_at = CASE WHEN $3 OR now() + $4 * interval '1 ms' > give_up_at THEN now() END,
    due_at = now() + $4 * interval '1 ms', left_to = COALESCE($5, left_to)
 WHERE id = $1 AND attempts = $2 AND state = 'pending'`;

/** The tables' side of delivering: every step is one short transaction, and the network is called between them. */
@Injectable()
export class Outbox {
  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    private readonly gone: GoneChannels,
  ) {}

  /**
   * Claims what is due, at most `most`, and writes down the attempts that its caller now makes.
   * @param perChannel how many may be under way to one channel; `busy` how many of them are already
   */
  async claim(most: number, perChannel: number, busy: ReadonlyMap<string, number>): Promise<Job[]> {
    return this.dataSource.transaction(async (tx) => {
      const rows = await tx.query<{ id: string }[]>(CLAIM, [
        perChannel,
        JSON.stringify(Object.fromEntries(busy)),
        most,
      ]);
      if (rows.length === 0) return [];
      const ids = rows.map(({ id }) => id);
      await tx.query(BEGIN, [ids, LOST, LEASE_MS]);
      const jobs = (await tx.query<JobRow[]>(JOBS, [ids])).map(toJob);
      await tx.query(
        `INSERT INTO delivery_attempts (id, delivery_id, number, started_at)
         SELECT id, delivery_id, number, clock_timestamp() FROM unnest($1::uuid[], $2::uuid[], $3::integer[])
           AS begun (id, delivery_id, number)`,
        [jobs.map((job) => job.attemptId), jobs.map((job) => job.deliveryId), jobs.map((job) => job.number)],
      );
      return jobs;
    });
  }

  /** Writes how an attempt ended; what somebody else has begun anew meanwhile is theirs. */
  async settle(job: Job, outcome: DeliveryResult): Promise<void> {
    const { ok, ms, status, error, askedMs, leftTo } = outcome;
    await this.dataSource.transaction(async (tx) => {
      // The channel before its deliveries, as whoever edits one locks them.
      const isGone = outcome.gone && (await this.gone.stop(tx, job));
      const isOver = isGone || (leftTo === null ? ok : leftTo.length === 0);
      const waitMs = isOver ? 0 : waitAfter(job.number, askedMs, Math.random());
      await tx.query(SETTLE, [job.deliveryId, job.number, isOver, waitMs, leftTo, ok]);
      await tx.query(
        `UPDATE delivery_attempts SET ended_at = clock_timestamp(), ok = $2, ms = $3, status = $4, error = $5
          WHERE id = $1 AND ended_at IS NULL`,
        [job.attemptId, ok, Math.round(ms), status, error],
      );
    });
  }

  /** Lets what waits for this channel be tried at once: how it is reached has changed. */
  async retryNow(tx: EntityManager, channelId: string): Promise<void> {
    await tx.query(
      `UPDATE deliveries d SET due_at = now() WHERE channel_id = $1 AND state = 'pending' AND NOT EXISTS (
         SELECT 1 FROM delivery_attempts a WHERE a.delivery_id = d.id AND a.ended_at IS NULL)`,
      [channelId],
    );
  }

  /** Lets what was planned by a clock that has been put back be tried at once: its wait would last as much longer. */
  async catchUp(): Promise<void> {
    await this.dataSource.query(
      `UPDATE deliveries d SET due_at = now() WHERE state = 'pending' AND due_at > now()
          AND NOT EXISTS (SELECT 1 FROM delivery_attempts a WHERE a.delivery_id = d.id AND a.ended_at IS NULL)
          AND COALESCE((SELECT max(a.ended_at) FROM delivery_attempts a WHERE a.delivery_id = d.id), d.created_at)
              > now() + interval '5 s'`,
    );
  }

  /** Gives up what waited for a disabled channel until its time was over. */
  async expire(): Promise<void> {
    await this.dataSource.query(
      `WITH late AS (
         UPDATE deliveries d SET state = 'failed', settled_at = now() FROM channels c
          WHERE c.id = d.channel_id AND NOT c.enabled AND d.state = 'pending' AND d.give_up_at < now() - interval '1 min'
            AND d.due_at < now()
         RETURNING d.id, d.attempts)
       UPDATE delivery_attempts a SET ended_at = now(), ok = false, error = $1 FROM late
        WHERE a.delivery_id = late.id AND a.ended_at IS NULL`,
      [DISABLED],
    );
  }
}

interface JobRow extends Omit<Job, 'attemptId' | 'notice'> {
  notice: {
    id: string;
    kind: Job['notice']['kind'];
    thread_key: string;
    severity: Job['notice']['severity'];
    at: string;
    title: string;
    alerts: (Omit<NoticeAlert, 'startsAt' | 'endsAt' | 'endReason' | 'ended'> &
      Partial<Pick<NoticeAlert, 'endReason' | 'ended'>> & { startsAt: string; endsAt: string | null })[];
  };
}

function toJob({ notice: { thread_key: threadKey, ...notice }, ...row }: JobRow): Job {
  const alerts = notice.alerts.map((alert) => ({
    ...alert,
    startsAt: new Date(alert.startsAt),
    endsAt: alert.endsAt === null ? null : new Date(alert.endsAt),
    // Those stored by an earlier release do not say it.
    endReason: alert.endReason ?? null,
    ended: alert.ended ?? null,
  }));
  return { ...row, attemptId: newId(), notice: { ...notice, threadKey, at: new Date(notice.at), alerts } };
}

import { type BeforeApplicationShutdown, Injectable, Logger } from '@nestjs/common';
import { Interval } from '@nestjs/schedule';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource, type EntityManager } from 'typeorm';
import { Notices } from '../../channels/notices.service';
import { Clock, newId } from '../../common/clock';
import { SingleFlight } from '../../common/single-flight';
import { givingWay } from '../../common/stepwise';
import { Stopping } from '../../common/stopping';
import { withAdvisoryLock } from '../../database/locks';
import { Alert } from '../alert.entity';
import { Incident } from '../incidents/incident.entity';
import { evaluate } from './evaluate';
import { parts, writeRows } from './rows';
import type { Verdict } from './situation';
import { readSituation } from './situation-reader';
import { Timings } from './timings';

const TICK_MS = 1_000;
/** A clock that is kept in time is never put forward so far at once. */
const LEAP_MS = 30_000;
/** Of its own time, the evaluation leaves so many times as much to the probes: a fleet that is all bad is looked at less often. */
const REST = 9;

/**
 * Judges alerts every second, in one process at a time, whichever comes first. New states and the notices of them are written in one
 * transaction: whoever is killed in the middle has told nothing, and the next one tells it once.
 */
@Injectable()
export class Evaluator implements BeforeApplicationShutdown {
  private readonly logger = new Logger('Alerts');
  private readonly flight = new SingleFlight(() => this.turn());
  private seen: { now: Date; began: number } | null = null;
  private restUntil = 0;
  private slowLookAt = -Infinity;
  private closed = false;

  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    private readonly clock: Clock,
    private readonly timings: Timings,
    private readonly notices: Notices,
    private readonly stopping: Stopping,
  ) {}

  async beforeApplicationShutdown(): Promise<void> {
    this.closed = true;
    await this.stopping.finish('judging alerts', this.flight.underWay);
  }

  @Interval(TICK_MS)
  async tick(): Promise<void> {
    if (this.closed || performance.now() < this.restUntil) return;
    await this.flight.run();
  }

  private async turn(): Promise<void> {
    const began = performance.now();
    const withSlow = began - this.slowLookAt >= this.timings.slowLookMs;
    try {
      const now = this.clock.now();
      const leapMs = this.leapSince(now, began);
      const done = await this.evaluate(now, withSlow, leapMs);
      this.seen = { now, began };
      if (done && withSlow) this.slowLookAt = began;
    } catch (error) {
      this.logger.warn(`Cannot judge alerts: ${(error as Error).message}`);
    }
    this.restUntil = performance.now() + (performance.now() - began) * REST;
  }

  /** How much further the clock went than time did, since the last look of this process. */
  private leapSince(now: Date, began: number): number {
    if (this.seen === null) return 0;
    const leap = now.getTime() - this.seen.now.getTime() - (began - this.seen.began);
    return leap > LEAP_MS ? leap : 0;
  }

  /** @returns false when another process is at it */
  async evaluate(now: Date, withSlow = true, leapMs = 0): Promise<boolean> {
    const done = await withAdvisoryLock(this.dataSource, 'alerts', async (tx) => {
      const channels = await this.notices.channels(tx);
      const situation = await readSituation(tx, { now, leapMs, timings: this.timings, newId, withSlow, channels });
      const verdict = await givingWay(evaluate(situation));
      await this.store(tx, verdict);
      return true;
    });
    return done ?? false;
  }

  private async store(tx: EntityManager, { incidents, alerts, dropped, notices }: Verdict): Promise<void> {
    await writeRows(tx, Incident, incidents);
    await writeRows(tx, Alert, alerts);
    for (const ids of parts(dropped)) await tx.query('DELETE FROM alerts WHERE id = ANY($1)', [ids]);
    for (const { notice, to } of notices) {
      for (const alerts of parts(notice.alerts)) {
        await tx.query(
          'INSERT INTO alert_notices (alert_id, notice_id, kind, at) SELECT unnest($1::uuid[]), $2, $3, $4',
          [alerts.map(({ id }) => id), notice.id, notice.kind, notice.at],
        );
      }
      await this.notices.send(tx, notice, to);
    }
  }
}

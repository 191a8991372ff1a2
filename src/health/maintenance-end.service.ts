import { Injectable, Logger } from '@nestjs/common';
import { Interval } from '@nestjs/schedule';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { DomainError } from '../common/errors';
import { SingleFlight } from '../common/single-flight';
import { AMIRAL, Journal } from '../journal/journal.service';
import { serverFact } from '../servers/server.journal';
import { ServersLifecycleService } from '../servers/servers-lifecycle.service';
import { HealthService } from './health.service';
import { Monitor } from './monitor.service';
import { Shards } from './shards.service';
import { SHARD_OF } from './watched';

const RETRY_MS = 60_000;

interface Due {
  id: string;
  code: string;
  until: Date;
}

/** Returns servers whose maintenance is over, through the same test as activate; one that fails it stays, and is tried again. */
@Injectable()
export class MaintenanceEnd {
  private readonly logger = new Logger('Maintenance');
  private readonly tried = new Map<string, { until: Date; at: number }>();
  private readonly round = new SingleFlight(() => this.endOnce());

  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    private readonly monitor: Monitor,
    private readonly shards: Shards,
    private readonly health: HealthService,
    private readonly lifecycle: ServersLifecycleService,
    private readonly journal: Journal,
  ) {}

  @Interval(1_000)
  async endDue(): Promise<void> {
    await this.round.run();
  }

  private async endOnce(): Promise<void> {
    try {
      // Not the time of day: a clock that is set back must not keep anybody waiting for hours.
      const now = performance.now();
      for (const [id, { at }] of this.tried) if (at < now - RETRY_MS) this.tried.delete(id);
      // Those that were tried lately are left out here, or fifty that fail would keep all others waiting.
      const due = await this.dataSource.query<Due[]>(
        `SELECT s.id, s.code, s.maintenance_until AS until FROM servers s
          WHERE s.maintenance_until <= now() AND s.lifecycle = 'maintenance' AND ${SHARD_OF} = ANY($1)
            AND (s.id, s.maintenance_until) NOT IN (SELECT * FROM unnest($2::uuid[], $3::timestamptz[]))
          ORDER BY s.maintenance_until LIMIT 50`,
        [this.shards.owned, [...this.tried.keys()], [...this.tried.values()].map(({ until }) => until)],
      );
      await Promise.all(due.filter(({ id }) => this.monitor.owns(id)).map((server) => this.end(server, now)));
    } catch (error) {
      this.logger.warn(`Cannot look for maintenances that are over: ${(error as Error).message}`);
    }
  }

  private async end(due: Due, now: number): Promise<void> {
    this.tried.set(due.id, { until: due.until, at: now });
    try {
      const server = await this.lifecycle.checkActivate(null, due.id);
      await this.lifecycle.endMaintenance(due.id, AMIRAL, await this.health.testFor(server, 'nothing'));
    } catch (error) {
      const reason = error instanceof DomainError ? error.message : 'internal error';
      this.logger.warn(`${due.code} stays in maintenance: ${reason}`);
      await this.noteOverrun(due, reason);
    }
  }

  /** Once for each `until`, whichever process comes to it and however often it starts anew; not when a person was faster. */
  private async noteOverrun({ id, code, until }: Due, reason: string): Promise<void> {
    await this.dataSource.transaction(async (tx) => {
      const news = await tx.query<unknown[]>(
        `SELECT 1 FROM servers s WHERE s.id = $1 AND s.lifecycle = 'maintenance' AND s.maintenance_until = $2 AND NOT EXISTS (
           SELECT 1 FROM journal j WHERE j.subject_type = 'server' AND j.subject_id = s.id
              AND j.action = 'maintenance-overrun' AND j.at >= $2)`,
        [id, until],
      );
      if (news.length === 0) return;
      const changes = [{ field: 'reason', before: null, after: reason }];
      await this.journal.write(tx, AMIRAL, serverFact('maintenance-overrun', { id, code }, changes));
    });
  }
}

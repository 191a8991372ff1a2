import { Injectable, Logger } from '@nestjs/common';
import { Interval } from '@nestjs/schedule';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { DomainError } from '../common/errors';
import { AMIRAL, Journal } from '../journal/journal.service';
import { ServersLifecycleService } from '../servers/servers.lifecycle.service';
import { HealthService } from './health.service';
import { Monitor } from './monitor.service';

const RETRY_MS = 60_000;

/** Returns servers whose maintenance is over, through the same test as activate; one that fails it stays, and is tried again. */
@Injectable()
export class MaintenanceEnd {
  private readonly logger = new Logger('Maintenance');
  private readonly tried = new Map<string, number>();
  private busy = false;

  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    private readonly monitor: Monitor,
    private readonly health: HealthService,
    private readonly lifecycle: ServersLifecycleService,
    private readonly journal: Journal,
  ) {}

  @Interval(1_000)
  async endDue(): Promise<void> {
    if (this.busy) return;
    this.busy = true;
    try {
      const due = await this.dataSource.query<{ id: string; code: string; until: Date }[]>(
        `SELECT id, code, maintenance_until AS until FROM servers
          WHERE maintenance_until <= now() AND lifecycle = 'maintenance' ORDER BY maintenance_until LIMIT 50`,
      );
      const now = Date.now();
      for (const [key, at] of this.tried) if (at < now - 2 * RETRY_MS) this.tried.delete(key);
      const ours = due.filter(({ id }) => this.monitor.owns(id));
      await Promise.all(ours.map((server) => this.end(server, now)));
    } catch (error) {
      this.logger.warn(`Cannot look for maintenances that are over: ${(error as Error).message}`);
    } finally {
      this.busy = false;
    }
  }

  private async end({ id, code, until }: { id: string; code: string; until: Date }, now: number): Promise<void> {
    const key = `${id} ${until.toISOString()}`;
    const lastTry = this.tried.get(key);
    if (lastTry !== undefined && lastTry > now - RETRY_MS) return;
    this.tried.set(key, now);
    try {
      const server = await this.lifecycle.checkActivate(null, id);
      await this.lifecycle.endMaintenance(id, AMIRAL, await this.health.testFor(server));
    } catch (error) {
      const reason = error instanceof DomainError ? error.message : 'internal error';
      this.logger.warn(`${code} stays in maintenance: ${reason}`);
      if (lastTry !== undefined) return;
      const changes = [{ field: 'reason', before: null, after: reason }];
      const fact = { action: 'maintenance-overrun', subjectType: 'server', subjectId: id, subjectName: code, changes };
      await this.journal.write(this.dataSource.manager, AMIRAL, fact);
    }
  }
}

import { Injectable, Logger } from '@nestjs/common';
import { Interval } from '@nestjs/schedule';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { Clock } from '../../common/clock';
import { DomainError } from '../../common/errors';
import { AMIRAL } from '../../journal/journal.service';
import { Instance } from '../instance.entity';
import { refusalOf } from '../instance.states';
import { InstanceWork } from '../instance-work.service';
import { WorkStart } from '../work-start.service';

/** How many a round begins at the most: a purge is never in a hurry. */
const ROUND = 20;

/** One that failed is tried again a day later; people may do so at any time. */
const DUE = `SELECT i.id FROM instances i WHERE i.purge_after <= $1
    AND NOT EXISTS (SELECT FROM operations o WHERE o.kind = 'purge' AND o.subject_id = i.id AND o.created_at > $1::timestamptz - interval '1 day')
  ORDER BY random() LIMIT $2`;

/** Drops the databases of terminated instances when their time has come. */
@Injectable()
export class Purges {
  private readonly logger = new Logger('Instances');

  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    private readonly work: InstanceWork,
    private readonly start: WorkStart,
    private readonly clock: Clock,
  ) {}

  /** One that cannot begin now is tried again, and keeps no other waiting. */
  @Interval(60_000)
  async purgeDue(): Promise<void> {
    try {
      const due = await this.dataSource.query<{ id: string }[]>(DUE, [this.clock.now(), ROUND]);
      for (const { id } of due) await this.begin(id);
    } catch (error) {
      this.logger.warn(`Purges that are due could not be read: ${(error as Error).message}`);
    }
  }

  private async begin(id: string): Promise<void> {
    try {
      await this.dataSource.transaction(async (tx) => {
        const instance = await tx.findOne(Instance, { where: { id }, lock: { mode: 'for_no_key_update' } });
        if (!instance?.purgeAfter || instance.purgeAfter > this.clock.now() || refusalOf('purge', instance)) return;
        await this.start.refuseBusy(tx, instance);
        await this.work.begin(tx, AMIRAL, instance, 'purge', { databaseName: instance.databaseName });
      });
    } catch (error) {
      if (error instanceof DomainError) return;
      this.logger.warn(`The purge of instance ${id} could not begin: ${(error as Error).message}`);
    }
  }
}

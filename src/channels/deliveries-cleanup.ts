import { Injectable, Logger } from '@nestjs/common';
import { Cron, CronExpression } from '@nestjs/schedule';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { Outbox } from './outbox.service';

const KEPT_DAYS = 90;
const STEP = 1_000;

/** Several processes may do this at once: each takes rows that no other one has. */
const DELIVERED = `
DELETE FROM deliveries WHERE id IN (
  SELECT id FROM deliveries WHERE state = 'delivered' AND settled_at < now() - $1 * interval '1 day'
   ORDER BY settled_at LIMIT $2 FOR UPDATE SKIP LOCKED)`;

/** Ids begin with the time they were made at, so the oldest come first. */
const UNTOLD = `
DELETE FROM notices WHERE id IN (
  SELECT n.id FROM notices n WHERE n.at < now() - $1 * interval '1 day'
      AND NOT EXISTS (SELECT 1 FROM deliveries d WHERE d.notice_id = n.id)
   ORDER BY n.id LIMIT $2 FOR UPDATE OF n SKIP LOCKED)`;

/** Keeps the log of deliveries for 90 days, those that failed for good. */
@Injectable()
export class DeliveriesCleanup {
  private readonly logger = new Logger('Channels');

  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    private readonly outbox: Outbox,
  ) {}

  @Cron(CronExpression.EVERY_MINUTE)
  async expire(): Promise<void> {
    await this.outbox.expire().catch((error: unknown) => {
      this.logger.warn(`Deliveries could not be given up: ${(error as Error).message}`);
    });
  }

  @Cron(CronExpression.EVERY_MINUTE)
  async catchUp(): Promise<void> {
    await this.outbox.catchUp().catch((error: unknown) => {
      this.logger.warn(`Cannot look for deliveries planned by another clock: ${(error as Error).message}`);
    });
  }

  @Cron(CronExpression.EVERY_HOUR)
  async removeOld(): Promise<void> {
    try {
      for (const statement of [DELIVERED, UNTOLD]) await this.inSteps(statement);
    } catch (error) {
      this.logger.warn(`Old deliveries could not be removed: ${(error as Error).message}`);
    }
  }

  private async inSteps(statement: string): Promise<void> {
    for (;;) {
      const [, removed] = await this.dataSource.query<[unknown, number]>(statement, [KEPT_DAYS, STEP]);
      if (removed < STEP) return;
    }
  }
}

import { Injectable, Logger } from '@nestjs/common';
import { Interval } from '@nestjs/schedule';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';

/** Secrets of operations, what is shown once, and answers kept for calls that are sent again. */
const KEPT = `interval '24 h'`;

/** Takes away what is kept for a day only. */
@Injectable()
export class OperationsCleanup {
  private readonly logger = new Logger('Operations');

  constructor(@InjectDataSource() private readonly dataSource: DataSource) {}

  @Interval(60_000)
  async removeOld(): Promise<void> {
    try {
      await this.dataSource.query(
        `UPDATE operations SET secrets = NULL, reveal = NULL
          WHERE created_at < clock_timestamp() - ${KEPT} AND (secrets IS NOT NULL OR reveal IS NOT NULL)`,
      );
      await this.dataSource.query(`DELETE FROM idempotency_keys WHERE created_at < clock_timestamp() - ${KEPT}`);
    } catch (error) {
      this.logger.warn(`What is kept for a day could not be removed: ${(error as Error).message}`);
    }
  }
}

import { Injectable, Logger } from '@nestjs/common';
import { Cron, CronExpression } from '@nestjs/schedule';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';

const KEPT_DAYS = 30;

/** Removes sessions that have been over for a month; the journal keeps what happened in them. */
@Injectable()
export class SessionsCleanup {
  private readonly logger = new Logger('Sessions');

  constructor(@InjectDataSource() private readonly dataSource: DataSource) {}

  @Cron(CronExpression.EVERY_DAY_AT_4AM)
  async removeOld(): Promise<void> {
    const remove = `DELETE FROM sessions WHERE LEAST(ended_at, expires_at) < now() - $1 * interval '1 day'`;
    await this.dataSource.query(remove, [KEPT_DAYS]).catch((error: unknown) => {
      this.logger.warn(`Old sessions could not be removed: ${(error as Error).message}`);
    });
  }
}

import { Injectable, Logger } from '@nestjs/common';
import { Interval } from '@nestjs/schedule';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';

/** Kept this long; whoever was away for longer reads everything again. */
const KEPT_MS = 3_600_000;
/** A change is noted when it is made and seen when it is committed: the longest time between the two. */
const LONGEST_TRANSACTION_MS = 30_000;

/** One record that has changed. */
export interface Changed {
  kind: string;
  id: string;
}

/** The log of what has just changed. A place in it is a time of the database, in ms, as text. */
@Injectable()
export class Changes {
  private readonly logger = new Logger('Stream');

  constructor(@InjectDataSource() private readonly dataSource: DataSource) {}

  /** The place after everything that is visible now. */
  async now(): Promise<string> {
    const [row] = await this.dataSource.query<{ at: string }[]>(
      'SELECT floor(extract(epoch FROM clock_timestamp()) * 1000)::bigint AS at',
    );
    return row?.at ?? '0';
  }

  /** @returns at most so many of what has changed after a place, or null when that is not known any more; some may be told twice */
  async since(place: string, most: number): Promise<Changed[] | null> {
    const from = Number(place) - LONGEST_TRANSACTION_MS;
    if (!(Number(place) > Number(await this.now()) - KEPT_MS + LONGEST_TRANSACTION_MS)) return null;
    return this.dataSource.query<Changed[]>(
      `SELECT DISTINCT kind, subject_id AS id FROM changes WHERE at >= to_timestamp($1 / 1000.0) LIMIT $2`,
      [from, most],
    );
  }

  @Interval(60_000)
  async removeOld(): Promise<void> {
    const remove = `DELETE FROM changes WHERE at < now() - $1 * interval '1 ms'`;
    await this.dataSource.query(remove, [KEPT_MS]).catch((error: unknown) => {
      this.logger.warn(`Old changes could not be removed: ${(error as Error).message}`);
    });
  }
}

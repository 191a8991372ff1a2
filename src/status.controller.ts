import { Controller, Get } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { z } from 'zod';
import { Public } from './auth/access';
import { Answers } from './common/answers';
import type { DomainError } from './common/errors';
import { DATABASE_UNAVAILABLE, isStorageFull, STORAGE_FULL } from './common/lost-database';
import { endsWithin } from './common/stopping';

const status = z.object({ status: z.literal('ok') }).meta({ id: 'Status' });

/** How long whoever asks waits for the database, in milliseconds. */
const PATIENCE_MS = 5_000;

/**
 * Asks for half a megabyte of the database's disk, and for nothing else: a sort that does not fit into its memory goes to a file, which
 * is gone with the statement.
 */
const ROOM = `SET LOCAL work_mem = '64kB';
  SELECT count(*) FROM (SELECT repeat(md5(n::text), 8) AS text FROM generate_series(1, 2000) AS n ORDER BY text) AS sorted`;

/** The control plane's own probes. */
@ApiTags('status')
@Controller('health')
export class StatusController {
  private asking: Promise<DomainError | null> | null = null;

  constructor(@InjectDataSource() private readonly dataSource: DataSource) {}

  @Get('live')
  @Public()
  @Answers(status, { summary: 'Is the process alive' })
  getLiveness() {
    return { status: 'ok' };
  }

  @Get('ready')
  @Public()
  @Answers(status, {
    summary: 'Can it serve: needs the database, and room on its disk',
    errors: { 503: 'The database does not answer (`database-unavailable`), or its disk is full (`storage-full`)' },
  })
  async getReadiness() {
    // Those who ask while nothing comes back wait for the same answer: each would keep a connection.
    this.asking ??= this.ask().finally(() => {
      this.asking = null;
    });
    const { asking } = this;
    const trouble = (await endsWithin(asking, PATIENCE_MS)) ? await asking : DATABASE_UNAVAILABLE;
    if (trouble) throw trouble;
    return { status: 'ok' };
  }

  private async ask(): Promise<DomainError | null> {
    try {
      await this.dataSource.query(ROOM);
      return null;
    } catch (error) {
      return isStorageFull(error) ? STORAGE_FULL : DATABASE_UNAVAILABLE;
    }
  }
}

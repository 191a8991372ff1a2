import { Controller, Get } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { z } from 'zod';
import { Public } from './auth/access';
import { Answers } from './common/answers';
import { DATABASE_UNAVAILABLE } from './common/lost-database';

const status = z.object({ status: z.literal('ok') }).meta({ id: 'Status' });

/** The control plane's own probes. */
@ApiTags('status')
@Controller('health')
export class StatusController {
  constructor(@InjectDataSource() private readonly dataSource: DataSource) {}

  @Get('live')
  @Public()
  @Answers(status, { summary: 'Is the process alive' })
  getLiveness() {
    return { status: 'ok' };
  }

  @Get('ready')
  @Public()
  @Answers(status, { summary: 'Can it serve: needs the database', errors: { 503: 'The database does not answer' } })
  async getReadiness() {
    try {
      await this.dataSource.query('SELECT 1');
    } catch {
      throw DATABASE_UNAVAILABLE;
    }
    return { status: 'ok' };
  }
}

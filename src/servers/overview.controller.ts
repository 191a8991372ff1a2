import { Controller, Get } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Caller, Can } from '../auth/access';
import type { Actor } from '../auth/actor';
import { Answers } from '../common/answers';
import { OverviewQueries } from './overview.queries';
import { overviewShape } from './overview.schemas';
import { Server } from './server.entity';

@ApiTags('servers')
@Controller('overview')
export class OverviewController {
  constructor(private readonly queries: OverviewQueries) {}

  @Get()
  @Can('read', Server)
  @Answers(overviewShape, {
    summary: 'The fleet at a glance',
    description:
      'How many servers by state and health, how full they are, and which ones need somebody, the worst first.',
  })
  getOverview(@Caller() actor: Actor) {
    return this.queries.overview(actor);
  }
}

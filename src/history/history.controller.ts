import { Controller, Get, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Caller, Can } from '../auth/access';
import type { Actor } from '../auth/actor';
import { Answers } from '../common/answers';
import { Id } from '../common/params';
import { Server } from '../servers/server.entity';
import { HistoryQueries } from './history.queries';
import { historyQuery, type HistoryQuery, historyShape, uptimeShape } from './history.schemas';

const gone = { 404: 'There is no such server' };

@ApiTags('servers')
@Controller('servers')
export class HistoryController {
  constructor(private readonly queries: HistoryQueries) {}

  @Get(':id/history')
  @Can('read', Server)
  @Answers(historyShape, {
    summary: 'What probes of a server found, over time',
    description:
      'Ready to plot: every point is there. `from` and `to` are moved to the edges of points. Points of 300 s are kept for 14 days, ' +
      'of an hour for 180 days, of a day for three years. What the seconds of a point lack was not watched, or is yet to come.',
    errors: { ...gone, 422: 'More than 2,000 points, or `from` is not before `to`' },
  })
  getServerHistory(@Id() id: string, @Query({ schema: historyQuery }) query: HistoryQuery, @Caller() actor: Actor) {
    return this.queries.history(actor, id, query);
  }

  @Get(':id/uptime')
  @Can('read', Server)
  @Answers(uptimeShape, {
    summary: 'How much of the time a server was up',
    description:
      'Weighted by time: up ÷ (up + down). Maintenance and what is not known count neither way; `coverage` says how much is known. ' +
      'A window begins with a full five minutes (24h, 7d) or a full hour (30d, 90d).',
    errors: gone,
  })
  getServerUptime(@Id() id: string, @Caller() actor: Actor) {
    return this.queries.uptime(actor, id);
  }
}

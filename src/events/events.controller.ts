import { Controller, Get, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Caller, Can } from '../auth/access';
import type { Actor } from '../auth/actor';
import { Answers } from '../common/answers';
import { shown } from '../common/pages';
import { Id } from '../common/params';
import { JournalEntry } from '../journal/journal.entity';
import { Server } from '../servers/server.entity';
import { eventPage, eventQuery, type EventQuery, serverEventQuery, type ServerEventQuery } from './event.schemas';
import { toEventView } from './event.view';
import { EventsQueries } from './events.queries';

@ApiTags('events')
@Controller()
export class EventsController {
  constructor(private readonly queries: EventsQueries) {}

  @Get('events')
  @Can('read', JournalEntry)
  @Answers(eventPage, { summary: 'Read the journal', description: 'The newest line first.' })
  async listEvents(@Query({ schema: eventQuery }) query: EventQuery, @Caller() actor: Actor) {
    return shown(await this.queries.list(query), (entry) => toEventView(entry, actor));
  }

  @Get('servers/:id/events')
  @Can('read', Server)
  @Answers(eventPage, {
    summary: 'Read the journal of a server',
    description: 'The newest line first. `requestId` and `ip` are null for those who may not read the whole journal.',
    errors: { 404: 'There is no such server' },
  })
  async listServerEvents(
    @Id() id: string,
    @Query({ schema: serverEventQuery }) query: ServerEventQuery,
    @Caller() actor: Actor,
  ) {
    return shown(await this.queries.listOf(actor, id, query), (entry) => toEventView(entry, actor));
  }
}

import { Body, Controller, Delete, Get, Headers, Param, Patch, Post, Query, Res } from '@nestjs/common';
import { ApiHeader, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Caller, Can } from '../../auth/access';
import type { Actor } from '../../auth/actor';
import { Answers } from '../../common/answers';
import { etagOf, versionAsked } from '../../common/etag';
import { idParam } from '../../common/pages';
import { iso } from '../schemas';
import { MaintenanceWindow } from './window.entity';
import {
  calendarQuery,
  type CalendarQuery,
  calendarShape,
  newWindow,
  type NewWindow,
  toWindowView,
  windowEdit,
  type WindowEdit,
  windowPage,
  windowQuery,
  type WindowQuery,
  windowShape,
} from './window.schemas';
import { WindowsService } from './windows.service';

const IF_MATCH = ApiHeader({
  name: 'If-Match',
  required: false,
  description: 'the ETag you have seen; 412 when it is stale',
});
const gone = { 404: 'There is no such maintenance window' };
const stale = { 412: 'Changed meanwhile' };

@ApiTags('maintenance')
@Controller('maintenance-windows')
export class WindowsController {
  constructor(private readonly windows: WindowsService) {}

  @Get()
  @Can('read', MaintenanceWindow)
  @Answers(windowPage, { summary: 'List the maintenance windows', description: 'The newest first.' })
  async listMaintenanceWindows(@Query({ schema: windowQuery }) query: WindowQuery) {
    const page = await this.windows.list(query);
    return { ...page, items: page.items.map(toWindowView) };
  }

  @Get('calendar')
  @Can('read', MaintenanceWindow)
  @Answers(calendarShape, {
    summary: 'When maintenance windows are on',
    description: 'Every occurrence that touches the span, in order; at most 366 days at once.',
  })
  async getMaintenanceCalendar(@Query({ schema: calendarQuery }) { from, to }: CalendarQuery) {
    const planned = await this.windows.calendar(new Date(from), new Date(to));
    const items = planned.map(({ window, startsAt, endsAt }) => ({
      windowId: window.id,
      name: window.name,
      startsAt: iso(startsAt),
      endsAt: iso(endsAt),
    }));
    return { items };
  }

  @Get(':id')
  @Can('read', MaintenanceWindow)
  @Answers(windowShape, { summary: 'Show one maintenance window', errors: gone })
  async getMaintenanceWindow(
    @Param('id', { schema: idParam }) id: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    return tagged(await this.windows.read(id), reply);
  }

  @Post()
  @Can('create', MaintenanceWindow)
  @Answers(windowShape, {
    summary: 'Plan a maintenance window',
    description: 'While it is on, alerts of its servers tell nobody.',
    status: 201,
  })
  async createMaintenanceWindow(
    @Body({ schema: newWindow }) body: NewWindow,
    @Caller() actor: Actor,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    return tagged(await this.windows.create(actor, body), reply);
  }

  @Patch(':id')
  @Can('update', MaintenanceWindow)
  @IF_MATCH
  @Answers(windowShape, { summary: 'Change a maintenance window', errors: { ...gone, ...stale } })
  async updateMaintenanceWindow(
    @Param('id', { schema: idParam }) id: string,
    @Body({ schema: windowEdit }) body: WindowEdit,
    @Headers('if-match') ifMatch: string | undefined,
    @Caller() actor: Actor,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    return tagged(await this.windows.update(actor, id, versionAsked(ifMatch), body), reply);
  }

  @Delete(':id')
  @Can('delete', MaintenanceWindow)
  @IF_MATCH
  @Answers(null, { summary: 'Delete a maintenance window', errors: { ...gone, ...stale } })
  async deleteMaintenanceWindow(
    @Param('id', { schema: idParam }) id: string,
    @Headers('if-match') ifMatch: string | undefined,
    @Caller() actor: Actor,
  ) {
    await this.windows.delete(actor, id, versionAsked(ifMatch));
  }
}

function tagged(window: MaintenanceWindow, reply: FastifyReply) {
  void reply.header('ETag', etagOf(window.version));
  return toWindowView(window);
}

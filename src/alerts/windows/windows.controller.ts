import { Body, Controller, Delete, Get, Patch, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Caller, Can } from '../../auth/access';
import type { Actor } from '../../auth/actor';
import { Answers } from '../../common/answers';
import { Tagged } from '../../common/etag';
import { shown } from '../../common/pages';
import { Id, IfMatch } from '../../common/params';
import { MaintenanceWindow } from './window.entity';
import {
  calendarQuery,
  type CalendarQuery,
  calendarShape,
  newWindow,
  type NewWindow,
  windowEdit,
  type WindowEdit,
  windowPage,
  windowQuery,
  type WindowQuery,
  windowShape,
} from './window.schemas';
import { toCalendarView, toWindowView } from './window.view';
import { WindowsQueries } from './windows.queries';
import { WindowsService } from './windows.service';

const gone = { 404: 'There is no such maintenance window' };
const stale = { 412: 'Changed meanwhile' };

@ApiTags('maintenance')
@Controller('maintenance-windows')
export class WindowsController {
  constructor(
    private readonly windows: WindowsService,
    private readonly queries: WindowsQueries,
  ) {}

  @Get()
  @Can('read', MaintenanceWindow)
  @Answers(windowPage, { summary: 'List the maintenance windows', description: 'The newest first.' })
  async listMaintenanceWindows(@Query({ schema: windowQuery }) query: WindowQuery) {
    return shown(await this.queries.list(query), toWindowView);
  }

  @Get('calendar')
  @Can('read', MaintenanceWindow)
  @Answers(calendarShape, {
    summary: 'When maintenance windows are on',
    description: 'Every occurrence that touches the span, in order; at most 366 days at once.',
  })
  async getMaintenanceCalendar(@Query({ schema: calendarQuery }) { from, to }: CalendarQuery) {
    return toCalendarView(await this.queries.calendar(new Date(from), new Date(to)));
  }

  @Get(':id')
  @Can('read', MaintenanceWindow)
  @Tagged()
  @Answers(windowShape, { summary: 'Show one maintenance window', errors: gone })
  async getMaintenanceWindow(@Id() id: string) {
    return toWindowView(await this.queries.read(id));
  }

  @Post()
  @Can('create', MaintenanceWindow)
  @Tagged()
  @Answers(windowShape, {
    summary: 'Plan a maintenance window',
    description: 'While it is on, alerts of its servers tell nobody.',
    status: 201,
  })
  async createMaintenanceWindow(@Body({ schema: newWindow }) body: NewWindow, @Caller() actor: Actor) {
    return toWindowView(await this.windows.create(actor, body));
  }

  @Patch(':id')
  @Can('update', MaintenanceWindow)
  @Tagged()
  @Answers(windowShape, { summary: 'Change a maintenance window', errors: { ...gone, ...stale } })
  async updateMaintenanceWindow(
    @Id() id: string,
    @Body({ schema: windowEdit }) body: WindowEdit,
    @IfMatch() version: number | null,
    @Caller() actor: Actor,
  ) {
    return toWindowView(await this.windows.update(actor, id, version, body));
  }

  @Delete(':id')
  @Can('delete', MaintenanceWindow)
  @Answers(null, { summary: 'Delete a maintenance window', errors: { ...gone, ...stale } })
  async deleteMaintenanceWindow(@Id() id: string, @IfMatch() version: number | null, @Caller() actor: Actor) {
    await this.windows.delete(actor, id, version);
  }
}

import { Body, Controller, Get, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Caller, Can } from '../auth/access';
import type { Actor } from '../auth/actor';
import { Answers } from '../common/answers';
import { shown } from '../common/pages';
import { Id } from '../common/params';
import { noFields } from '../servers/server.schemas';
import { Alert } from './alert.entity';
import { alertPage, alertQuery, type AlertQuery, alertShape } from './alert.schemas';
import { toAlertView } from './alert.view';
import { AlertsQueries } from './alerts.queries';
import { AlertsService } from './alerts.service';

const gone = { 404: 'There is no such alert' };

@ApiTags('alerts')
@Controller('alerts')
export class AlertsController {
  constructor(
    private readonly alerts: AlertsService,
    private readonly queries: AlertsQueries,
  ) {}

  @Get()
  @Can('read', Alert)
  @Answers(alertPage, { summary: 'List the alerts', description: 'The newest first; those that are over as well.' })
  async listAlerts(@Query({ schema: alertQuery }) query: AlertQuery, @Caller() actor: Actor) {
    return shown(await this.queries.list(query), (alert) => toAlertView(alert, actor));
  }

  @Post(':id/acknowledge')
  @Can('acknowledge', Alert)
  @Answers(alertShape, {
    summary: 'Take care of an alert',
    description: 'It is neither repeated nor escalated; its end is told.',
    errors: { ...gone, 409: '`not-firing`, `already-acknowledged`' },
  })
  async acknowledgeAlert(@Id() id: string, @Body({ schema: noFields }) _body: object, @Caller() actor: Actor) {
    return toAlertView(await this.alerts.acknowledge(actor, id), actor);
  }

  @Post(':id/unacknowledge')
  @Can('unacknowledge', Alert)
  @Answers(alertShape, {
    summary: 'Hand an alert back',
    errors: { ...gone, 409: '`not-firing`, `not-acknowledged`' },
  })
  async unacknowledgeAlert(@Id() id: string, @Body({ schema: noFields }) _body: object, @Caller() actor: Actor) {
    return toAlertView(await this.alerts.unacknowledge(actor, id), actor);
  }
}

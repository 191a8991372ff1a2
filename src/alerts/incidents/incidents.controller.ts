import { Body, Controller, Get, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Caller, Can } from '../../auth/access';
import type { Actor } from '../../auth/actor';
import { Answers } from '../../common/answers';
import { shown } from '../../common/pages';
import { Id } from '../../common/params';
import { noFields } from '../../servers/server.schemas';
import { Incident } from './incident.entity';
import {
  acknowledgement,
  type Acknowledgement,
  incidentPage,
  incidentQuery,
  type IncidentQuery,
  incidentShape,
} from './incident.schemas';
import { toIncidentView } from './incident.view';
import { IncidentsQueries } from './incidents.queries';
import { IncidentsService } from './incidents.service';

const gone = { 404: 'There is no such incident' };

@ApiTags('incidents')
@Controller('incidents')
export class IncidentsController {
  constructor(
    private readonly incidents: IncidentsService,
    private readonly queries: IncidentsQueries,
  ) {}

  @Get()
  @Can('read', Incident)
  @Answers(incidentPage, { summary: 'List the incidents', description: 'The newest first.' })
  async listIncidents(@Query({ schema: incidentQuery }) query: IncidentQuery, @Caller() actor: Actor) {
    return shown(await this.queries.list(query), ({ incident, alerts }) => toIncidentView(incident, alerts, actor));
  }

  @Get(':id')
  @Can('read', Incident)
  @Answers(incidentShape, { summary: 'Show one incident with all that happened', errors: gone })
  async getIncident(@Id() id: string, @Caller() actor: Actor) {
    return this.shown(id, actor);
  }

  @Post(':id/acknowledge')
  @Can('acknowledge', Incident)
  @Answers(incidentShape, {
    summary: 'Take care of an incident',
    description: 'Its alerts are neither repeated nor escalated; their end is told.',
    errors: { ...gone, 409: '`incident-closed`, `already-acknowledged`' },
  })
  async acknowledgeIncident(
    @Id() id: string,
    @Body({ schema: acknowledgement }) { note }: Acknowledgement,
    @Caller() actor: Actor,
  ) {
    await this.incidents.acknowledge(actor, id, note ?? null);
    return this.shown(id, actor);
  }

  @Post(':id/unacknowledge')
  @Can('unacknowledge', Incident)
  @Answers(incidentShape, {
    summary: 'Hand an incident back',
    errors: { ...gone, 409: '`incident-closed`, `not-acknowledged`' },
  })
  async unacknowledgeIncident(@Id() id: string, @Body({ schema: noFields }) _body: object, @Caller() actor: Actor) {
    await this.incidents.unacknowledge(actor, id);
    return this.shown(id, actor);
  }

  private async shown(id: string, actor: Actor) {
    const found = await this.queries.read(id);
    const timeline = await this.queries.timeline(found);
    return { ...toIncidentView(found.incident, found.alerts, actor), timeline };
  }
}

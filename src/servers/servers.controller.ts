import { Body, Controller, Delete, Get, Patch, Post, Query, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Caller, Can } from '../auth/access';
import type { Actor } from '../auth/actor';
import { Answers } from '../common/answers';
import { etagOf, Tagged } from '../common/etag';
import { shown } from '../common/pages';
import { Id, IfMatch } from '../common/params';
import { PlacementService } from './placement.service';
import { Server } from './server.entity';
import {
  availableQuery,
  type AvailableQuery,
  availableShape,
  maintenanceRequest,
  type MaintenanceRequest,
  newServer,
  type NewServer,
  noFields,
  reasonRequest,
  type ReasonRequest,
  reorderRequest,
  type ReorderRequest,
  serverEdit,
  type ServerEdit,
  serverPage,
  serverQuery,
  type ServerQuery,
  serverShape,
} from './server.schemas';
import { toServerView } from './server.view';
import { ServersLifecycleService } from './servers-lifecycle.service';
import { ServersOrderService } from './servers-order.service';
import { ServersQueries } from './servers.queries';
import { ServersService } from './servers.service';

const gone = { 404: 'There is no such server' };

@ApiTags('servers')
@Controller('servers')
export class ServersController {
  constructor(
    private readonly servers: ServersService,
    private readonly lifecycle: ServersLifecycleService,
    private readonly order: ServersOrderService,
    private readonly placement: PlacementService,
    private readonly queries: ServersQueries,
  ) {}

  @Get()
  @Can('read', Server)
  @Answers(serverPage, { summary: 'List the servers' })
  async listServers(@Query({ schema: serverQuery }) query: ServerQuery, @Caller() actor: Actor) {
    return shown(await this.queries.list(query), (row) => toServerView(row, actor));
  }

  @Get('available')
  @Can('read', Server)
  @Answers(availableShape, {
    summary: 'The best server for a new instance',
    errors: { 404: '`no-available-server`, with `rejected`: how many servers were refused for which reason' },
  })
  async getAvailableServer(
    @Query({ schema: availableQuery }) { minCapacityPercent, templateId, explain }: AvailableQuery,
    @Caller() actor: Actor,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const best = toServerView(await this.placement.available(minCapacityPercent, templateId), actor);
    void reply.header('ETag', etagOf(best.version));
    return explain ? { ...best, rejected: await this.placement.rejected(minCapacityPercent, templateId) } : best;
  }

  @Get(':id')
  @Can('read', Server)
  @Tagged()
  @Answers(serverShape, { summary: 'Show one server', errors: gone })
  async getServer(@Id() id: string, @Caller() actor: Actor) {
    return toServerView(await this.queries.read(id), actor);
  }

  @Post()
  @Can('create', Server)
  @Tagged()
  @Answers(serverShape, { summary: 'Enter a server', status: 201, errors: { 409: '`code-taken`, `server-url-taken`' } })
  async createServer(@Body({ schema: newServer }) body: NewServer, @Caller() actor: Actor) {
    return toServerView(await this.servers.create(actor, body), actor);
  }

  @Patch(':id')
  @Can('update', Server)
  @Tagged()
  @Answers(serverShape, {
    summary: 'Change a server',
    description:
      'Null clears a field. Another `serverUrl` or `tlsCa` clears the passwords that are not sent again; another `serverUrl` starts health over.',
    errors: {
      ...gone,
      409: '`code-taken`, `server-url-taken`, `below-instance-count`, `server-in-service`',
      412: 'Changed meanwhile',
    },
  })
  async updateServer(
    @Id() id: string,
    @Body({ schema: serverEdit }) body: ServerEdit,
    @IfMatch() version: number | null,
    @Caller() actor: Actor,
  ) {
    return toServerView(await this.servers.update(actor, id, version, body), actor);
  }

  @Delete(':id')
  @Can('delete', Server)
  @Answers(null, {
    summary: 'Delete a server',
    errors: { ...gone, 409: '`server-has-instances`', 412: 'Changed meanwhile' },
  })
  async deleteServer(@Id() id: string, @IfMatch() version: number | null, @Caller() actor: Actor) {
    await this.servers.delete(actor, id, version);
  }

  @Post(':id/reorder')
  @Can('reorder', Server)
  @Answers(serverShape, {
    summary: 'Put a server right before or after another one',
    description: 'In the order of `sequence`. Others make room where there is none; their `version` stays.',
    errors: gone,
  })
  async reorderServer(
    @Id() id: string,
    @Body({ schema: reorderRequest }) body: ReorderRequest,
    @Caller() actor: Actor,
  ) {
    await this.order.reorder(actor, id, body);
    return toServerView(await this.queries.read(id), actor);
  }

  @Post(':id/maintenance')
  @Can('maintenance', Server)
  @Answers(serverShape, {
    summary: 'Begin a maintenance',
    description: 'No probe ends it; `until` does, through the same check as activate.',
    errors: { ...gone, 409: '`wrong-state`' },
  })
  async maintainServer(
    @Id() id: string,
    @Body({ schema: maintenanceRequest }) body: MaintenanceRequest,
    @Caller() actor: Actor,
  ) {
    await this.lifecycle.maintenance(actor, id, body);
    return toServerView(await this.queries.read(id), actor);
  }

  @Post(':id/deactivate')
  @Can('deactivate', Server)
  @Answers(serverShape, {
    summary: 'Take a server out of service',
    errors: { ...gone, 409: '`wrong-state`, `server-has-instances`' },
  })
  async deactivateServer(@Id() id: string, @Body({ schema: noFields }) _body: object, @Caller() actor: Actor) {
    await this.lifecycle.deactivate(actor, id);
    return toServerView(await this.queries.read(id), actor);
  }

  @Post(':id/cordon')
  @Can('cordon', Server)
  @Answers(serverShape, { summary: 'Take no new instance on a server', errors: gone })
  async cordonServer(@Id() id: string, @Body({ schema: reasonRequest }) body: ReasonRequest, @Caller() actor: Actor) {
    await this.lifecycle.cordon(actor, id, body.reason ?? null);
    return toServerView(await this.queries.read(id), actor);
  }

  @Post(':id/uncordon')
  @Can('uncordon', Server)
  @Answers(serverShape, { summary: 'Take new instances on a server again', errors: gone })
  async uncordonServer(@Id() id: string, @Body({ schema: reasonRequest }) body: ReasonRequest, @Caller() actor: Actor) {
    await this.lifecycle.uncordon(actor, id, body.reason ?? null);
    return toServerView(await this.queries.read(id), actor);
  }
}

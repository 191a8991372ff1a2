import { Body, Controller, Delete, Get, Headers, Param, Patch, Post, Query, Res } from '@nestjs/common';
import { ApiHeader, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Caller, Can } from '../auth/access';
import type { Actor } from '../auth/actor';
import { Answers } from '../common/answers';
import { etagOf, versionAsked } from '../common/etag';
import { idParam } from '../common/pages';
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
import { ServersLifecycleService } from './servers.lifecycle.service';
import { ServersOrderService } from './servers.order.service';
import { type ServerRow, ServersQueries } from './servers.queries';
import { ServersService } from './servers.service';

const IF_MATCH = ApiHeader({
  name: 'If-Match',
  required: false,
  description: 'the ETag you have seen; 412 when it is stale',
});
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
    const page = await this.queries.list(query);
    return { ...page, items: page.items.map((row) => toServerView(row, actor)) };
  }

  @Get('available')
  @Can('read', Server)
  @Answers(availableShape, {
    summary: 'The best server for a new instance',
    errors: { 404: '`no-available-server`, with `rejected`: how many servers were refused for which reason' },
  })
  async getAvailableServer(
    @Query({ schema: availableQuery }) { minCapacityPercent, explain }: AvailableQuery,
    @Caller() actor: Actor,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const best = tagged(await this.placement.available(minCapacityPercent), actor, reply);
    return explain ? { ...best, rejected: await this.placement.rejected(minCapacityPercent) } : best;
  }

  @Get(':id')
  @Can('read', Server)
  @Answers(serverShape, { summary: 'Show one server', errors: gone })
  async getServer(
    @Param('id', { schema: idParam }) id: string,
    @Caller() actor: Actor,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    return tagged(await this.queries.read(id), actor, reply);
  }

  @Post()
  @Can('create', Server)
  @Answers(serverShape, { summary: 'Enter a server', status: 201, errors: { 409: '`code-taken`, `server-url-taken`' } })
  async createServer(
    @Body({ schema: newServer }) body: NewServer,
    @Caller() actor: Actor,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    return tagged(await this.servers.create(actor, body), actor, reply);
  }

  @Patch(':id')
  @Can('update', Server)
  @IF_MATCH
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
    @Param('id', { schema: idParam }) id: string,
    @Body({ schema: serverEdit }) body: ServerEdit,
    @Headers('if-match') ifMatch: string | undefined,
    @Caller() actor: Actor,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    return tagged(await this.servers.update(actor, id, versionAsked(ifMatch), body), actor, reply);
  }

  @Delete(':id')
  @Can('delete', Server)
  @IF_MATCH
  @Answers(null, {
    summary: 'Delete a server',
    errors: { ...gone, 409: '`server-has-instances`', 412: 'Changed meanwhile' },
  })
  async deleteServer(
    @Param('id', { schema: idParam }) id: string,
    @Headers('if-match') ifMatch: string | undefined,
    @Caller() actor: Actor,
  ) {
    await this.servers.delete(actor, id, versionAsked(ifMatch));
  }

  @Post(':id/reorder')
  @Can('reorder', Server)
  @Answers(serverShape, {
    summary: 'Put a server right before or after another one',
    description: 'In the order of `sequence`. Others make room where there is none; their `version` stays.',
    errors: gone,
  })
  async reorderServer(
    @Param('id', { schema: idParam }) id: string,
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
    @Param('id', { schema: idParam }) id: string,
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
  async deactivateServer(
    @Param('id', { schema: idParam }) id: string,
    @Body({ schema: noFields }) _body: object,
    @Caller() actor: Actor,
  ) {
    await this.lifecycle.deactivate(actor, id);
    return toServerView(await this.queries.read(id), actor);
  }

  @Post(':id/cordon')
  @Can('cordon', Server)
  @Answers(serverShape, { summary: 'Take no new instance on a server', errors: gone })
  async cordonServer(
    @Param('id', { schema: idParam }) id: string,
    @Body({ schema: reasonRequest }) body: ReasonRequest,
    @Caller() actor: Actor,
  ) {
    await this.lifecycle.cordon(actor, id, body.reason ?? null);
    return toServerView(await this.queries.read(id), actor);
  }

  @Post(':id/uncordon')
  @Can('uncordon', Server)
  @Answers(serverShape, { summary: 'Take new instances on a server again', errors: gone })
  async uncordonServer(
    @Param('id', { schema: idParam }) id: string,
    @Body({ schema: reasonRequest }) body: ReasonRequest,
    @Caller() actor: Actor,
  ) {
    await this.lifecycle.uncordon(actor, id, body.reason ?? null);
    return toServerView(await this.queries.read(id), actor);
  }
}

function tagged(row: ServerRow, actor: Actor, reply: FastifyReply) {
  void reply.header('ETag', etagOf(row.version));
  return toServerView(row, actor);
}

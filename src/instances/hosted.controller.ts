import { Controller, Get, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Caller, Can } from '../auth/access';
import type { Actor } from '../auth/actor';
import { Answers } from '../common/answers';
import { shown } from '../common/pages';
import { Id } from '../common/params';
import { Instance } from './instance.entity';
import { hostedQuery, type HostedQuery, instancePage } from './instance.schemas';
import { toInstanceView } from './instance.view';
import { InstancesQueries } from './instances.queries';

@ApiTags('servers')
@Controller('servers/:id/instances')
export class HostedController {
  constructor(private readonly queries: InstancesQueries) {}

  @Get()
  @Can('read', Instance)
  @Answers(instancePage, {
    summary: 'List the instances of a server',
    description: 'Terminated ones too: filter by `state`.',
    errors: { 404: 'There is no such server' },
  })
  async listServerInstances(
    @Id() id: string,
    @Query({ schema: hostedQuery }) query: HostedQuery,
    @Caller() actor: Actor,
  ) {
    return shown(await this.queries.listOn(actor, id, query), (row) => toInstanceView(row, actor));
  }
}

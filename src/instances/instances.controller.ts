import { Body, Controller, Delete, Get, Patch, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Caller, Can } from '../auth/access';
import type { Actor } from '../auth/actor';
import { Answers } from '../common/answers';
import { Tagged } from '../common/etag';
import { shown } from '../common/pages';
import { Id, IfMatch } from '../common/params';
import { locationOf } from '../operations/accepted.service';
import { Idempotency, Repeatable, type RepeatableCall } from '../operations/idempotency.service';
import { Instance } from './instance.entity';
import {
  adoption,
  type Adoption,
  instanceEdit,
  type InstanceEdit,
  instancePage,
  instanceQuery,
  type InstanceQuery,
  instanceShape,
  newInstance,
  type NewInstance,
} from './instance.schemas';
import { toInstanceView } from './instance.view';
import { AdoptionService } from './adoption.service';
import { InstancesQueries } from './instances.queries';
import { InstancesService } from './instances.service';

const gone = { 404: 'There is no such instance' };

@ApiTags('instances')
@Controller('instances')
export class InstancesController {
  constructor(
    private readonly instances: InstancesService,
    private readonly adoption: AdoptionService,
    private readonly queries: InstancesQueries,
    private readonly idempotency: Idempotency,
  ) {}

  @Get()
  @Can('read', Instance)
  @Answers(instancePage, { summary: 'List the instances' })
  async listInstances(@Query({ schema: instanceQuery }) query: InstanceQuery, @Caller() actor: Actor) {
    return shown(await this.queries.list(query), (row) => toInstanceView(row, actor));
  }

  @Get(':id')
  @Can('read', Instance)
  @Tagged()
  @Answers(instanceShape, { summary: 'Show one instance', errors: gone })
  async getInstance(@Id() id: string, @Caller() actor: Actor) {
    return this.show(id, actor);
  }

  @Post()
  @Can('create', Instance)
  @Tagged()
  @Answers(instanceShape, {
    summary: 'Record an instance',
    description:
      'Without `serverId` the best server takes it. It stays a draft, or with `provision` its database is made at once: `Operation-Location` says where that is told. 200 with the instance that has the same `externalId` already.',
    status: 201,
    errors: {
      409:
        '`no-available-server` with `rejected`; with `serverId`: `server-not-active`, `server-cordoned`, `server-not-healthy`, ' +
        '`server-full`; `database-name-taken`, `subdomain-taken`, `domain-taken`, `external-id-used`; with `provision`: ' +
        '`template-not-ready`, `no-service-login`, `server-not-reachable`',
    },
  })
  async createInstance(
    @Body({ schema: newInstance }) body: NewInstance,
    @Repeatable() call: RepeatableCall,
    @Caller() actor: Actor,
  ) {
    return this.idempotency.once(actor, call, async (tx) => {
      const { id, isNew, operationId } = await this.instances.create(tx, actor, body);
      const headers: Record<string, string> =
        operationId === null ? {} : { 'Operation-Location': locationOf(operationId) };
      return { status: isNew ? 201 : 200, headers, body: toInstanceView(await this.queries.read(id, tx), actor) };
    });
  }

  @Post('adopt')
  @Can('adopt', Instance)
  @Tagged()
  @Answers(instanceShape, {
    summary: 'Record a database that is already on a server',
    description: 'The server is asked for it first. It takes a slot, on a cordoned server too, and is active at once.',
    status: 201,
    errors: {
      409: '`database-not-found`, `not-an-odoo-database`, `database-is-a-template`, `database-is-a-copy`, `server-not-active`, `server-full`, `database-name-taken`, `subdomain-taken`, `domain-taken`, `changed-meanwhile`',
      502: 'The server answered badly',
      504: 'The server did not answer in time',
    },
  })
  async adoptInstance(@Body({ schema: adoption }) body: Adoption, @Caller() actor: Actor) {
    return this.show((await this.adoption.adopt(actor, body)).id, actor);
  }

  @Patch(':id')
  @Can('update', Instance)
  @Tagged()
  @Answers(instanceShape, {
    summary: 'Change an instance',
    description:
      'Null clears a field. Server and database stay as they are; the template can be changed in a draft only.',
    errors: {
      ...gone,
      409: '`subdomain-taken`, `domain-taken`, `instance-terminated`, `template-used`',
      412: 'Changed meanwhile',
    },
  })
  async updateInstance(
    @Id() id: string,
    @Body({ schema: instanceEdit }) body: InstanceEdit,
    @IfMatch() version: number | null,
    @Caller() actor: Actor,
  ) {
    await this.instances.update(actor, id, version, body);
    return this.show(id, actor);
  }

  @Delete(':id')
  @Can('delete', Instance)
  @Answers(null, {
    summary: 'Delete the record of a terminated instance',
    errors: { ...gone, 409: '`instance-not-terminated`', 412: 'Changed meanwhile' },
  })
  async deleteInstance(@Id() id: string, @IfMatch() version: number | null, @Caller() actor: Actor) {
    await this.instances.delete(actor, id, version);
  }

  private async show(id: string, actor: Actor) {
    return toInstanceView(await this.queries.read(id), actor);
  }
}

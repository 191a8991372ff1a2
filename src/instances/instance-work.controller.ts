import { Body, Controller, Post, Put } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { EntityManager } from 'typeorm';
import { Caller, Can } from '../auth/access';
import type { Actor } from '../auth/actor';
import { Answers } from '../common/answers';
import { Id } from '../common/params';
import { Accepted } from '../operations/accepted.service';
import { Idempotency, Repeatable, type RepeatableCall } from '../operations/idempotency.service';
import { operationShape } from '../operations/operation.schemas';
import { noFields } from '../servers/server.schemas';
import { Instance } from './instance.entity';
import {
  instanceShape,
  provisionRequest,
  type ProvisionRequest,
  purgeRequest,
  type PurgeRequest,
  resumption,
  type Resumption,
  serviceLogin,
  type ServiceLogin,
  suspension,
  type Suspension,
  termination,
  type Termination,
} from './instance.schemas';
import { toInstanceView } from './instance.view';
import { InstanceWork } from './instance-work.service';
import { InstancesQueries } from './instances.queries';
import { ProvisionService } from './provision/provision.service';
import { ServiceLoginService } from './service-login.service';
import { TerminateService } from './terminate/terminate.service';
import { WorkStart } from './work-start.service';

const gone = { 404: 'There is no such instance' };
const NOT_NOW = '`wrong-state`, `operation-in-progress`, `server-not-reachable`';

/** What is done with customers' databases: each call starts an operation. */
@ApiTags('instances')
@Controller('instances/:id')
export class InstanceWorkController {
  constructor(
    private readonly work: InstanceWork,
    private readonly start: WorkStart,
    private readonly provisioning: ProvisionService,
    private readonly ending: TerminateService,
    private readonly logins: ServiceLoginService,
    private readonly queries: InstancesQueries,
    private readonly idempotency: Idempotency,
    private readonly accepted: Accepted,
  ) {}

  @Post('provision')
  @Can('provision', Instance)
  @Answers(operationShape, {
    summary: 'Make the database of an instance',
    description: 'Of a draft or a failed one, from its template. The first password is shown once by the operation.',
    status: 202,
    errors: {
      ...gone,
      409: `${NOT_NOW}, \`server-cordoned\`, \`no-template\`, \`template-not-ready\`, \`no-service-login\``,
    },
  })
  async provisionInstance(
    @Id() id: string,
    @Body({ schema: provisionRequest }) body: ProvisionRequest,
    @Repeatable() call: RepeatableCall,
    @Caller() actor: Actor,
  ) {
    return this.begin(actor, call, async (tx) => {
      const instance = await this.start.lock(tx, actor, 'provision', id);
      return this.provisioning.begin(tx, actor, instance, body);
    });
  }

  @Post('suspend')
  @Can('suspend', Instance)
  @Answers(operationShape, {
    summary: 'Suspend an instance',
    description: 'Nobody gets in and nothing runs by itself; no data is touched. Resuming opens exactly what was open.',
    status: 202,
    errors: { ...gone, 409: `${NOT_NOW}, \`no-service-login\`` },
  })
  async suspendInstance(
    @Id() id: string,
    @Body({ schema: suspension }) body: Suspension,
    @Repeatable() call: RepeatableCall,
    @Caller() actor: Actor,
  ) {
    return this.begin(actor, call, (tx) => this.work.suspend(tx, actor, id, body));
  }

  @Post('resume')
  @Can('resume', Instance)
  @Answers(operationShape, {
    summary: 'Resume a suspended or expired instance',
    status: 202,
    errors: { ...gone, 409: `${NOT_NOW}, \`no-service-login\`, \`still-expired\`` },
  })
  async resumeInstance(
    @Id() id: string,
    @Body({ schema: resumption }) body: Resumption,
    @Repeatable() call: RepeatableCall,
    @Caller() actor: Actor,
  ) {
    return this.begin(actor, call, (tx) => this.work.resume(tx, actor, id, body));
  }

  @Post('inspect')
  @Can('inspect', Instance)
  @Answers(operationShape, {
    summary: 'Look inside the database of an instance',
    description: 'Its size, its users, the last login, late scheduled actions.',
    status: 202,
    errors: { ...gone, 409: `${NOT_NOW}, \`no-service-login\`` },
  })
  async inspectInstance(
    @Id() id: string,
    @Body({ schema: noFields }) _body: object,
    @Repeatable() call: RepeatableCall,
    @Caller() actor: Actor,
  ) {
    return this.begin(actor, call, (tx) => this.work.inspect(tx, actor, id));
  }

  @Post('terminate')
  @Can('terminate', Instance)
  @Answers(instanceShape, {
    summary: 'Terminate an instance',
    description:
      'Where its database is kept: at once, 200 with the instance. Where it is dropped: 202 with the operation that suspends it, frees the ' +
      'slot, and lets the database be purged seven days later.',
    besides: { 202: operationShape },
    errors: { ...gone, 409: `${NOT_NOW}; with \`drop\`: \`no-backup-storage\`, \`no-service-login\`` },
  })
  async terminateInstance(
    @Id() id: string,
    @Body({ schema: termination }) body: Termination,
    @Repeatable() call: RepeatableCall,
    @Caller() actor: Actor,
  ) {
    return this.idempotency.once<object>(actor, call, async (tx) => {
      const operationId = await this.ending.terminate(tx, actor, id, body);
      if (operationId !== null) return this.accepted.answer(tx, actor, operationId);
      return { status: 200, body: toInstanceView(await this.queries.read(id, tx), actor) };
    });
  }

  @Post('purge')
  @Can('purge', Instance)
  @Answers(operationShape, {
    summary: 'Drop the database of a terminated instance now',
    description: 'Only the database that Amiral knows by its uuid; for good.',
    status: 202,
    errors: {
      ...gone,
      409: `${NOT_NOW}, \`nothing-to-purge\`, \`no-service-login\``,
      422: '`confirm` is not its name',
    },
  })
  async purgeInstance(
    @Id() id: string,
    @Body({ schema: purgeRequest }) body: PurgeRequest,
    @Repeatable() call: RepeatableCall,
    @Caller() actor: Actor,
  ) {
    return this.begin(actor, call, (tx) => this.work.purge(tx, actor, id, body));
  }

  @Put('service-login')
  @Can('service-login', Instance)
  @Answers(null, {
    summary: 'Give Amiral a login in the database of an instance',
    description: 'Of the group system; it is tried before it is stored, and never shown.',
    errors: {
      ...gone,
      409: '`login-refused`, `login-not-admin`, `wrong-state`, `operation-in-progress`',
      502: 'The server was not reached',
      504: 'The server did not answer in time',
    },
  })
  async setInstanceServiceLogin(
    @Id() id: string,
    @Body({ schema: serviceLogin }) body: ServiceLogin,
    @Caller() actor: Actor,
  ) {
    await this.logins.set(actor, id, body);
  }

  private begin(actor: Actor, call: RepeatableCall, work: (tx: EntityManager) => Promise<string>) {
    return this.idempotency.once(actor, call, async (tx) => this.accepted.answer(tx, actor, await work(tx)));
  }
}

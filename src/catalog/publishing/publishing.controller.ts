import { Body, Controller, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Caller, Can } from '../../auth/access';
import type { Actor } from '../../auth/actor';
import { Answers } from '../../common/answers';
import { Id } from '../../common/params';
import { Accepted } from '../../operations/accepted.service';
import { Idempotency, Repeatable, type RepeatableCall } from '../../operations/idempotency.service';
import { operationShape } from '../../operations/operation.schemas';
import { Template } from '../template.entity';
import { publishRequest, type PublishRequest } from './publish.schemas';
import { PublishingService } from './publishing.service';

@ApiTags('templates')
@Controller('templates/:id')
export class PublishingController {
  constructor(
    private readonly publishing: PublishingService,
    private readonly idempotency: Idempotency,
    private readonly accepted: Accepted,
  ) {}

  @Post('publish')
  @Can('publish', Template)
  @Answers(operationShape, {
    summary: 'Put a template onto servers',
    description:
      'Copies it from its source, sealed, to each server, compares it there, and makes it ready. A server that fails keeps what it had and harms no other; `retry` tries those again.',
    status: 202,
    errors: {
      404: 'There is no such template',
      409: '`no-source-server`, `no-service-login`, `template-archived`, `server-not-reachable`, `operation-in-progress`',
    },
  })
  async publishTemplate(
    @Id() id: string,
    @Body({ schema: publishRequest }) body: PublishRequest,
    @Repeatable() call: RepeatableCall,
    @Caller() actor: Actor,
  ) {
    return this.idempotency.once(actor, call, async (tx) =>
      this.accepted.answer(tx, actor, await this.publishing.publish(tx, actor, id, body)),
    );
  }
}

import { Body, Controller, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Caller, Can } from '../../auth/access';
import type { Actor } from '../../auth/actor';
import { Answers } from '../../common/answers';
import { Id } from '../../common/params';
import { Accepted } from '../../operations/accepted.service';
import { Idempotency, Repeatable, type RepeatableCall } from '../../operations/idempotency.service';
import { operationShape } from '../../operations/operation.schemas';
import { Instance } from '../instance.entity';
import { claimRequest, type ClaimRequest } from '../instance.schemas';
import { InstanceWork } from '../instance-work.service';

@ApiTags('instances')
@Controller('instances/:id/claim')
export class ClaimController {
  constructor(
    private readonly work: InstanceWork,
    private readonly idempotency: Idempotency,
    private readonly accepted: Accepted,
  ) {}

  @Post()
  @Can('claim', Instance)
  @Answers(operationShape, {
    summary: 'Claim the database of an instance',
    description:
      'Writes into it that this Amiral works on it, whichever did before: after a restore, or when the other one is gone for good. Two that work ' +
      'on the same database harm it.',
    status: 202,
    errors: {
      404: 'There is no such instance',
      409: '`wrong-state`, `operation-in-progress`, `server-not-reachable`, `no-service-login`, `nothing-to-purge`',
      422: '`confirm` is not its name',
    },
  })
  async claimInstance(
    @Id() id: string,
    @Body({ schema: claimRequest }) body: ClaimRequest,
    @Repeatable() call: RepeatableCall,
    @Caller() actor: Actor,
  ) {
    return this.idempotency.once(actor, call, async (tx) =>
      this.accepted.answer(tx, actor, await this.work.claim(tx, actor, id, body)),
    );
  }
}

import { Body, Controller, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Caller, Can } from '../../auth/access';
import type { Actor } from '../../auth/actor';
import { Answers } from '../../common/answers';
import { Accepted } from '../../operations/accepted.service';
import { Idempotency, Repeatable, type RepeatableCall } from '../../operations/idempotency.service';
import { operationShape } from '../../operations/operation.schemas';
import { Instance } from '../instance.entity';
import { bulkRequest, type BulkRequest, bulkVerdicts } from './bulk.schemas';
import { BulkService } from './bulk.service';

@ApiTags('instances')
@Controller('instances/bulk')
export class BulkController {
  constructor(
    private readonly bulk: BulkService,
    private readonly idempotency: Idempotency,
    private readonly accepted: Accepted,
  ) {}

  @Post()
  @Can('bulk', Instance)
  @Answers(operationShape, {
    summary: 'Suspend or resume many instances',
    description:
      'Each by an operation of its own, below one that ends when they have; its result has a verdict for each. With `dryRun` 200 and the ' +
      'verdicts, and nothing is begun.',
    status: 202,
    besides: { 200: bulkVerdicts },
    errors: { 409: '`no-backup-storage`: nothing can be backed up yet' },
  })
  async bulkInstances(
    @Body({ schema: bulkRequest }) body: BulkRequest,
    @Repeatable() call: RepeatableCall,
    @Caller() actor: Actor,
  ) {
    return this.idempotency.once<object>(actor, call, async (tx) => {
      if (body.dryRun) return { status: 200, body: { items: await this.bulk.weigh(tx, actor, body) } };
      return this.accepted.answer(tx, actor, await this.bulk.begin(tx, actor, body));
    });
  }
}

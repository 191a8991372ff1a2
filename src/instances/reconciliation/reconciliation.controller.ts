import { Controller, Get } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Can } from '../../auth/access';
import { Answers } from '../../common/answers';
import { OperationPause } from '../../operations/operation.entity';
import { Reconciliation } from './reconciliation.service';
import { reconciliationShape } from './reconciliation.schemas';

@ApiTags('operations')
@Controller('operations/reconciliation')
export class ReconciliationController {
  constructor(private readonly reconciliation: Reconciliation) {}

  @Get()
  @Can('read', OperationPause)
  @Answers(reconciliationShape, {
    summary: 'Compare what Amiral knows with what servers have',
    description:
      'Asks every server for its databases, and looks whose each is where there is a login. Read it after Amiral was restored: operations may be ' +
      'let go on only then.',
  })
  async getOperationReconciliation() {
    return this.reconciliation.compare();
  }
}

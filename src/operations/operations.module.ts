import { Module } from '@nestjs/common';
import { z } from 'zod';
import { Policies } from '../auth/policies';
import { Constraints } from '../common/constraints';
import { ProblemFacts } from '../common/problem-facts';
import { Accepted } from './accepted.service';
import { Endings } from './endings.service';
import { Idempotency } from './idempotency.service';
import { Kinds } from './kinds';
import { Ledger } from './ledger';
import { operationPolicy, pausePolicy } from './operation.policy';
import { inTheWay } from './operation.rules';
import { OperationRunner } from './operation-runner.service';
import { OperationsCleanup } from './operations-cleanup';
import { OperationsController } from './operations.controller';
import { OperationsQueries } from './operations.queries';
import { OperationsService } from './operations.service';
import { Pauses } from './pauses.service';
import { RunWrites } from './run-writes.service';
import { StepContexts } from './step-contexts.service';
import { StepRunner } from './step-runner.service';

/** Durable work: steps, attempts, leases. Knows no noun; kinds register themselves. */
@Module({
  controllers: [OperationsController],
  providers: [
    Accepted,
    Endings,
    Idempotency,
    Kinds,
    Ledger,
    OperationRunner,
    OperationsCleanup,
    OperationsQueries,
    OperationsService,
    Pauses,
    RunWrites,
    StepContexts,
    StepRunner,
  ],
  exports: [Accepted, Idempotency, Kinds, OperationsQueries, OperationsService, Pauses],
})
export class OperationsModule {
  constructor(policies: Policies, facts: ProblemFacts, constraints: Constraints) {
    constraints.register('operations_exclusion_key', inTheWay());
    policies.register(operationPolicy);
    policies.register(pausePolicy);
    facts.register({
      operationId: z.uuid().optional().meta({ description: 'the operation that is in the way' }),
    });
  }
}

import { setTimeout as wait } from 'node:timers/promises';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource, type EntityManager } from 'typeorm';
import { conflict } from '../../common/errors';
import { type Kind, Kinds, type OperationFacts, type StepContext } from '../../operations/kinds';
import type { OperationState } from '../../operations/operation.states';
import { OperationsService } from '../../operations/operations.service';
import { TryAgain } from '../../operations/step-errors';
import { type BulkInput, BulkLines } from './bulk-lines.service';

const MINUTE = 60_000;
const LOOK_MS = 250;
/** Its place is left to others from time to time: its parts may wait for one. */
const STAY_MS = MINUTE / 2;

/** An action on many instances: each line is an operation of its own, and this one ends when they have. */
@Injectable()
export class BulkKind implements OnModuleInit {
  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    private readonly kinds: Kinds,
    private readonly operations: OperationsService,
    private readonly lines: BulkLines,
  ) {}

  onModuleInit(): void {
    this.kinds.register(this.kind);
  }

  private readonly kind: Kind = {
    kind: 'bulk',
    compensates: false,
    steps: [
      {
        name: 'lines',
        kind: 'repeatable',
        timeoutMs: 10 * MINUTE,
        maxAttempts: 10_000,
        run: (context) => this.run(context),
        compensate: { timeoutMs: 60 * MINUTE, run: (context) => this.cancel(context) },
      },
    ],
    settle: (tx, operation, state) => this.settle(tx, operation, state),
  };

  /** Goes on after whoever was lost: what was begun is known. @throws DomainError 409 `not-all-done` */
  private async run(context: StepContext): Promise<undefined> {
    const { operation } = context;
    for (const position of await this.lines.waiting(operation.id)) {
      if (context.signal.aborted) throw new TryAgain('aborted', 'It was called off.');
      await this.lines.begin(operation, position);
    }
    const succeeded = await this.ended(context);
    const { accepted } = operation.input as unknown as BulkInput;
    if (succeeded === accepted) return;
    throw conflict(
      'not-all-done',
      `${String(accepted - succeeded)} of ${String(accepted)} were not done; its result says why.`,
    );
  }

  private async cancel(context: StepContext): Promise<undefined> {
    await this.dataSource.transaction((tx) => this.operations.cancelParts(tx, context.operation.id));
    await this.ended(context);
  }

  /** @returns how many have succeeded @throws TryAgain while some are under way */
  private async ended(context: StepContext): Promise<number> {
    const until = performance.now() + STAY_MS;
    for (;;) {
      const { open, succeeded } = await this.lines.count(context.operation.id);
      if (open === 0) return succeeded;
      if (context.signal.aborted || performance.now() > until) {
        throw new TryAgain('parts-under-way', `${String(open)} of its parts are under way.`);
      }
      await wait(LOOK_MS);
    }
  }

  private async settle(tx: EntityManager, { id }: OperationFacts, state: OperationState): Promise<void> {
    await this.lines.tell(tx, id);
    if (state === 'failed') await this.lines.forgetFailed(tx, id);
  }
}

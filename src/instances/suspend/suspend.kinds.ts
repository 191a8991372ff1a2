import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import {
  type Compensation,
  type Kind,
  Kinds,
  type RepeatableStep,
  type StepContext,
  type StepResult,
} from '../../operations/kinds';
import { conflict } from '../../common/errors';
import { ExpiryQueries } from '../expiry/expiry.queries';
import { InstanceChanges } from '../instance-changes.service';
import { Fences } from './fences.service';

const NOT_OVER = conflict(
  'not-expired',
  'It was renewed meanwhile, or its plan does not suspend any more: it is opened again.',
);

const MINUTE = 60_000;
/** As long as scheduled actions may well take. */
const CRON_TRIES = 20;

/** Suspending and resuming: no data is touched, and what was open before is open again. */
@Injectable()
export class SuspendKinds implements OnModuleInit {
  constructor(
    private readonly kinds: Kinds,
    private readonly fences: Fences,
    private readonly changes: InstanceChanges,
    private readonly expiry: ExpiryQueries,
  ) {}

  onModuleInit(): void {
    this.kinds.register(this.suspend);
    this.kinds.register(this.resume);
  }

  /** The steps that shut a database, each undone by its opposite; those who terminate do the same first. */
  readonly shutting: readonly RepeatableStep[] = [
    {
      ...this.call('remember', (context) => this.fences.remember(context)),
      compensate: this.undo((context) => this.fences.reopened(context)),
    },
    {
      ...this.call('stop-crons', (context) => this.fences.stopCrons(context)),
      maxAttempts: CRON_TRIES,
      compensate: this.undo((context) => this.fences.undoStopCrons(context)),
    },
    {
      ...this.call('shut-out', (context) => this.fences.shutOut(context)),
      compensate: this.undo((context) => this.fences.undoShutOut(context)),
    },
    this.call('verify', (context) => this.fences.mustBeShut(context)),
  ];

  private readonly suspend: Kind = {
    kind: 'suspend',
    compensates: true,
    steps: [...this.shutting, { name: 'suspend', kind: 'local', run: (context, tx) => this.suspended(context, tx) }],
  };

  private readonly resume: Kind = {
    kind: 'resume',
    compensates: true,
    steps: [
      {
        ...this.call('let-in', (context) => this.fences.letIn(context)),
        compensate: this.undo((context) => this.fences.shutOut(context)),
      },
      {
        ...this.call('start-crons', (context) => this.fences.startCrons(context)),
        compensate: this.undo((context) => this.fences.stopCrons(context)),
      },
      this.call('verify', (context) => this.fences.mustBeOpen(context)),
      { name: 'resume', kind: 'local', run: (context, tx) => this.resumed(context, tx) },
    ],
  };

  /** What a policy began because its time was over is `expired`, if that is still so. @throws DomainError 409 `not-expired` */
  private async suspended({ operation }: StepContext, tx: EntityManager): Promise<undefined> {
    const { because } = operation.input as { because?: string };
    const isExpiry = because === 'expiry';
    await this.changes.make(tx, operation.subjectId, isExpiry ? 'expire' : 'suspend', (instance) => {
      if (isExpiry) instance.expire();
      else instance.suspend();
    });
    if (isExpiry && !(await this.expiry.isOver(tx, operation.subjectId))) throw NOT_OVER;
  }

  private async resumed({ operation }: StepContext, tx: EntityManager): Promise<undefined> {
    const { expiresAt } = operation.input as { expiresAt?: string };
    await this.changes.make(tx, operation.subjectId, 'resume', (instance) => {
      instance.resume(expiresAt === undefined ? null : new Date(expiresAt));
    });
    await this.fences.forget(tx, operation.subjectId);
  }

  private call(name: string, run: RepeatableStep['run']): RepeatableStep {
    return { name, kind: 'repeatable', timeoutMs: 2 * MINUTE, run };
  }

  private undo(run: (context: StepContext) => Promise<StepResult | undefined>): Compensation {
    return { timeoutMs: 2 * MINUTE, run };
  }
}

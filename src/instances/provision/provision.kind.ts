import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Clock } from '../../common/clock';
import { type Kind, Kinds, type OperationFacts, type StepContext, type StepResult } from '../../operations/kinds';
import type { OperationState } from '../../operations/operation.states';
import { Copies } from '../../servers/copies/copies.service';
import { InstanceChanges } from '../instance-changes.service';
import { Copying } from './copying';
import { Personalising } from './personalising';
import { factsOf, inputOf, passwordOf, temporary } from './provision.facts';
import { serverOf } from '../../operations/step-facts';

const MINUTE = 60_000;

/** A customer's database, made from a template: nothing is there until all of it is verified. */
@Injectable()
export class ProvisionKind implements OnModuleInit {
  constructor(
    private readonly kinds: Kinds,
    private readonly copying: Copying,
    private readonly personalising: Personalising,
    private readonly copies: Copies,
    private readonly changes: InstanceChanges,
    private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.kinds.register(this.kind);
  }

  private readonly kind: Kind = {
    kind: 'provision',
    compensates: true,
    steps: [
      { name: 'preflight', kind: 'repeatable', timeoutMs: MINUTE, run: (context) => this.copying.preflight(context) },
      {
        name: 'record-copy',
        kind: 'local',
        run: (context, tx) => this.recordCopy(context, tx),
        compensate: { timeoutMs: MINUTE, run: (context) => Promise.resolve(this.forgotten(context)) },
      },
      {
        name: 'duplicate',
        kind: 'ask-first',
        lane: 'exclusive',
        timeoutMs: 30 * MINUTE,
        run: (context) => this.copying.duplicate(context),
        ask: (context) => this.copying.askDuplicate(context),
        compensate: {
          lane: 'exclusive',
          timeoutMs: 10 * MINUTE,
          run: (context) => this.copying.dropCopy(context),
        },
      },
      {
        name: 'personalise',
        kind: 'repeatable',
        timeoutMs: 5 * MINUTE,
        run: (context) => this.personalising.personalise(context),
      },
      {
        name: 'shut-doors',
        kind: 'repeatable',
        timeoutMs: 2 * MINUTE,
        run: (context) => this.personalising.shutDoors(context),
      },
      {
        name: 'settings',
        kind: 'repeatable',
        timeoutMs: 2 * MINUTE,
        run: (context) => this.personalising.settings(context),
      },
      {
        name: 'verify',
        kind: 'repeatable',
        timeoutMs: 2 * MINUTE,
        run: (context) => this.personalising.verify(context),
      },
      {
        name: 'rename',
        kind: 'ask-first',
        lane: 'exclusive',
        timeoutMs: 5 * MINUTE,
        run: (context) => this.copying.rename(context),
        ask: (context) => this.copying.askRename(context),
        compensate: {
          lane: 'exclusive',
          timeoutMs: 5 * MINUTE,
          run: (context) => this.copying.renameBack(context),
        },
      },
      { name: 'activate', kind: 'local', run: (context, tx) => this.activate(context, tx) },
    ],
    settle: (tx, operation, state) => this.settle(tx, operation, state),
  };

  private async recordCopy({ operation }: StepContext, tx: EntityManager): Promise<undefined> {
    const copy = { serverId: serverOf(operation), name: temporary(operation), role: 'live' } as const;
    await this.copies.add(tx, { ...copy, instanceId: operation.subjectId, operationId: operation.id });
  }

  private forgotten({ operation }: StepContext): StepResult {
    return {
      save: async (tx) => {
        await this.copies.forget(tx, serverOf(operation), temporary(operation));
        await tx.query('UPDATE instances SET service_access = NULL WHERE id = $1', [operation.subjectId]);
      },
    };
  }

  private async activate(context: StepContext, tx: EntityManager): Promise<StepResult> {
    const { operation } = context;
    const { databaseName, baseUrl, adminLogin, reveals } = inputOf(operation);
    const { uuid, template } = factsOf(operation);
    await this.copies.rename(tx, serverOf(operation), temporary(operation), databaseName, uuid);
    await this.changes.make(tx, operation.subjectId, 'activate', (instance) => {
      instance.activate(this.clock.now(), template.serie);
    });
    const password = await passwordOf(context);
    return {
      result: { serverId: serverOf(operation), databaseName, url: baseUrl, login: adminLogin },
      ...(reveals && { reveal: { login: adminLogin, password } }),
    };
  }

  /** What did not come to be leaves the instance as it was, or says that it failed; what a person is to look at stays as it is. */
  private async settle(tx: EntityManager, operation: OperationFacts, state: OperationState): Promise<void> {
    if (state === 'succeeded' || state === 'needs-operator') return;
    await this.changes.make(tx, operation.subjectId, 'update', (instance) => {
      instance.state = state === 'cancelled' ? inputOf(operation).before : 'failed';
    });
  }
}

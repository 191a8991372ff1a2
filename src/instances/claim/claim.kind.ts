import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { AMIRAL, Journal } from '../../journal/journal.service';
import { type Kind, Kinds, type StepContext, type StepResult } from '../../operations/kinds';
import { timeOf } from '../../operations/step-facts';
import { FLEET_PARAMETER, InstanceAccess } from '../instance-access.service';
import type { Instance } from '../instance.entity';
import { instanceFact } from '../instance.journal';

/** Taking over a database that another Amiral worked on. */
@Injectable()
export class ClaimKind implements OnModuleInit {
  constructor(
    private readonly kinds: Kinds,
    private readonly access: InstanceAccess,
    private readonly journal: Journal,
  ) {}

  onModuleInit(): void {
    this.kinds.register(this.kind);
  }

  private readonly kind: Kind = {
    kind: 'claim',
    compensates: false,
    steps: [{ name: 'claim', kind: 'repeatable', timeoutMs: 60_000, run: (context) => this.claim(context) }],
  };

  /** Said again after it was done, it finds itself, and the journal tells that. */
  private async claim(context: StepContext): Promise<StepResult> {
    const before = await this.access.claim(context.operation.subjectId, timeOf(context));
    return { save: (tx) => this.tell(tx, context, before) };
  }

  private async tell(tx: EntityManager, { operation }: StepContext, before: string | null): Promise<void> {
    const about = { id: operation.subjectId, name: operation.subjectName } as Instance;
    const change = { field: FLEET_PARAMETER, before, after: await this.access.fleetId() };
    await this.journal.write(tx, AMIRAL, instanceFact('claim', about, [change]));
  }
}

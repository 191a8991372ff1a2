import { Injectable, type OnModuleInit } from '@nestjs/common';
import { OdooInside } from '../../odoo/inside/odoo-inside';
import { Kinds, type RepeatableStep, type StepContext, type StepResult } from '../../operations/kinds';
import { InstanceAccess } from '../instance-access.service';
import { timeOf } from '../../operations/step-facts';

/** The look inside a customer's database: how large it is, who uses it, and whether what is to run by itself runs. */
@Injectable()
export class InspectKind implements OnModuleInit {
  constructor(
    private readonly kinds: Kinds,
    private readonly access: InstanceAccess,
    private readonly inside: OdooInside,
  ) {}

  onModuleInit(): void {
    const look: RepeatableStep = {
      name: 'look',
      kind: 'repeatable',
      timeoutMs: 60_000,
      run: (context) => this.look(context),
    };
    this.kinds.register({ kind: 'inspect', compensates: false, steps: [look] });
  }

  private async look(context: StepContext): Promise<StepResult> {
    const { subjectId } = context.operation;
    const session = await this.access.session(subjectId, timeOf(context));
    const seen = await this.inside.look(session, timeOf(context));
    return {
      result: { ...seen, lastLoginAt: seen.lastLoginAt?.toISOString() ?? null },
      save: async (tx) => {
        await tx.query(
          `UPDATE instances SET size_bytes = $2, attachments_bytes = $3, active_users = $4, late_crons = $5, inspected_at = clock_timestamp()
            WHERE id = $1`,
          [subjectId, seen.sizeBytes, seen.attachmentsBytes, seen.activeInternalUsers, seen.lateCrons],
        );
      },
    };
  }
}

import { Injectable, type OnModuleInit } from '@nestjs/common';
import { OdooInside } from '../../odoo/inside/odoo-inside';
import { Kinds, type RepeatableStep, type StepContext, type StepResult } from '../../operations/kinds';
import { InstanceAccess } from '../instance-access.service';
import { timeOf } from '../../operations/step-facts';

/**
 * What a look has found. Scheduled actions that Amiral has switched on a moment ago are all overdue, and not late: they come one after the
 * other, so they are counted once there was time for that.
 */
const SAVE = `UPDATE instances i SET size_bytes = $2, attachments_bytes = $3, active_users = $4, inspected_at = clock_timestamp(),
    late_crons = CASE WHEN NOT EXISTS (
      SELECT FROM operations o WHERE o.subject_type = 'instance' AND o.subject_id = i.id AND o.kind IN ('provision', 'resume')
        AND o.ended_at > clock_timestamp() - interval '30 min') THEN $5::integer END
  WHERE i.id = $1`;

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
        const { sizeBytes, attachmentsBytes, activeInternalUsers, lateCrons } = seen;
        await tx.query(SAVE, [subjectId, sizeBytes, attachmentsBytes, activeInternalUsers, lateCrons]);
      },
    };
  }
}

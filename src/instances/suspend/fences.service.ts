import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource, type EntityManager } from 'typeorm';
import { OdooInside, type OpenState } from '../../odoo/inside/odoo-inside';
import type { StepContext, StepResult } from '../../operations/kinds';
import { TryAgain } from '../../operations/step-errors';
import { conflict } from '../../common/errors';
import { InstanceAccess } from '../instance-access.service';
import { timeOf } from '../../operations/step-facts';

/** Shutting a customer's database and opening it again: exactly what was open before, and nothing else. */
@Injectable()
export class Fences {
  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    private readonly access: InstanceAccess,
    private readonly inside: OdooInside,
  ) {}

  /** Writes down who may log in and what runs by itself, once: what is written already was read before the first change. */
  async remember(context: StepContext): Promise<StepResult> {
    const { id, subjectId } = context.operation;
    const { userIds, cronIds } = await this.look(context);
    return {
      save: async (tx) => {
        await tx.query(
          `INSERT INTO instance_fences (instance_id, operation_id, user_ids, cron_ids) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING`,
          [subjectId, id, userIds, cronIds],
        );
      },
    };
  }

  /** @throws TryAgain while one of them runs */
  async stopCrons(context: StepContext): Promise<undefined> {
    const { cronIds } = await this.stored(context);
    const session = await this.access.session(context.operation.subjectId, timeOf(context));
    const { running } = await this.inside.stopCrons(session, cronIds, timeOf(context));
    if (running.length > 0)
      throw new TryAgain('cron-running', 'A scheduled action is being executed; it is waited for.');
  }

  async startCrons(context: StepContext): Promise<undefined> {
    const { cronIds } = await this.stored(context);
    const session = await this.access.session(context.operation.subjectId, timeOf(context));
    await this.inside.startCrons(session, cronIds, timeOf(context));
  }

  async shutOut(context: StepContext): Promise<undefined> {
    const { userIds } = await this.stored(context);
    const session = await this.access.session(context.operation.subjectId, timeOf(context));
    await this.inside.archiveUsers(session, userIds, timeOf(context));
  }

  async letIn(context: StepContext): Promise<undefined> {
    const { userIds } = await this.stored(context);
    const session = await this.access.session(context.operation.subjectId, timeOf(context));
    await this.inside.unarchiveUsers(session, userIds, timeOf(context));
  }

  /** Undoes what this operation shut: what another one shut before stays so. */
  async undoStopCrons(context: StepContext): Promise<undefined> {
    if (await this.isTheirs(context)) await this.startCrons(context);
  }

  async undoShutOut(context: StepContext): Promise<undefined> {
    if (await this.isTheirs(context)) await this.letIn(context);
  }

  /** Forgets what this operation shut, once it is read back that all of it is open. */
  async reopened(context: StepContext): Promise<StepResult> {
    if (!(await this.isTheirs(context))) return {};
    await this.mustBeOpen(context);
    return { save: (tx) => this.forget(tx, context.operation.subjectId) };
  }

  /** Nobody of them gets in, and none of it runs. */
  async mustBeShut(context: StepContext): Promise<undefined> {
    const { userIds, cronIds } = await this.look(context);
    if (userIds.length === 0 && cronIds.length === 0) return;
    throw conflict(
      'not-as-asked',
      `Read back, ${String(userIds.length)} users may still log in and ${String(cronIds.length)} scheduled actions still run.`,
    );
  }

  /** All of it is as it was. */
  async mustBeOpen(context: StepContext): Promise<undefined> {
    const stored = await this.stored(context);
    const { userIds, cronIds } = await this.look(context);
    const missing = [missingOf(stored.userIds, userIds), missingOf(stored.cronIds, cronIds)];
    if (missing.every((count) => count === 0)) return;
    throw conflict(
      'not-as-asked',
      `Read back, ${String(missing[0])} users may not log in and ${String(missing[1])} scheduled actions do not run that did before.`,
    );
  }

  /** It was read back that all is open. */
  async forget(tx: EntityManager, instanceId: string): Promise<void> {
    await tx.query('DELETE FROM instance_fences WHERE instance_id = $1', [instanceId]);
  }

  private async look(context: StepContext): Promise<OpenState> {
    const session = await this.access.session(context.operation.subjectId, timeOf(context));
    return this.inside.readOpenState(session, timeOf(context));
  }

  private async isTheirs({ operation }: StepContext): Promise<boolean> {
    const [fence] = await this.dataSource.query<unknown[]>(
      'SELECT FROM instance_fences WHERE instance_id = $1 AND operation_id = $2',
      [operation.subjectId, operation.id],
    );
    return fence !== undefined;
  }

  private async stored({ operation }: StepContext): Promise<OpenState> {
    const [fence] = await this.dataSource.query<OpenState[]>(
      'SELECT user_ids AS "userIds", cron_ids AS "cronIds" FROM instance_fences WHERE instance_id = $1',
      [operation.subjectId],
    );
    return fence ?? { userIds: [], cronIds: [] };
  }
}

function missingOf(wanted: readonly number[], seen: readonly number[]): number {
  const there = new Set(seen);
  return wanted.filter((id) => !there.has(id)).length;
}

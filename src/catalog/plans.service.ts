import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import type { Actor } from '../auth/actor';
import { Clock, newId } from '../common/clock';
import { conflict } from '../common/errors';
import { changesBetween, Journal } from '../journal/journal.service';
import { lockRow } from '../auth/row-lock';
import { Plan } from './plan.entity';
import { planFact } from './plan.journal';
import type { NewPlan, PlanEdit } from './plan.schemas';
import { type PlanRow, PlansQueries } from './plans.queries';

/** What people edit, as the journal tells it. */
const EDITED = [
  'name',
  'code',
  'userLimit',
  'storageLimitGb',
  'priceMonthly',
  'priceYearly',
  'currency',
  'trialDays',
  'suspendOnExpirySince',
  'description',
  'sequence',
  'archived',
] as const;

/** What customers pay for. */
@Injectable()
export class PlansService {
  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    private readonly queries: PlansQueries,
    private readonly journal: Journal,
    private readonly clock: Clock,
  ) {}

  async create(actor: Actor, { suspendOnExpiry, ...given }: NewPlan): Promise<PlanRow> {
    return this.dataSource.transaction(async (tx) => {
      const plan = tx.create(Plan, { id: newId(), suspendOnExpirySince: null, ...given });
      plan.setSuspendOnExpiry(suspendOnExpiry, this.clock.now());
      await tx.insert(Plan, plan);
      await this.journal.write(tx, actor, planFact('create', plan, changesBetween<Partial<Plan>>({}, plan, EDITED)));
      return this.queries.read(plan.id, tx);
    });
  }

  /** @param version the version the caller has seen (`If-Match`), or null to edit whatever is there */
  async update(
    actor: Actor,
    id: string,
    version: number | null,
    { suspendOnExpiry, ...edit }: PlanEdit,
  ): Promise<PlanRow> {
    return this.dataSource.transaction(async (tx) => {
      const plan = await lockRow(tx, Plan, actor, { action: 'update', id, version });
      const before = { ...plan };
      Object.assign(plan, edit);
      plan.setSuspendOnExpiry(suspendOnExpiry, this.clock.now());
      const changes = changesBetween<Partial<Plan>>(before, plan, EDITED);
      if (changes.length === 0) return this.queries.read(id, tx);
      plan.version++;
      await tx.save(plan);
      await this.journal.write(tx, actor, planFact('update', plan, changes));
      return this.queries.read(id, tx);
    });
  }

  async delete(actor: Actor, id: string, version: number | null): Promise<void> {
    await this.dataSource.transaction(async (tx) => {
      const plan = await lockRow(tx, Plan, actor, { action: 'delete', id, version });
      const { instanceCount } = await this.queries.read(id, tx);
      if (instanceCount > 0) {
        throw conflict('plan-in-use', `${String(instanceCount)} instances refer to this plan; archive it instead.`);
      }
      await tx.delete(Plan, { id });
      await this.journal.write(tx, actor, planFact('delete', plan));
    });
  }
}

import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource, type EntityManager } from 'typeorm';
import { notFound } from '../common/errors';
import { type Columns, listOf, selected } from '../common/lists';
import { type Page, searched } from '../common/pages';
import { Plan } from './plan.entity';
import type { PlanQuery } from './plan.schemas';

/** A plan as screens read it; prices are exact decimals, as text. */
export interface PlanRow {
  id: string;
  name: string;
  code: string;
  userLimit: number | null;
  storageLimitGb: number | null;
  priceMonthly: string | null;
  priceYearly: string | null;
  currency: string;
  trialDays: number;
  suspendOnExpiry: boolean;
  description: string | null;
  sequence: number;
  archived: boolean;
  instanceCount: number;
  createdAt: Date;
  updatedAt: Date;
  version: number;
}

/** Where each field of a `PlanRow` comes from. Instances live on a higher floor, so their table is known here by name only. */
const COLUMNS: Columns<PlanRow> = {
  id: 'p.id',
  name: 'p.name',
  code: 'p.code',
  userLimit: 'p.user_limit',
  storageLimitGb: 'p.storage_limit_gb',
  priceMonthly: 'p.price_monthly',
  priceYearly: 'p.price_yearly',
  currency: 'p.currency',
  trialDays: 'p.trial_days',
  suspendOnExpiry: 'p.suspend_on_expiry_since IS NOT NULL',
  description: 'p.description',
  sequence: 'p.sequence',
  archived: 'p.archived',
  instanceCount: '(SELECT CAST(count(*) AS integer) FROM instances i WHERE i.plan_id = p.id)',
  createdAt: 'p.created_at',
  updatedAt: 'p.updated_at',
  version: 'p.version',
};

const SELECT_PLAN_ROW = `SELECT ${selected(COLUMNS)} FROM plans p`;

/** Reads for screens. */
@Injectable()
export class PlansQueries {
  constructor(@InjectDataSource() private readonly dataSource: DataSource) {}

  async list(query: PlanQuery): Promise<Page<PlanRow>> {
    return listOf(this.matching(query), { ...query, sort: `${query.sort ?? 'sequence,code'},id` }, COLUMNS);
  }

  /** @throws DomainError 404 */
  async read(id: string, manager: EntityManager = this.dataSource.manager): Promise<PlanRow> {
    const [row] = await manager.query<PlanRow[]>(`${SELECT_PLAN_ROW} WHERE p.id = $1`, [id]);
    if (!row) throw notFound('plan');
    return row;
  }

  private matching({ q, archived = [false] }: PlanQuery) {
    const rows = this.dataSource
      .createQueryBuilder()
      .from(Plan, 'p')
      .where('p.archived IN (:...archived)', { archived });
    if (q) rows.andWhere(searched('p'), { q });
    return rows;
  }
}

import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource, type EntityManager } from 'typeorm';
import { notFound } from '../common/errors';
import { type Page, searched, sortsOf } from '../common/pages';
import { Plan } from './plan.entity';
import type { PLAN_SORTS, PlanQuery } from './plan.schemas';

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
  description: string | null;
  sequence: number;
  archived: boolean;
  instanceCount: number;
  createdAt: Date;
  updatedAt: Date;
  version: number;
}

/** Where each field of a `PlanRow` comes from. Instances live on a higher floor, so their table is known here by name only. */
const COLUMNS: Readonly<Record<keyof PlanRow, string>> = {
  id: 'p.id',
  name: 'p.name',
  code: 'p.code',
  userLimit: 'p.user_limit',
  storageLimitGb: 'p.storage_limit_gb',
  priceMonthly: 'p.price_monthly',
  priceYearly: 'p.price_yearly',
  currency: 'p.currency',
  trialDays: 'p.trial_days',
  description: 'p.description',
  sequence: 'p.sequence',
  archived: 'p.archived',
  instanceCount: '(SELECT CAST(count(*) AS integer) FROM instances i WHERE i.plan_id = p.id)',
  createdAt: 'p.created_at',
  updatedAt: 'p.updated_at',
  version: 'p.version',
};

const SELECT_PLAN_ROW = `SELECT ${Object.entries(COLUMNS)
  .map(([field, column]) => `${column} AS "${field}"`)
  .join(', ')} FROM plans p`;

/** Reads for screens. */
@Injectable()
export class PlansQueries {
  constructor(@InjectDataSource() private readonly dataSource: DataSource) {}

  async list(query: PlanQuery): Promise<Page<PlanRow>> {
    const { page, perPage, sort } = query;
    const rows = this.matching(query);
    const total = await rows.clone().select('count(*)', 'total').getRawOne<{ total: string }>();
    rows.select([]);
    for (const [field, column] of Object.entries(COLUMNS)) rows.addSelect(column, field);
    const sorts = sortsOf<(typeof PLAN_SORTS)[number]>(sort);
    for (const { field, descending } of sorts) {
      rows.addOrderBy(COLUMNS[field], descending ? 'DESC' : 'ASC', descending ? 'NULLS LAST' : 'NULLS FIRST');
    }
    if (sorts.length === 0) rows.addOrderBy('p.sequence').addOrderBy('p.code');
    rows
      .addOrderBy('p.id')
      .offset((page - 1) * perPage)
      .limit(perPage);
    return { items: await rows.getRawMany<PlanRow>(), total: Number(total?.total ?? 0), page, perPage };
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

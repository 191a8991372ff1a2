import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource, type EntityManager } from 'typeorm';
import { notFound } from '../../common/errors';
import { listOf } from '../../common/lists';
import { type Page, searched } from '../../common/pages';
import { AlertRule } from './rule.entity';
import type { RuleQuery } from './rule.schemas';

/** Reads for screens. */
@Injectable()
export class RulesQueries {
  constructor(@InjectDataSource() private readonly dataSource: DataSource) {}

  list(query: RuleQuery): Promise<Page<AlertRule>> {
    const { q, kind, severity, enabled } = query;
    const rows = this.dataSource.createQueryBuilder(AlertRule, 'r').where('true');
    if (q) rows.andWhere(searched('r'), { q });
    if (kind) rows.andWhere('r.kind IN (:...kind)', { kind });
    if (severity) rows.andWhere('r.severity IN (:...severity)', { severity });
    if (enabled) rows.andWhere('r.enabled IN (:...enabled)', { enabled });
    return listOf(rows, { ...query, sort: query.sort ?? 'name' });
  }

  /** @throws DomainError 404 */
  async read(id: string, manager: EntityManager = this.dataSource.manager): Promise<AlertRule> {
    const rule = await manager.findOneBy(AlertRule, { id });
    if (!rule) throw notFound('alert rule');
    return rule;
  }
}

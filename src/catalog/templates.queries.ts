import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource, type EntityManager } from 'typeorm';
import { notFound } from '../common/errors';
import { type Page, searched, sortsOf } from '../common/pages';
import { Template, type TemplateServerState } from './template.entity';
import type { TEMPLATE_SORTS, TemplateQuery } from './template.schemas';

/** Where a template is, and whether it is ready there. */
export interface TemplatePlace {
  serverId: string;
  state: TemplateServerState;
}

/** A template as screens read it. */
export interface TemplateRow {
  id: string;
  name: string;
  code: string;
  templateDb: string;
  templateVersion: string | null;
  odooVersion: string | null;
  description: string | null;
  isReady: boolean;
  archived: boolean;
  servers: TemplatePlace[];
  instanceCount: number;
  createdAt: Date;
  updatedAt: Date;
  version: number;
}

/** Where each field of a `TemplateRow` comes from. Instances live on a higher floor, so their table is known here by name only. */
const COLUMNS: Readonly<Record<keyof TemplateRow, string>> = {
  id: 't.id',
  name: 't.name',
  code: 't.code',
  templateDb: 't.template_db',
  templateVersion: 't.template_version',
  odooVersion: 't.odoo_version',
  description: 't.description',
  isReady: 't.is_ready',
  archived: 't.archived',
  servers: `(SELECT coalesce(json_agg(json_build_object('serverId', ts.server_id, 'state', ts.state) ORDER BY ts.server_id), '[]')
    FROM template_servers ts WHERE ts.template_id = t.id)`,
  instanceCount: '(SELECT CAST(count(*) AS integer) FROM instances i WHERE i.template_id = t.id)',
  createdAt: 't.created_at',
  updatedAt: 't.updated_at',
  version: 't.version',
};

const SELECT_TEMPLATE_ROW = `SELECT ${Object.entries(COLUMNS)
  .map(([field, column]) => `${column} AS "${field}"`)
  .join(', ')} FROM templates t`;

/** Reads for screens. */
@Injectable()
export class TemplatesQueries {
  constructor(@InjectDataSource() private readonly dataSource: DataSource) {}

  async list(query: TemplateQuery): Promise<Page<TemplateRow>> {
    const { page, perPage, sort } = query;
    const rows = this.matching(query);
    const total = await rows.clone().select('count(*)', 'total').getRawOne<{ total: string }>();
    rows.select([]);
    for (const [field, column] of Object.entries(COLUMNS)) rows.addSelect(column, field);
    const sorts = sortsOf<(typeof TEMPLATE_SORTS)[number]>(sort);
    for (const { field, descending } of sorts) {
      rows.addOrderBy(COLUMNS[field], descending ? 'DESC' : 'ASC', descending ? 'NULLS LAST' : 'NULLS FIRST');
    }
    if (sorts.length === 0) rows.addOrderBy('t.code');
    rows
      .addOrderBy('t.id')
      .offset((page - 1) * perPage)
      .limit(perPage);
    return { items: await rows.getRawMany<TemplateRow>(), total: Number(total?.total ?? 0), page, perPage };
  }

  /** @throws DomainError 404 */
  async read(id: string, manager: EntityManager = this.dataSource.manager): Promise<TemplateRow> {
    const [row] = await manager.query<TemplateRow[]>(`${SELECT_TEMPLATE_ROW} WHERE t.id = $1`, [id]);
    if (!row) throw notFound('template');
    return row;
  }

  private matching({ q, archived = [false], isReady }: TemplateQuery) {
    const rows = this.dataSource
      .createQueryBuilder()
      .from(Template, 't')
      .where('t.archived IN (:...archived)', { archived });
    if (isReady) rows.andWhere('t.is_ready IN (:...isReady)', { isReady });
    if (q) rows.andWhere(searched('t'), { q });
    return rows;
  }
}

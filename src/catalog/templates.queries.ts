import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource, type EntityManager } from 'typeorm';
import { notFound } from '../common/errors';
import { type Columns, listOf, selected } from '../common/lists';
import { type Page, searched } from '../common/pages';
import { Template, type TemplateServerState } from './template.entity';
import type { TemplateQuery } from './template.schemas';

/** Where a template is, and whether it is ready there. */
export interface TemplatePlace {
  serverId: string;
  state: TemplateServerState;
}

/** What stands there; times inside of JSON are texts. */
export interface TemplateStanding extends TemplatePlace {
  publication: number | null;
  verifiedAt: string | null;
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
  servers: TemplateStanding[];
  sourceServerId: string | null;
  publication: number;
  hasServiceLogin: boolean;
  instanceCount: number;
  createdAt: Date;
  updatedAt: Date;
  version: number;
}

const PLACE = `json_build_object('serverId', ts.server_id, 'state', ts.state, 'publication', ts.publication, 'verifiedAt', ts.verified_at)`;

/** Where each field of a `TemplateRow` comes from. Instances live on a higher floor, so their table is known here by name only. */
const COLUMNS: Columns<TemplateRow> = {
  id: 't.id',
  name: 't.name',
  code: 't.code',
  templateDb: 't.template_db',
  templateVersion: 't.template_version',
  odooVersion: 't.odoo_version',
  description: 't.description',
  isReady: 't.is_ready',
  archived: 't.archived',
  servers: `(SELECT coalesce(json_agg(${PLACE} ORDER BY ts.server_id), '[]') FROM template_servers ts WHERE ts.template_id = t.id)`,
  sourceServerId: 't.source_server_id',
  publication: 't.publication',
  hasServiceLogin: 't.service_access IS NOT NULL',
  instanceCount: '(SELECT CAST(count(*) AS integer) FROM instances i WHERE i.template_id = t.id)',
  createdAt: 't.created_at',
  updatedAt: 't.updated_at',
  version: 't.version',
};

const SELECT_TEMPLATE_ROW = `SELECT ${selected(COLUMNS)} FROM templates t`;

/** Reads for screens. */
@Injectable()
export class TemplatesQueries {
  constructor(@InjectDataSource() private readonly dataSource: DataSource) {}

  async list(query: TemplateQuery): Promise<Page<TemplateRow>> {
    return listOf(this.matching(query), { ...query, sort: `${query.sort ?? 'code'},id` }, COLUMNS);
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

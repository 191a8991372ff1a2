import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource, type EntityManager } from 'typeorm';
import type { Actor } from '../auth/actor';
import { notFound } from '../common/errors';
import { type Columns, listOf, selected } from '../common/lists';
import { type Page, searched } from '../common/pages';
import { Server } from '../servers/server.entity';
import { Instance } from './instance.entity';
import type { HostedQuery, InstanceQuery } from './instance.schemas';

/** An instance as screens read it. */
export type InstanceRow = Pick<
  Instance,
  | 'id'
  | 'name'
  | 'customerName'
  | 'customerEmail'
  | 'databaseName'
  | 'subdomain'
  | 'domain'
  | 'externalId'
  | 'state'
  | 'serverId'
  | 'templateId'
  | 'planId'
  | 'odooVersion'
  | 'notes'
  | 'createdAt'
  | 'activatedAt'
  | 'expiresAt'
  | 'purgeAfter'
  | 'activeUsers'
  | 'version'
> & {
  hasServiceLogin: boolean;
  /** What works on it now. */
  currentOperationId: string | null;
  sizeBytes: number | null;
};

/** What only one operation at a time works on. */
export function exclusionOf(instanceId: string): string {
  return `instance:${instanceId}`;
}

/** Where each field of an `InstanceRow` comes from: the whole whitelist of what leaves, and of what may be sorted by. */
const COLUMNS: Columns<InstanceRow> = {
  id: 'i.id',
  name: 'i.name',
  customerName: 'i.customer_name',
  customerEmail: 'i.customer_email',
  databaseName: 'i.database_name',
  subdomain: 'i.subdomain',
  domain: 'i.domain',
  externalId: 'i.external_id',
  state: 'i.state',
  serverId: 'i.server_id',
  templateId: 'i.template_id',
  planId: 'i.plan_id',
  odooVersion: 'i.odoo_version',
  notes: 'i.notes',
  createdAt: 'i.created_at',
  activatedAt: 'i.activated_at',
  expiresAt: 'i.expires_at',
  purgeAfter: 'i.purge_after',
  hasServiceLogin: 'i.service_access IS NOT NULL',
  currentOperationId: `(SELECT o.id FROM operations o WHERE o.exclusion = 'instance:' || i.id AND o.ended_at IS NULL)`,
  sizeBytes: 'CAST(i.size_bytes AS double precision)',
  activeUsers: 'i.active_users',
  version: 'i.version',
};

const SELECT_INSTANCE_ROW = `SELECT ${selected(COLUMNS)} FROM instances i`;

/** Reads for screens. */
@Injectable()
export class InstancesQueries {
  constructor(@InjectDataSource() private readonly dataSource: DataSource) {}

  async list(query: InstanceQuery): Promise<Page<InstanceRow>> {
    return listOf(this.matching(query), query, COLUMNS);
  }

  /** What a server hosts or has hosted. @throws DomainError 404 when there is no such server for this caller */
  async listOn(actor: Actor, serverId: string, query: HostedQuery): Promise<Page<InstanceRow>> {
    const server = await this.dataSource.manager.findOneBy(Server, { id: serverId });
    if (!server) throw notFound('server');
    actor.must('read', server, 'server');
    return this.list({ ...query, serverId: [serverId] });
  }

  /** Those of them that are there. */
  readAll(ids: readonly string[], manager: EntityManager): Promise<InstanceRow[]> {
    return manager.query<InstanceRow[]>(`${SELECT_INSTANCE_ROW} WHERE i.id = ANY($1)`, [ids]);
  }

  /** @throws DomainError 404 */
  async read(id: string, manager: EntityManager = this.dataSource.manager): Promise<InstanceRow> {
    const [row] = await this.readAll([id], manager);
    if (!row) throw notFound('instance');
    return row;
  }

  private matching({ state, serverId, templateId, planId, overLimit, q }: InstanceQuery) {
    const rows = this.dataSource.createQueryBuilder().from(Instance, 'i').where('true');
    if (state) rows.andWhere('i.state IN (:...state)', { state });
    if (serverId) rows.andWhere('i.server_id IN (:...serverId)', { serverId });
    if (templateId) rows.andWhere('i.template_id IN (:...templateId)', { templateId });
    if (planId) rows.andWhere('i.plan_id IN (:...planId)', { planId });
    if (overLimit)
      rows.andWhere('EXISTS (SELECT FROM over_plan o WHERE o.instance_id = i.id) IN (:...overLimit)', { overLimit });
    if (q) rows.andWhere(searched('i'), { q });
    return rows;
  }
}

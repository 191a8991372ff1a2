import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource, type EntityManager, type SelectQueryBuilder } from 'typeorm';
import { notFound } from '../common/errors';
import { type Columns, selected } from '../common/lists';
import { type Page, searched, type Sort, sortsOf } from '../common/pages';
import type { SERVER_SORTS, ServerQuery } from './server.schemas';
import { HEALTH_EVIDENCE, type HealthEvidence } from './health-reasons';
import type { HealthReasonCode, HealthStatus, ServerState } from './server.states';

/** A server as screens read it: its row and what probes last saw, no secret. */
export interface ServerRow {
  id: string;
  name: string;
  code: string;
  description: string | null;
  sequence: number;
  serverUrl: string;
  serverIp: string | null;
  serverPort: number | null;
  serverUsername: string | null;
  dbHost: string | null;
  dbPort: number | null;
  dbUser: string | null;
  cpuCores: number | null;
  memoryGb: number | null;
  diskGb: number | null;
  maxInstances: number;
  labels: Record<string, string>;
  tlsCa: string | null;
  healthIntervalSeconds: number | null;
  hasServerPassword: boolean;
  hasDbPassword: boolean;
  hasMasterPassword: boolean;
  state: ServerState;
  healthStatus: HealthStatus;
  healthReasons: HealthReasonCode[];
  healthEvidence: HealthEvidence | null;
  healthSince: Date;
  isOnline: boolean | null;
  lastCheckAt: Date | null;
  responseTimeMs: number | null;
  odooVersion: string | null;
  lastError: string | null;
  cordoned: boolean;
  maintenanceReason: string | null;
  maintenanceUntil: Date | null;
  instanceCount: number;
  availableCapacity: string;
  archived: boolean;
  createdAt: Date;
  updatedAt: Date;
  version: number;
}

/** Where each field of a `ServerRow` comes from: the whole whitelist of what leaves, and of what may be sorted by. */
const COLUMNS: Columns<ServerRow> = {
  id: 's.id',
  name: 's.name',
  code: 's.code',
  description: 's.description',
  sequence: 's.sequence',
  serverUrl: 's.server_url',
  serverIp: 's.server_ip',
  serverPort: 's.server_port',
  serverUsername: 's.server_username',
  dbHost: 's.db_host',
  dbPort: 's.db_port',
  dbUser: 's.db_user',
  cpuCores: 's.cpu_cores',
  memoryGb: 's.memory_gb',
  diskGb: 's.disk_gb',
  maxInstances: 's.max_instances',
  labels: 's.labels',
  tlsCa: 's.tls_ca',
  healthIntervalSeconds: 's.health_interval_seconds',
  hasServerPassword: 's.server_password IS NOT NULL',
  hasDbPassword: 's.db_password IS NOT NULL',
  hasMasterPassword: 's.master_password IS NOT NULL',
  state: 's.state',
  healthStatus: 's.health_status',
  healthReasons: 's.health_reasons',
  healthEvidence: HEALTH_EVIDENCE,
  healthSince: 's.health_since',
  isOnline: 'p.is_online',
  lastCheckAt: 'p.last_check_at',
  responseTimeMs: 'p.response_time_ms',
  odooVersion: 'p.odoo_version',
  lastError: 'p.last_error',
  cordoned: 's.cordoned',
  maintenanceReason: 's.maintenance_reason',
  maintenanceUntil: 's.maintenance_until',
  instanceCount: 's.instance_count',
  availableCapacity: 's.available_capacity',
  archived: 's.archived',
  createdAt: 's.created_at',
  updatedAt: 's.updated_at',
  version: 's.version',
};

/** The select list and source of a `ServerRow`, for the one hot read that is prepared by hand. */
export const SELECT_SERVER_ROW = `SELECT ${selected(COLUMNS)} FROM servers s JOIN server_probes p ON p.server_id = s.id`;

type ServerSort = Sort<(typeof SERVER_SORTS)[number] | 'id'>;
const BY_ID: readonly ServerSort[] = [{ field: 'id', descending: false }];

/** Slots are no integers once added up: many servers may hold a million each, which is as much as to say no limit. */
const PARTS = `SELECT state, health_status AS health, count(*)::integer AS servers,
    count(*) FILTER (WHERE cordoned)::integer AS cordoned,
    sum(max_instances)::double precision AS max, sum(instance_count)::double precision AS used,
    coalesce(sum(free_slots) FILTER (WHERE placement_refusal IS NULL), 0)::double precision AS placeable
  FROM servers WHERE NOT archived GROUP BY 1, 2`;

/** The servers of one state and health, as numbers. */
export interface FleetPart {
  state: ServerState;
  health: HealthStatus;
  servers: number;
  cordoned: number;
  /** Instances they may hold, those they hold, and the free slots where new ones may go now. */
  max: number;
  used: number;
  placeable: number;
}

/** Those that need somebody, the worst first: out of reach, ill, past the end of their maintenance, then nearly full. */
const WORST = `SELECT id FROM servers
  WHERE NOT archived AND (state = 'offline' OR (state = 'active' AND (
    health_status IN ('critical', 'warning') OR available_capacity <= $1)) OR maintenance_until <= now())
  ORDER BY CASE WHEN state = 'offline' OR (state = 'maintenance' AND reachability = 'unreachable') THEN 0
                WHEN health_status = 'critical' THEN 1 WHEN health_status = 'warning' OR state = 'maintenance' THEN 2 ELSE 3 END,
    available_capacity, sequence, code
  LIMIT $2`;

/** Reads for screens. */
@Injectable()
export class ServersQueries {
  constructor(@InjectDataSource() private readonly dataSource: DataSource) {}

  /** Counts, finds and reads in three steps, because only so do the first two keep to the indexes when there are many servers. */
  async list(query: ServerQuery): Promise<Page<ServerRow>> {
    const { page, perPage } = query;
    const counted = this.matching(query).select('count(*)', 'total').getRawOne<{ total: string }>();
    const found = this.found(query)
      .offset((page - 1) * perPage)
      .limit(perPage);
    const [count, rows] = await Promise.all([counted, found.getRawMany<{ id: string }>()]);
    const items = await this.readInOrder(rows.map(({ id }) => id));
    return { items, total: Number(count?.total ?? 0), page, perPage };
  }

  /** @throws DomainError 404 */
  async read(id: string, manager: EntityManager = this.dataSource.manager): Promise<ServerRow> {
    const [row] = await manager.query<ServerRow[]>(`${SELECT_SERVER_ROW} WHERE s.id = $1`, [id]);
    if (!row) throw notFound('server');
    return row;
  }

  /** The fleet by state and health, archived servers left out. */
  async parts(): Promise<FleetPart[]> {
    return this.dataSource.query<FleetPart[]>(PARTS);
  }

  /** The servers that need somebody, the worst first. @param fullAt percent of free slots that count as nearly full */
  async worst(fullAt: number, most: number): Promise<ServerRow[]> {
    const ids = (await this.dataSource.query<{ id: string }[]>(WORST, [fullAt, most])).map(({ id }) => id);
    return (await this.readAll(ids)).sort((a, b) => ids.indexOf(a.id) - ids.indexOf(b.id));
  }

  /** Those of the servers that are there, in no order. */
  async readAll(ids: readonly string[]): Promise<ServerRow[]> {
    return this.dataSource.query<ServerRow[]>(`${SELECT_SERVER_ROW} WHERE s.id = ANY($1)`, [ids]);
  }

  private async readInOrder(ids: readonly string[]): Promise<ServerRow[]> {
    const rows = new Map((await this.readAll(ids)).map((row) => [row.id, row]));
    return ids.flatMap((id) => rows.get(id) ?? []);
  }

  /** The ids of those that match, in order. */
  private found(query: ServerQuery): SelectQueryBuilder<object> {
    const { after } = query;
    const sorts = after === undefined ? ordered(query) : BY_ID;
    const rows = this.matching(query, sorts).select('s.id', 'id');
    if (after !== undefined) rows.andWhere('s.id > :after', { after });
    for (const { field, descending } of sorts) {
      // Where nothing can be null, these words would only keep PostgreSQL from the index.
      const nulls = descending ? 'NULLS LAST' : 'NULLS FIRST';
      rows.addOrderBy(COLUMNS[field], descending ? 'DESC' : 'ASC', isProbed(field) ? nulls : undefined);
    }
    return rows;
  }

  /** Each server has its row of probes, so that one is joined only where it is asked about. */
  private matching(query: ServerQuery, sorts: readonly ServerSort[] = []): SelectQueryBuilder<object> {
    const rows = this.dataSource
      .createQueryBuilder()
      .from('servers', 's')
      .where('s.archived IN (:...archived)', { archived: query.archived ?? [false] });
    if (asksProbes(query, sorts)) rows.innerJoin('server_probes', 'p', 'p.server_id = s.id');
    const { state, healthStatus, isOnline, cordoned } = query;
    if (state) rows.andWhere('s.state IN (:...state)', { state });
    if (healthStatus) rows.andWhere('s.health_status IN (:...healthStatus)', { healthStatus });
    if (isOnline) rows.andWhere('p.is_online IN (:...isOnline)', { isOnline });
    if (cordoned) rows.andWhere('s.cordoned IN (:...cordoned)', { cordoned });
    return this.within(rows, query);
  }

  private within(rows: SelectQueryBuilder<object>, query: ServerQuery): SelectQueryBuilder<object> {
    const { minAvailableCapacity: least, maxAvailableCapacity: most, label, q } = query;
    if (least !== undefined) rows.andWhere('s.available_capacity >= :least', { least });
    if (most !== undefined) rows.andWhere('s.available_capacity <= :most', { most });
    if (label) rows.andWhere('s.labels @> ANY (CAST(:labels AS jsonb[]))', { labels: label.map(labelJson) });
    if (q) rows.andWhere(searched('s'), { q });
    return rows;
  }
}

/** Is it a fact that probes write, and that may not be known? */
function isProbed(field: keyof ServerRow): boolean {
  return COLUMNS[field].startsWith('p.');
}

function asksProbes({ isOnline }: ServerQuery, sorts: readonly ServerSort[]): boolean {
  return isOnline !== undefined || sorts.some(({ field }) => isProbed(field));
}

/** What is equal by the sort that was asked for comes as people have put it: by sequence, then by code, which is unique. */
function ordered(query: ServerQuery): ServerSort[] {
  const asked = sortsOf<(typeof SERVER_SORTS)[number]>(query.sort);
  const rest = (['sequence', 'code'] as const).filter((field) => !asked.some((sort) => sort.field === field));
  return [...asked, ...rest.map((field) => ({ field, descending: false }))];
}

/** "rack:2" as the JSON that a server's labels must contain. */
function labelJson(label: string): string {
  const at = label.indexOf(':');
  return JSON.stringify({ [label.slice(0, at)]: label.slice(at + 1) });
}

import type { DataSource } from 'typeorm';
import { LATE_DATABASES } from '../servers/health-reasons';
import { certificateOf, type StoredCertificate } from '../servers/server-probe.entity';
import type { HealthReasonCode, HealthStatus, Lifecycle, Reachability } from '../servers/server.states';
import type { Counts } from './judge';
import { SHARD_OF, shardOf, type Watched } from './watched';

interface Row extends StoredCertificate {
  id: string;
  url: string;
  tlsCa: string | null;
  lifecycle: Lifecycle;
  reachability: Reachability;
  healthStatus: HealthStatus;
  healthReasons: HealthReasonCode[];
  lateDatabases: number;
  intervalSeconds: number | null;
  generation: number;
  lastCheckAt: Date | null;
  lastResultAt: Date | null;
  isOnline: boolean | null;
  responseTimeMs: number | null;
  odooVersion: string | null;
  lastError: string | null;
  failStreak: number;
  passStreak: number;
  databaseFailStreak: number;
  slowBits: number;
  databaseProven: boolean;
  passingSince: Date | null;
  failingSince: Date | null;
}

const SELECT = `SELECT s.id, s.server_url AS url, s.tls_ca AS "tlsCa", s.lifecycle, s.reachability,
    s.health_status AS "healthStatus", s.health_reasons AS "healthReasons", ${LATE_DATABASES} AS "lateDatabases", s.health_interval_seconds AS "intervalSeconds", p.generation,
    p.last_check_at AS "lastCheckAt", p.last_result_at AS "lastResultAt", p.is_online AS "isOnline",
    p.response_time_ms AS "responseTimeMs", p.odoo_version AS "odooVersion", p.last_error AS "lastError",
    p.fail_streak AS "failStreak", p.pass_streak AS "passStreak", p.database_fail_streak AS "databaseFailStreak",
    p.slow_bits AS "slowBits", p.database_proven AS "databaseProven", p.certificate_part AS "certificatePart",
    p.certificate_starts_at AS "certificateStartsAt", p.certificate_expires_at AS "certificateExpiresAt",
    p.passing_since AS "passingSince", p.failing_since AS "failingSince"
  FROM servers s JOIN server_probes p ON p.server_id = s.id`;

/** Shards read at a time: a fleet of a hundred thousand in one answer would be a heap of rows that nobody needs at once. */
const SHARDS_AT_A_TIME = 8;

/** Reads single servers. @param defaultIntervalMs of those that have no interval of their own */
export async function readServers(
  dataSource: DataSource,
  ids: readonly string[],
  defaultIntervalMs: number,
): Promise<Watched[]> {
  const rows = await dataSource.query<Row[]>(`${SELECT} WHERE s.id = ANY($1)`, [ids]);
  return rows.map((row) => toWatched(row, defaultIntervalMs));
}

/** Reads all servers of the shards. @param defaultIntervalMs of those that have no interval of their own */
export async function readShards(
  dataSource: DataSource,
  shards: readonly number[],
  defaultIntervalMs: number,
): Promise<Watched[]> {
  const servers: Watched[] = [];
  for (let from = 0; from < shards.length; from += SHARDS_AT_A_TIME) {
    const part = shards.slice(from, from + SHARDS_AT_A_TIME);
    const rows = await dataSource.query<Row[]>(`${SELECT} WHERE ${SHARD_OF} = ANY($1)`, [part]);
    for (const row of rows) servers.push(toWatched(row, defaultIntervalMs));
  }
  return servers;
}

function toWatched(row: Row, defaultIntervalMs: number): Watched {
  const counts = toCounts(row);
  return {
    id: row.id,
    shard: shardOf(row.id),
    url: row.url,
    tlsCa: row.tlsCa,
    lifecycle: row.lifecycle,
    intervalMs: row.intervalSeconds === null ? defaultIntervalMs : row.intervalSeconds * 1000,
    generation: row.generation,
    counts,
    lateDatabases: row.lateDatabases,
    judged: { reachability: row.reachability, health: row.healthStatus, reasons: row.healthReasons },
    stored: counts,
    dueAt: null,
    line: { calls: null },
    blindSince: null,
    gone: false,
  };
}

const toMs = (date: Date | null) => date?.getTime() ?? null;

function toCounts(row: Row): Counts {
  const { isOnline, responseTimeMs, odooVersion, lastError, failStreak, passStreak } = row;
  const { databaseFailStreak, slowBits, databaseProven } = row;
  return {
    ...{ isOnline, responseTimeMs, odooVersion, lastError, failStreak, passStreak },
    ...{ databaseFailStreak, slowBits, databaseProven },
    lastCheckAt: toMs(row.lastCheckAt),
    lastResultAt: toMs(row.lastResultAt),
    certificate: certificateOf(row),
    passingSince: toMs(row.passingSince),
    failingSince: toMs(row.failingSince),
  };
}

import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { Config } from '../common/config';
import type { HealthStatus, Lifecycle, Reachability } from '../servers/server.states';
import { DueTimes } from './due-times';
import type { Counts } from './judge';
import { isPolled, nextDue, SHARD_OF, shardOf, type Watched } from './watched';

/** How many overdue probes a second begin after a restart or a takeover, at the least time: no stampede. */
const CATCH_UP_PER_SECOND = 200;

interface Row {
  id: string;
  url: string;
  tlsCa: string | null;
  lifecycle: Lifecycle;
  reachability: Reachability;
  healthStatus: HealthStatus;
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
  certificateExpiresAt: Date | null;
  passingSince: Date | null;
  failingSince: Date | null;
}

const SELECT = `SELECT s.id, s.server_url AS url, s.tls_ca AS "tlsCa", s.lifecycle, s.reachability,
    s.health_status AS "healthStatus", s.health_interval_seconds AS "intervalSeconds", p.generation,
    p.last_check_at AS "lastCheckAt", p.last_result_at AS "lastResultAt", p.is_online AS "isOnline",
    p.response_time_ms AS "responseTimeMs", p.odoo_version AS "odooVersion", p.last_error AS "lastError",
    p.fail_streak AS "failStreak", p.pass_streak AS "passStreak", p.database_fail_streak AS "databaseFailStreak",
    p.slow_bits AS "slowBits", p.database_proven AS "databaseProven", p.certificate_expires_at AS "certificateExpiresAt",
    p.passing_since AS "passingSince", p.failing_since AS "failingSince"
  FROM servers s JOIN server_probes p ON p.server_id = s.id`;

/** The servers of this process's shards, in memory, with their schedule. */
@Injectable()
export class WatchedFleet {
  readonly due = new DueTimes<Watched>(Date.now());
  private readonly servers = new Map<string, Watched>();

  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    private readonly config: Config,
  ) {}

  get(id: string): Watched | undefined {
    return this.servers.get(id);
  }

  all(): IterableIterator<Watched> {
    return this.servers.values();
  }

  get size(): number {
    return this.servers.size;
  }

  /** Takes whole shards in; what is overdue is spread, not begun at once. */
  async loadShards(shards: readonly number[]): Promise<void> {
    const rows = await this.dataSource.query<Row[]>(`${SELECT} WHERE ${SHARD_OF} = ANY($1)`, [shards]);
    const taken = rows.map((row) => this.take(row));
    const now = Date.now();
    const overdue = taken.filter((server) => isPolled(server) && this.dueOf(server) <= now);
    for (const server of taken) {
      const { length } = overdue;
      const spread = Math.min(server.intervalMs / 2, (length / CATCH_UP_PER_SECOND) * 1000);
      this.schedule(server, now, Math.random() * spread);
    }
  }

  /** Reads single servers anew: entered, edited, moved by people, or gone. */
  async loadServers(ids: readonly string[]): Promise<void> {
    const rows = await this.dataSource.query<Row[]>(`${SELECT} WHERE s.id = ANY($1)`, [ids]);
    const found = new Set(rows.map((row) => row.id));
    for (const id of ids) if (!found.has(id)) this.drop(id);
    const now = Date.now();
    for (const row of rows) this.schedule(this.take(row), now, 0);
  }

  /** Lets go of whole shards. */
  dropShards(shards: readonly number[]): void {
    for (const { id, shard } of [...this.servers.values()]) if (shards.includes(shard)) this.drop(id);
  }

  /** What was counted and not stored is forgotten: the next load takes the stored counts instead. */
  forgetCounts(): void {
    for (const server of this.servers.values()) server.generation = -1;
  }

  private drop(id: string): void {
    const server = this.servers.get(id);
    if (!server) return;
    server.gone = true;
    server.dueAt = null;
    this.servers.delete(id);
  }

  /** What people wrote counts at once; what probes counted is fresher here, unless counting has started over. */
  private take(row: Row): Watched {
    const known = this.servers.get(row.id);
    const fresh = toWatched(row, this.config.health.intervalMs);
    if (known?.generation !== fresh.generation) {
      this.drop(row.id);
      if (known?.calls) holdLine(fresh, known.calls);
      this.servers.set(row.id, fresh);
      return fresh;
    }
    const { url, tlsCa, lifecycle, intervalMs } = fresh;
    return Object.assign(known, { url, tlsCa, lifecycle, intervalMs });
  }

  private schedule(server: Watched, now: number, spread: number): void {
    if (!isPolled(server)) {
      this.due.set(server, null);
      return;
    }
    const due = this.dueOf(server);
    this.due.set(server, due <= now ? now + spread : due);
  }

  private dueOf(server: Watched): number {
    const { lastCheckAt } = server.counts;
    return lastCheckAt === null ? 0 : nextDue(server, lastCheckAt, this.config.health, Math.random());
  }
}

/** A call to the server is still under way from before it was read anew: it goes on holding the line. */
function holdLine(server: Watched, calls: Promise<unknown>): void {
  server.calls = calls;
  void calls.then(() => {
    if (server.calls === calls) server.calls = null;
  });
}

function toWatched(row: Row, defaultIntervalMs: number): Watched {
  return {
    id: row.id,
    shard: shardOf(row.id),
    url: row.url,
    tlsCa: row.tlsCa,
    lifecycle: row.lifecycle,
    intervalMs: row.intervalSeconds === null ? defaultIntervalMs : row.intervalSeconds * 1000,
    generation: row.generation,
    counts: toCounts(row),
    judged: { reachability: row.reachability, health: row.healthStatus },
    dueAt: null,
    calls: null,
    dirty: false,
    blindSince: null,
    gone: false,
  };
}

function toCounts(row: Row): Counts {
  const { isOnline, responseTimeMs, odooVersion, lastError, failStreak, passStreak } = row;
  const { databaseFailStreak, slowBits, databaseProven } = row;
  return {
    ...{ isOnline, responseTimeMs, odooVersion, lastError, failStreak, passStreak },
    ...{ databaseFailStreak, slowBits, databaseProven },
    lastCheckAt: row.lastCheckAt?.getTime() ?? null,
    lastResultAt: row.lastResultAt?.getTime() ?? null,
    certificateExpiresAt: row.certificateExpiresAt?.getTime() ?? null,
    passingSince: row.passingSince?.getTime() ?? null,
    failingSince: row.failingSince?.getTime() ?? null,
  };
}

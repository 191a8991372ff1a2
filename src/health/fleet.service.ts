import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { Config } from '../common/config';
import type { HealthStatus, Lifecycle, Reachability } from '../servers/server.states';
import { DueTimes } from './due-times';
import type { Counts } from './judge';
import { LagMeter } from './lag';
import { Shards } from './shards.service';
import { isPolled, longestWait, nextDue, SHARD_OF, shardOf, type Watched } from './watched';

/** How many overdue probes a second begin after a restart or a takeover, at the least time: no stampede. */
const CATCH_UP_PER_SECOND = 200;

/** How many others are looked at when one begins to fail. */
const WITNESSES = 5;

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
  readonly lag = new LagMeter();
  private readonly due = new DueTimes<Watched>(performance.now());
  private readonly servers = new Map<string, Watched>();
  private loading: Promise<unknown> = Promise.resolve();
  private witnessedAt = -Infinity;

  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    private readonly config: Config,
    private readonly shards: Shards,
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

  /** Reads whole shards; what is overdue is spread, not begun at once. */
  async loadShards(shards: readonly number[]): Promise<void> {
    if (shards.length === 0) return;
    await this.inTurn(async () => {
      const rows = await this.dataSource.query<Row[]>(`${SELECT} WHERE ${SHARD_OF} = ANY($1)`, [shards]);
      const found = new Set(rows.map((row) => row.id));
      for (const { id, shard } of [...this.servers.values()]) {
        if (shards.includes(shard) && !found.has(id)) this.drop(id);
      }
      const taken = rows.filter((row) => this.isOurs(row.id)).map((row) => this.take(row));
      const overdue = taken.filter((server) => isPolled(server) && this.waitOf(server) === 0).length;
      for (const server of taken) {
        const spread = Math.min(server.intervalMs / 2, (overdue / CATCH_UP_PER_SECOND) * 1000);
        this.schedule(server, Math.random() * spread);
      }
    });
  }

  /** Reads single servers anew: entered, edited, moved by people, or gone. */
  async loadServers(ids: readonly string[]): Promise<void> {
    await this.inTurn(async () => {
      const rows = await this.dataSource.query<Row[]>(`${SELECT} WHERE s.id = ANY($1)`, [ids]);
      // A shard that was handed over while this was read is somebody else's now.
      const ours = rows.filter((row) => this.isOurs(row.id));
      const found = new Set(ours.map((row) => row.id));
      for (const id of ids) if (!found.has(id)) this.drop(id);
      for (const row of ours) this.schedule(this.take(row), 0);
    });
  }

  /** Lets go of whole shards. */
  dropShards(shards: readonly number[]): void {
    for (const { id, shard } of [...this.servers.values()]) if (shards.includes(shard)) this.drop(id);
  }

  /** What was counted and not stored is forgotten: the next load takes the stored counts instead. */
  forgetCounts(): void {
    for (const server of this.servers.values()) server.generation = -1;
  }

  /** Plans the next probe after the one that began at `since`, a time of day. */
  plan(server: Watched, since: number): void {
    this.planIn(server, isPolled(server) ? this.waitAfter(server, since) : null);
  }

  /** Plans the next probe in so many ms; null for none. */
  planIn(server: Watched, ms: number | null): void {
    this.due.set(server, ms === null ? null : performance.now() + ms);
  }

  /** Takes the servers whose probe is due. */
  takeDue(): Watched[] {
    const now = performance.now();
    return this.due.take(now, (ms) => {
      this.lag.record(ms, now);
    });
  }

  /**
   * One has begun to fail: some of the others are looked at soon, so that by the time it is confirmed the fleet can tell whether
   * that one fails or we do. Not more often than re-checks come, so that an outage brings no stampede.
   */
  callWitnesses(): void {
    const now = performance.now();
    const { recheckMs } = this.config.health;
    if (now - this.witnessedAt < recheckMs) return;
    this.witnessedAt = now;
    let skip = Math.floor(Math.random() * (this.servers.size - WITNESSES));
    let called = 0;
    for (const server of this.servers.values()) {
      if (skip-- > 0 || !isWitness(server, now + recheckMs)) continue;
      this.planIn(server, Math.random() * recheckMs);
      if (++called === WITNESSES) return;
    }
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
      const server = known ? { ...fresh, line: known.line } : fresh;
      this.servers.set(row.id, server);
      return server;
    }
    const { url, tlsCa, lifecycle, intervalMs } = fresh;
    return Object.assign(known, { url, tlsCa, lifecycle, intervalMs });
  }

  /** One read after the other: an answer that comes late must not undo what a later question has found. */
  private async inTurn(read: () => Promise<void>): Promise<void> {
    const turn = this.loading.then(read, read);
    this.loading = turn;
    await turn;
  }

  private isOurs(id: string): boolean {
    return this.shards.holds(shardOf(id));
  }

  private schedule(server: Watched, spread: number): void {
    const wait = this.waitOf(server);
    this.planIn(server, isPolled(server) ? wait || spread : null);
  }

  private waitOf(server: Watched): number {
    const { lastCheckAt } = server.counts;
    return lastCheckAt === null ? 0 : this.waitAfter(server, lastCheckAt);
  }

  private waitAfter(server: Watched, since: number): number {
    const wait = nextDue(server, since, this.config.health, Math.random()) - Date.now();
    // The time of day may have been set back since: that must not keep a server waiting for hours.
    return Math.min(Math.max(wait, 0), longestWait(server));
  }
}

/** It was well when last seen, and its turn would come too late. */
function isWitness({ lifecycle, counts, dueAt }: Watched, soon: number): boolean {
  return (
    lifecycle === 'active' &&
    counts.passingSince !== null &&
    counts.failingSince === null &&
    dueAt !== null &&
    dueAt > soon
  );
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
    certificateExpiresAt: toMs(row.certificateExpiresAt),
    passingSince: toMs(row.passingSince),
    failingSince: toMs(row.failingSince),
  };
}

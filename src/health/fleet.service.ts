import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { Config } from '../common/config';
import { Measures } from '../common/measures';
import { DueTimes } from './due-times';
import { LagMeter } from './lag';
import { Shards } from './shards.service';
import { isPolled, longestWait, nextDue, shardOf, staleAfter, type Watched } from './watched';
import { readServers, readShards } from './watched-rows';

declare module '../common/measures' {
  interface Measured {
    /** One probe of a server; `reason` is null when it passed. */
    probe: { seconds: number; reason: string | null };
    /** How late a probe began. */
    lateness: { seconds: number };
    /** What probes found that the database does not take. */
    refused: { count: number };
  }
}

/** How many overdue probes a second begin after a restart or a takeover, at the least time: no stampede. */
const CATCH_UP_PER_SECOND = 200;

/** Servers of which is asked at a time whether their last result is too old: all 100,000 at once would hold everything up for 40 ms. */
const LOOKED_AT = 5_000;

/** How many others are looked at when one begins to fail. */
const WITNESSES = 5;

/** The servers of this process's shards, in memory, with their schedule. */
@Injectable()
export class WatchedFleet {
  readonly lag = new LagMeter();
  private readonly due = new DueTimes<Watched>(performance.now());
  private readonly servers = new Map<string, Watched>();
  private round = this.servers.values();
  private loading: Promise<unknown> = Promise.resolve();
  private witnessedAt = -Infinity;

  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    private readonly config: Config,
    private readonly shards: Shards,
    private readonly measures: Measures,
  ) {}

  get(id: string): Watched | undefined {
    return this.servers.get(id);
  }

  all(): IterableIterator<Watched> {
    return this.servers.values();
  }

  /** The next so many of the servers, or fewer at the end of a round: whoever asks again and again comes to see all of them. */
  *some(most: number): Generator<Watched> {
    for (let n = 0; n < most; n++) {
      const next = this.round.next();
      if (next.done) {
        this.round = this.servers.values();
        return;
      }
      yield next.value;
    }
  }

  /** Those of the next servers whose last result is too old. */
  *stale(): Generator<Watched> {
    const now = Date.now();
    for (const server of this.some(LOOKED_AT)) {
      const { lastResultAt } = server.counts;
      if (lastResultAt === null || now - lastResultAt > staleAfter(server, this.config.health)) yield server;
    }
  }

  get size(): number {
    return this.servers.size;
  }

  /** Reads whole shards; what is overdue is not begun at once, but spread in the order in which it was due. */
  async loadShards(shards: readonly number[]): Promise<void> {
    if (shards.length === 0) return;
    await this.inTurn(async () => {
      const read = await readShards(this.dataSource, shards, this.config.health.intervalMs);
      const found = new Set(read.map(({ id }) => id));
      for (const { id, shard } of [...this.servers.values()]) {
        if (shards.includes(shard) && !found.has(id)) this.drop(id);
      }
      const taken = read.filter(({ id }) => this.isOurs(id)).map((server) => this.take(server));
      for (const server of taken) this.schedule(server);
      const overdue = taken.filter(({ dueAt }) => dueAt !== null && dueAt <= performance.now());
      overdue.sort((a, b) => lastSeen(a) + a.intervalMs - (lastSeen(b) + b.intervalMs));
      for (const [place, server] of overdue.entries()) {
        const spread = Math.min(server.intervalMs / 2, (overdue.length / CATCH_UP_PER_SECOND) * 1000);
        this.planIn(server, (place / overdue.length) * spread);
      }
    });
  }

  /** Reads single servers anew: entered, edited, moved by people, or gone. */
  async loadServers(ids: readonly string[]): Promise<void> {
    await this.inTurn(async () => {
      const read = await readServers(this.dataSource, ids, this.config.health.intervalMs);
      // A shard that was handed over while this was read is somebody else's now.
      const ours = read.filter(({ id }) => this.isOurs(id));
      const found = new Set(ours.map(({ id }) => id));
      for (const id of ids) if (!found.has(id)) this.drop(id);
      for (const server of ours) this.schedule(this.take(server));
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
      this.measures.emit('lateness', { seconds: ms / 1000 });
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

  /** What people and looks wrote counts at once; what probes counted is fresher here, unless counting has started over. */
  private take(fresh: Watched): Watched {
    const known = this.servers.get(fresh.id);
    if (known?.generation !== fresh.generation) {
      this.drop(fresh.id);
      const server = known ? { ...fresh, line: known.line } : fresh;
      this.servers.set(fresh.id, server);
      return server;
    }
    const { url, tlsCa, lifecycle, intervalMs, lateDatabases } = fresh;
    return Object.assign(known, { url, tlsCa, lifecycle, intervalMs, lateDatabases });
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

  private schedule(server: Watched): void {
    this.planIn(server, isPolled(server) ? this.waitOf(server) : null);
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

function lastSeen({ counts }: Watched): number {
  return counts.lastCheckAt ?? 0;
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

import { type BeforeApplicationShutdown, Injectable, Logger, type OnApplicationBootstrap } from '@nestjs/common';
import { Interval } from '@nestjs/schedule';
import { Config } from '../common/config';
import { Listener } from '../database/listener';
import { OdooClient } from '../odoo/odoo.client';
import { WatchedFleet } from './fleet.service';
import { count, isFailing } from './judge';
import { Panic } from './panic.service';
import { Recorder } from './recorder.service';
import { RENEW_MS, Shards } from './shards.service';
import { isOwnFault } from '../odoo/reasons';
import { isPolled, nextDue, shardOf, staleAfter, type Watched } from './watched';

const SERVER_CHANNEL = 'amiral_server';
/** Enough for 20,000 servers a minute that all time out after 10 s. */
const MOST_AT_ONCE = 4_000;
const BATCH = 1_000;
const FLUSH_MS = 200;
const BUSY_RETRY_MS = 500;

/**
 * The heart: takes what is due, probes it, counts, and hands the counts to the recorder. It probes only under a lease it can trust,
 * and without its own database it pauses and judges nothing.
 */
@Injectable()
export class Monitor implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger('Monitor');
  private readonly waiting: Watched[] = [];
  private readonly dirty = new Set<Watched>();
  private readonly changedIds = new Set<string>();
  private readonly draining = new Set<number>();
  private readonly underway = new Set<Promise<unknown>>();
  private paused = true;
  private stopped = false;
  private flushing: Promise<void> | null = null;
  private leasing: Promise<void> | null = null;
  private renewedAt = 0;
  private running = 0;

  constructor(
    private readonly config: Config,
    listener: Listener,
    private readonly shards: Shards,
    private readonly fleet: WatchedFleet,
    private readonly recorder: Recorder,
    private readonly panic: Panic,
    private readonly odoo: OdooClient,
  ) {
    listener.on(SERVER_CHANNEL, (id) => {
      if (this.shards.epochOf(shardOf(id)) !== null) this.changedIds.add(id);
    });
    listener.onUp(() => {
      this.pause('listening began anew');
    });
    panic.onChange(() => {
      for (const server of fleet.all()) if (isFailing(server.counts)) this.touch(server);
    });
  }

  async onApplicationBootstrap(): Promise<void> {
    await this.panic.refresh();
    await this.lease();
  }

  /** Finishes what is under way, stores it, and leaves the fleet to the others. */
  async beforeApplicationShutdown(): Promise<void> {
    this.stopped = true;
    await Promise.allSettled([...this.underway]);
    await this.flush();
    await this.leasing;
    await this.shards.leave().catch(() => undefined);
  }

  /** Whether this process may probe the server now. */
  owns(serverId: string): boolean {
    return !this.paused && !this.stopped && this.shards.epochOf(shardOf(serverId)) !== null;
  }

  /** The server as it stands in the database now. */
  async fresh(serverId: string): Promise<Watched | undefined> {
    await this.fleet.loadServers([serverId]);
    return this.fleet.get(serverId);
  }

  /** Runs `call` when no other call is open on the server: never two at once. */
  exclusive<T>(server: Watched, call: () => Promise<T>): Promise<T> {
    const before = server.calls ?? Promise.resolve();
    const result = before.then(call, call);
    const done = result.then(
      () => undefined,
      () => undefined,
    );
    server.calls = done;
    this.underway.add(done);
    void done.then(() => {
      this.underway.delete(done);
      if (server.calls === done) server.calls = null;
    });
    return result;
  }

  /** Probes now and counts the outcome; to be called from `exclusive`. */
  async probe(server: Watched): Promise<void> {
    const startedAt = Date.now();
    const outcome = await this.odoo.probe(server, {
      timeoutMs: this.config.health.timeoutMs,
      databaseProven: server.counts.databaseProven,
    });
    if (server.gone || this.paused) return;
    const at = Date.now();
    const blind = outcome.reason !== null && isOwnFault(outcome.reason);
    server.blindSince = blind ? (server.blindSince ?? at) : null;
    server.counts = count(server.counts, outcome, at, this.config.health);
    this.touch(server);
    if (isPolled(server)) this.fleet.due.set(server, nextDue(server, startedAt, this.config.health, Math.random()));
  }

  /** Stores what is counted and not stored yet, now. */
  async flush(): Promise<void> {
    if (this.flushing) await this.flushing;
    this.flushing ??= this.storeDirty().finally(() => {
      this.flushing = null;
    });
    await this.flushing;
  }

  @Interval(20)
  tick(): void {
    if (this.stopped || this.paused || !this.shards.isTrusted()) return;
    for (const server of this.fleet.due.take(Date.now())) {
      server.dueAt = null;
      this.waiting.push(server);
    }
    while (this.running < MOST_AT_ONCE) {
      const server = this.waiting.shift();
      if (!server) return;
      this.begin(server);
    }
  }

  @Interval(FLUSH_MS)
  async settle(): Promise<void> {
    if (this.paused || this.flushing) return;
    await this.follow();
    if (this.dirty.size > 0) await this.flush();
  }

  @Interval(1_000)
  async watch(): Promise<void> {
    if (this.stopped) return;
    await this.lease();
    if (this.paused) return;
    const now = Date.now();
    for (const server of this.fleet.all()) {
      const { lastResultAt } = server.counts;
      const stale = lastResultAt === null || now - lastResultAt > staleAfter(server, this.config.health);
      if (stale && server.judged.health !== 'unknown') this.touch(server);
    }
    await this.panic.review().catch((error: unknown) => {
      this.pause((error as Error).message);
    });
  }

  private begin(server: Watched): void {
    if (server.gone || !isPolled(server) || this.draining.has(server.shard)) return;
    if (server.calls) {
      // Somebody is calling it by hand; that may take the place of this probe, or it comes right after.
      this.fleet.due.set(server, Date.now() + BUSY_RETRY_MS);
      return;
    }
    this.running++;
    void this.exclusive(server, () => this.probe(server)).finally(() => {
      this.running--;
    });
  }

  private touch(server: Watched): void {
    server.dirty = true;
    this.dirty.add(server);
  }

  private async storeDirty(): Promise<void> {
    const batch: Watched[] = [];
    for (const server of this.dirty) {
      this.dirty.delete(server);
      batch.push(server);
      if (batch.length === BATCH) break;
    }
    if (batch.length === 0) return;
    const judged = new Map(batch.map((server) => [server, server.judged]));
    try {
      for (const id of await this.recorder.store(batch)) this.changedIds.add(id);
    } catch (error) {
      this.pause((error as Error).message);
      return;
    }
    // A new judgement may ask for a quicker look, or for none.
    for (const [server, before] of judged) if (server.judged !== before) this.replan(server);
    if (this.dirty.size > 0) await this.storeDirty();
  }

  private replan(server: Watched): void {
    if (server.gone || server.dueAt === null || server.counts.lastCheckAt === null) return;
    this.fleet.due.set(server, nextDue(server, server.counts.lastCheckAt, this.config.health, Math.random()));
  }

  /** Reads what people have changed in the registry. */
  private async follow(): Promise<void> {
    if (this.changedIds.size === 0) return;
    const ids = [...this.changedIds].filter((id) => this.shards.epochOf(shardOf(id)) !== null);
    this.changedIds.clear();
    await this.fleet.loadServers(ids).catch((error: unknown) => {
      this.pause((error as Error).message);
    });
  }

  /** One round of leasing at a time: when it is due, when something may be free, and at once after a pause. */
  private async lease(): Promise<void> {
    this.leasing ??= this.renew().finally(() => {
      this.leasing = null;
    });
    await this.leasing;
  }

  private async renew(): Promise<void> {
    const idle = this.fleet.size === 0 || this.shards.owned.length < 64;
    if (!this.paused && !idle && performance.now() - this.renewedAt < RENEW_MS) return;
    try {
      const { gained, lost, excess } = await this.shards.renew();
      this.renewedAt = performance.now();
      this.fleet.dropShards(lost);
      await this.fleet.loadShards(this.paused ? this.shards.owned : gained);
      if (this.paused) this.resume();
      for (const shard of excess) this.draining.add(shard);
      await this.handOver();
    } catch (error) {
      this.pause((error as Error).message);
    }
  }

  /** Gives up shards in which nothing is under way and everything is stored. */
  private async handOver(): Promise<void> {
    if (this.draining.size === 0) return;
    const busy = new Set<number>();
    for (const server of this.fleet.all()) if (server.calls || this.dirty.has(server)) busy.add(server.shard);
    const quiet = [...this.draining].filter((shard) => !busy.has(shard));
    this.fleet.dropShards(quiet);
    await this.shards.release(quiet);
    for (const shard of quiet) this.draining.delete(shard);
  }

  private pause(why: string): void {
    if (this.paused) return;
    this.paused = true;
    this.dirty.clear();
    this.fleet.forgetCounts();
    this.logger.warn(`The monitor pauses: ${why}`);
  }

  private resume(): void {
    this.paused = false;
    this.draining.clear();
    this.logger.log(`The monitor watches ${String(this.fleet.size)} servers.`);
  }
}

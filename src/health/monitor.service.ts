import { type BeforeApplicationShutdown, Injectable, Logger, type OnApplicationBootstrap } from '@nestjs/common';
import { Interval } from '@nestjs/schedule';
import { Config } from '../common/config';
import { isDatabaseLost } from '../common/lost-database';
import { Measures } from '../common/measures';
import { SingleFlight } from '../common/single-flight';
import { Stopping } from '../common/stopping';
import { Listener } from '../database/listener';
import { OdooClient } from '../odoo/odoo.client';
import { ServerMutex } from './server-mutex';
import { WatchedFleet } from './fleet.service';
import { count, isFailing } from './judge';
import { Panic } from './panic.service';
import { Recorder } from './recorder.service';
import { Leases } from './leases.service';
import { Shards } from './shards.service';
import { isOwnFault } from '../outbound/reasons';
import { isPolled, shardOf, type Watched } from './watched';

/** Enough for 20,000 servers a minute that all time out after 10 s. */
const MAX_AT_ONCE = 4_000;
const FLUSH_MS = 200;
const BUSY_RETRY_MS = 500;
const REFUSED_RETRY_MS = 1_000;

/**
 * The heart: takes what is due, probes it, counts, and hands the counts to the recorder. It probes only under a lease it can trust,
 * and without its own database it pauses and judges nothing.
 */
@Injectable()
export class Monitor implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger('Monitor');
  private waiting: Watched[] = [];
  private readonly changedIds = new Set<string>();
  private registryMissed = false;
  private paused = true;
  private pauses = 0;
  private retryAt = 0;
  private stopped = false;
  private readonly leasing = new SingleFlight(() => this.lease().catch(this.pause));
  private running = 0;

  constructor(
    private readonly config: Config,
    listener: Listener,
    private readonly shards: Shards,
    private readonly leases: Leases,
    private readonly fleet: WatchedFleet,
    private readonly mutex: ServerMutex,
    private readonly recorder: Recorder,
    private readonly panic: Panic,
    private readonly odoo: OdooClient,
    private readonly measures: Measures,
    private readonly stopping: Stopping,
  ) {
    listener.on('server', (id) => {
      this.changedIds.add(id);
    });
    listener.onUp(() => {
      this.registryMissed = true;
    });
    panic.onChange(() => {
      for (const server of fleet.all()) if (isFailing(server.counts)) recorder.touch(server);
    });
  }

  async onApplicationBootstrap(): Promise<void> {
    await this.panic.refresh();
    await this.leasing.run();
  }

  /** Finishes what is under way, stores it, and leaves the fleet to the others. */
  async beforeApplicationShutdown(): Promise<void> {
    this.stopped = true;
    await this.stopping.finish('calls to servers', this.mutex.settled(), 'more');
    await this.stopping.finish('storing what probes found', this.flush());
    await this.stopping.finish('handing the fleet over', this.shards.leave(this.leasing.underWay));
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

  /**
   * Probes now and counts the outcome; to be called when no other call is open on the server.
   * @returns false when it does not count, because the server was read anew or lost meanwhile
   */
  async probe(server: Watched, timeoutMs: number): Promise<boolean> {
    const startedAt = performance.now();
    const outcome = await this.odoo.probe(server, { timeoutMs, known: server.counts });
    if (server.gone || this.paused) return false;
    const at = Date.now();
    const tookMs = performance.now() - startedAt;
    this.measures.emit('probe', { seconds: tookMs / 1000, reason: outcome.reason });
    server.blindSince = outcome.reason !== null && isOwnFault(outcome.reason) ? (server.blindSince ?? at) : null;
    server.counts = count(server.counts, outcome, at, this.config.health);
    this.recorder.touch(server);
    this.fleet.plan(server, at - tookMs);
    if (server.counts.failingSince === at && server.lifecycle === 'active') this.fleet.callWitnesses();
    return true;
  }

  /** What this process does now, and how late it is. */
  figures() {
    const { running, shards, fleet } = this;
    const lagMs = fleet.lag.read();
    const paused = this.paused || !shards.isTrusted();
    return { paused, watching: fleet.size, shards: shards.owned.length, running, waiting: this.waiting.length, lagMs };
  }

  /** Stores what is counted and not stored yet, now. */
  async flush(): Promise<void> {
    try {
      for (const id of await this.recorder.flush()) this.changedIds.add(id);
    } catch (error) {
      this.pause(error);
    }
  }

  @Interval(20)
  tick(): void {
    if (this.stopped || this.paused || !this.shards.isTrusted()) return;
    for (const server of this.fleet.takeDue()) this.waiting.push(server);
    // In one cut: taking the first of a hundred thousand moves all the others.
    for (const server of this.waiting.splice(0, MAX_AT_ONCE - this.running)) this.begin(server);
  }

  @Interval(FLUSH_MS)
  async settle(): Promise<void> {
    if (this.paused || this.recorder.isBusy || performance.now() < this.retryAt) return;
    await this.follow();
    await this.flush();
  }

  @Interval(1_000)
  async watch(): Promise<void> {
    if (this.stopped) return;
    await this.leasing.run();
    if (this.paused) return;
    for (const server of this.fleet.stale()) if (server.judged.health !== 'unknown') this.recorder.touch(server);
    await this.panic.review().catch(this.pause);
  }

  private begin(server: Watched): void {
    // A due time says that it was planned anew while it waited here.
    if (server.gone || server.dueAt !== null || !isPolled(server) || this.leases.isLeaving(server.shard)) return;
    if (server.line.calls) {
      // Somebody is calling it by hand; that may take the place of this probe, or it comes right after.
      this.fleet.planIn(server, BUSY_RETRY_MS);
      return;
    }
    this.running++;
    void this.mutex
      .exclusive(server, () => this.probe(server, this.config.health.timeoutMs))
      .catch((error: unknown) => {
        this.logger.error(`A probe of ${server.url} broke: ${(error as Error).message}`);
        if (!server.gone) this.fleet.plan(server, Date.now());
      })
      .finally(() => {
        this.running--;
      });
  }

  /** Reads what people have changed in the registry; all of it when some may have gone unheard. */
  private async follow(): Promise<void> {
    const ids = [...this.changedIds].filter((id) => this.shards.holds(shardOf(id)));
    const all = this.registryMissed;
    this.changedIds.clear();
    this.registryMissed = false;
    try {
      if (all) await this.fleet.loadShards(this.shards.owned);
      else if (ids.length > 0) await this.fleet.loadServers(ids);
    } catch (error) {
      this.registryMissed = true;
      this.pause(error);
    }
  }

  /** One round of leasing: when it is due, when something may be free, and at once after a pause. */
  private async lease(): Promise<void> {
    const { paused, pauses } = this;
    // After a pause all of it is read: what went unheard until now is among it.
    if (paused) this.registryMissed = false;
    await this.leases.renew(paused);
    // A pause that began meanwhile has made this fleet forget its counts: it is read in the next round.
    if (paused && pauses === this.pauses) this.resume();
    if (!this.leases.someAreLeaving) return;
    await this.flush();
    await this.leases.handOver();
  }

  /** Only a database that is lost is a reason: one that refuses a statement goes on taking others. */
  private readonly pause = (error: unknown): void => {
    const { message } = error as Error;
    if (!isDatabaseLost(error)) {
      this.logger.error(`The database refuses what the monitor asks: ${message}`);
      this.retryAt = performance.now() + REFUSED_RETRY_MS;
      return;
    }
    this.pauses++;
    if (this.paused) return;
    this.paused = true;
    this.waiting = [];
    this.recorder.forget();
    this.fleet.forgetCounts();
    this.logger.warn(`The monitor pauses: ${message}`);
  };

  private resume(): void {
    this.paused = false;
    this.logger.log(`The monitor watches ${String(this.fleet.size)} servers.`);
  }
}

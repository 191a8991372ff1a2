import { DataSource } from 'typeorm';
import { WatchedFleet } from '../../src/health/fleet.service';
import { type Counts } from '../../src/health/judge';
import { Leases } from '../../src/health/leases.service';
import { Monitor } from '../../src/health/monitor.service';
import { Panic } from '../../src/health/panic.service';
import { Recorder } from '../../src/health/recorder.service';
import { Shards } from '../../src/health/shards.service';
import type { Watched } from '../../src/health/watched';
import { OdooClient } from '../../src/odoo/odoo.client';
import { eventually, startApp, type TestApp } from './app';
import { enterFleet } from './fleet';

export const HOUR_MS = 3_600_000;

/** The parts of a monitor to which nothing happens by itself: no probe comes due within an hour. */
export class MonitorBench {
  readonly fleet: WatchedFleet;
  readonly recorder: Recorder;
  readonly shards: Shards;
  readonly monitor: Monitor;
  readonly leases: Leases;
  readonly panic: Panic;
  readonly odoo: OdooClient;
  ids: string[] = [];

  /** @param other a second session, which holds locks */
  private constructor(
    readonly amiral: TestApp,
    readonly other: DataSource,
  ) {
    const find = <T>(token: abstract new (...given: never[]) => T): T => amiral.app.get<T>(token, { strict: false });
    this.fleet = find(WatchedFleet);
    this.recorder = find(Recorder);
    this.shards = find(Shards);
    this.monitor = find(Monitor);
    this.leases = find(Leases);
    this.panic = find(Panic);
    this.odoo = find(OdooClient);
  }

  static async start(): Promise<MonitorBench> {
    const amiral = await startApp({ health: { intervalMs: HOUR_MS, recheckMs: HOUR_MS } });
    const other = new DataSource({ type: 'postgres', url: amiral.databaseUrl, extra: { lock_timeout: 5_000 } });
    return new MonitorBench(amiral, await other.initialize());
  }

  /** Twenty servers that are well, and no freeze. */
  async fresh(): Promise<void> {
    const { dataSource } = this.amiral;
    await dataSource.query('DELETE FROM servers');
    await dataSource.query('UPDATE health_panic SET frozen = false, counted_from = NULL, confirmed_at = NULL');
    await this.panic.refresh();
    const urls = Array.from({ length: 20 }, (_, n) => `http://server-${n}.invalid`);
    this.ids = await enterFleet(this.amiral, urls);
    await eventually(
      () => Promise.resolve(this.ids.filter((id) => !this.fleet.get(id) || !this.monitor.owns(id))),
      (missing) => missing.length === 0,
    );
  }

  async stop(): Promise<void> {
    await this.other.destroy();
    await this.amiral.stop();
  }

  id(n: number): string {
    return this.ids[n] ?? '';
  }

  watched(n: number): Watched {
    const server = this.fleet.get(this.id(n));
    if (!server) throw new Error(`server ${n} is not watched`);
    return server;
  }

  async row(n: number): Promise<Record<string, unknown>> {
    const rows = await this.other.query<Record<string, unknown>[]>(
      'SELECT s.*, p.* FROM servers s JOIN server_probes p ON p.server_id = s.id WHERE s.id = $1',
      [this.id(n)],
    );
    return rows[0] ?? {};
  }

  /** As if probes of a server had failed so often, the first of them at `since`. */
  fail(n: number, failStreak: number, since = Date.now()): void {
    const server = this.watched(n);
    const failing: Partial<Counts> = { failStreak, passStreak: 0, failingSince: since, isOnline: false };
    server.counts = { ...server.counts, ...failing, lastCheckAt: Date.now(), lastResultAt: Date.now() };
    this.recorder.touch(server);
  }

  /** Does `work` while the second session holds the lock that `sql` takes on a server; `letGo` ends that sooner. */
  async holding(sql: string, n: number, work: (letGo: () => Promise<void>) => Promise<void>): Promise<void> {
    const session = this.other.createQueryRunner();
    await session.startTransaction();
    await session.query(sql, [this.id(n)]);
    const letGo = async () => {
      if (session.isTransactionActive) await session.commitTransaction();
    };
    try {
      await work(letGo);
    } finally {
      await letGo();
      await session.release();
    }
  }

  /** Until somebody waits for a lock. */
  async lockAwaited(): Promise<void> {
    await eventually(
      () =>
        this.other.query<unknown[]>(
          `SELECT 1 FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = current_database()`,
        ),
      (waiting) => waiting.length > 0,
    );
  }
}

import { type BeforeApplicationShutdown, Injectable, Logger, type OnApplicationBootstrap } from '@nestjs/common';
import { Interval } from '@nestjs/schedule';
import { newId } from '../common/clock';
import { Config } from '../common/config';
import { isDatabaseLost } from '../common/lost-database';
import { SingleFlight } from '../common/single-flight';
import { Stopping } from '../common/stopping';
import { Listener } from '../database/listener';
import { Kinds } from './kinds';
import { Ledger, LeaseLost } from './ledger';
import { Run } from './run';
import { StepRunner } from './step-runner.service';

/** Operations in the hands of this process at once: each waits for a server most of the time. */
const MAX_AT_ONCE = 100;
/** What nobody was told of is found this often; leases that have run out too. */
const LOOK_MS = 1_000;
/** A lease is trusted this much less than the database says: the clocks are not one. */
const MARGIN_MS = 1_000;

/**
 * Runs what is due: told by NOTIFY, and looking by itself each second, in every process. A claim raises the epoch; whoever was away
 * for longer than a lease finds the operation somebody else's.
 */
@Injectable()
export class OperationRunner implements OnApplicationBootstrap, BeforeApplicationShutdown {
  readonly me = newId();
  private readonly logger = new Logger('Operations');
  private readonly runs = new Map<string, Run>();
  private readonly underWay = new Set<Promise<void>>();
  private readonly claiming = new SingleFlight(() => this.claimAll());
  private readonly renewing = new SingleFlight(() => this.renew());
  private timers: NodeJS.Timeout[] = [];
  private goodUntil = { steady: 0, day: 0 };
  private again = false;
  private stopped = false;

  constructor(
    listener: Listener,
    private readonly ledger: Ledger,
    private readonly kinds: Kinds,
    private readonly steps: StepRunner,
    private readonly config: Config,
    private readonly stopping: Stopping,
  ) {
    listener.on('operations', (payload) => {
      const named = this.runs.get(payload);
      if (named) this.cancel(named);
      this.wake();
    });
  }

  onApplicationBootstrap(): void {
    const { heartbeatMs } = this.config.operations;
    this.timers = [
      setInterval(() => void this.renewing.run(), heartbeatMs),
      setInterval(
        () => {
          for (const run of this.runs.values()) run.distrust();
        },
        Math.min(LOOK_MS, heartbeatMs) / 2,
      ),
    ];
  }

  @Interval(LOOK_MS)
  wake(): void {
    this.again = true;
    void this.claiming.run();
  }

  /** Takes nothing more, aborts what may be made again, and lets calls that may not come to their end while there is time. */
  async beforeApplicationShutdown(): Promise<void> {
    this.stopped = true;
    for (const run of this.runs.values()) run.stop('stop');
    await this.stopping.finish('operations under way', this.ended());
    for (const timer of this.timers) clearInterval(timer);
    for (const run of this.runs.values()) run.stop('lease');
  }

  private async ended(): Promise<void> {
    await this.claiming.underWay;
    await Promise.all(this.underWay);
  }

  private async claimAll(): Promise<void> {
    while (this.again && !this.stopped) {
      this.again = false;
      const room = MAX_AT_ONCE - this.underWay.size;
      if (room > 0) await this.claim(room);
    }
  }

  private async claim(room: number): Promise<void> {
    const began = { steady: performance.now(), day: Date.now() };
    try {
      const claimed = await this.ledger.claim(this.me, this.kinds.names, room);
      if (claimed.length === 0) return;
      if (this.runs.size === 0) this.trustFrom(began);
      for (const one of claimed) this.begin(new Run(one, this.me, () => this.isTrusted()));
      this.again = true;
    } catch (error) {
      this.logger.warn(`Cannot look for operations that are due: ${(error as Error).message}`);
    }
  }

  private begin(run: Run): void {
    this.runs.set(run.id, run);
    const carried = this.carry(run).finally(() => {
      if (this.runs.get(run.id) === run) this.runs.delete(run.id);
      this.underWay.delete(carried);
      this.wake();
    });
    this.underWay.add(carried);
  }

  private async carry(run: Run): Promise<void> {
    try {
      await this.steps.run(run);
    } catch (error) {
      if (error instanceof LeaseLost) this.logger.warn(`Operation ${run.id} goes on in another process.`);
      else if (isDatabaseLost(error)) this.logger.warn(`Operation ${run.id} waits for the database.`);
      else this.logger.error({ operationId: run.id, err: error });
    }
  }

  /** A run whose lease is not renewed belongs to whoever claims it next. */
  private async renew(): Promise<void> {
    const began = { steady: performance.now(), day: Date.now() };
    const held = [...this.runs.values()];
    if (held.length === 0) return;
    try {
      const kept = new Map((await this.ledger.renew(this.me, held)).map((row) => [row.id, row]));
      this.trustFrom(began);
      for (const run of held) {
        const row = kept.get(run.id);
        if (!row) run.stop('lease');
        else if (row.cancelRequested) this.cancel(run);
      }
    } catch (error) {
      this.logger.warn(`Cannot renew the leases of operations: ${(error as Error).message}`);
    }
  }

  private cancel(run: Run): void {
    run.cancelRequested = true;
    run.stop('cancel');
  }

  private trustFrom({ steady, day }: { steady: number; day: number }): void {
    const goodFor = this.ledger.leaseMs - Math.min(MARGIN_MS, this.ledger.leaseMs / 4);
    this.goodUntil = { steady: steady + goodFor, day: day + goodFor };
  }

  /** By both of our own clocks: one may be set, the other stands still while the machine sleeps. */
  private isTrusted(): boolean {
    return performance.now() < this.goodUntil.steady && Date.now() < this.goodUntil.day;
  }
}

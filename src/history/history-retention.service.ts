import { type BeforeApplicationShutdown, Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import { Interval } from '@nestjs/schedule';
import { Clock } from '../common/clock';
import { SingleFlight } from '../common/single-flight';
import { Stopping } from '../common/stopping';
import { Packing } from './packing.service';
import { Rollups } from './rollups.service';

const ROUND_MS = 60_000;

/**
 * Keeps history small, a step at a time, each of them a transaction in one process at a time: killed between two, it goes on where
 * it was. A process that was away for days comes after.
 */
@Injectable()
export class HistoryRetention implements OnModuleInit, BeforeApplicationShutdown {
  private readonly logger = new Logger('History');
  private readonly round = new SingleFlight(() => this.keepOnce());
  private stopped = false;

  constructor(
    private readonly clock: Clock,
    private readonly packing: Packing,
    private readonly rollups: Rollups,
    private readonly stopping: Stopping,
  ) {}

  /** The hour has its part before anybody probes. */
  async onModuleInit(): Promise<void> {
    await this.packing.prepare(this.clock.now().getTime()).catch((error: unknown) => {
      this.warn(error);
    });
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.stopped = true;
    await this.stopping.finish('keeping history', this.round.underWay);
  }

  @Interval(ROUND_MS)
  async keep(): Promise<void> {
    await this.round.run();
  }

  private async keepOnce(): Promise<void> {
    await this.keepAll(this.clock.now().getTime()).catch((error: unknown) => {
      this.warn(error);
    });
  }

  private async keepAll(now: number): Promise<void> {
    await this.packing.prepare(now);
    await this.whileThereIs(() => this.packing.packNext(now));
    await this.whileThereIs(() => this.rollups.rollNext(now));
    await this.rollups.dropOld(now);
  }

  private async whileThereIs(step: () => Promise<boolean>): Promise<void> {
    while (!this.stopped && (await step()));
  }

  private warn(error: unknown): void {
    this.logger.warn(`History waits for the next round: ${(error as Error).message}`);
  }
}

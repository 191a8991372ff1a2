import { type BeforeApplicationShutdown, Injectable, Logger } from '@nestjs/common';
import { Interval } from '@nestjs/schedule';
import { Measures } from '../common/measures';
import { SingleFlight } from '../common/single-flight';
import { Stopping } from '../common/stopping';
import { Listener } from '../database/listener';
import type { Job, DeliveryResult } from './job';
import { Outbox } from './outbox.service';
import { Senders } from './senders/senders.service';

declare module '../common/measures' {
  interface Measured {
    /** One attempt to deliver a notice; `kind` is the kind of channel. */
    delivery: { seconds: number; kind: string; ok: boolean };
  }
}

/** Attempts under way at once in this process, and to one channel: one that hangs keeps its own places and no more. */
const MAX_AT_ONCE = 100;
const MAX_PER_CHANNEL = 4;
const SETTLE_TRIES = 5;
const SETTLE_PAUSE_MS = 1_000;

/** Carries what is due: told by NOTIFY, and looking by itself each second. Nobody waits for it. */
@Injectable()
export class DeliveryWorker implements BeforeApplicationShutdown {
  private readonly logger = new Logger('Channels');
  private readonly busy = new Map<string, number>();
  private readonly underWay = new Set<Promise<void>>();
  private readonly claiming = new SingleFlight(() => this.claimAll());
  private again = false;
  private stopped = false;

  constructor(
    listener: Listener,
    private readonly outbox: Outbox,
    private readonly senders: Senders,
    private readonly measures: Measures,
    private readonly stopping: Stopping,
  ) {
    listener.on('deliveries', () => {
      this.wake();
    });
  }

  @Interval(1_000)
  wake(): void {
    this.again = true;
    void this.claiming.run();
  }

  /** Takes nothing more, and finishes what is under way. */
  async beforeApplicationShutdown(): Promise<void> {
    this.stopped = true;
    await this.stopping.finish('delivering notices', this.settled());
  }

  private async settled(): Promise<void> {
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
    try {
      for (const job of await this.outbox.claim(room, MAX_PER_CHANNEL, this.busy)) this.begin(job);
    } catch (error) {
      this.logger.warn(`Cannot look for notices to deliver: ${(error as Error).message}`);
    }
  }

  private begin(job: Job): void {
    const { channelId } = job;
    this.busy.set(channelId, (this.busy.get(channelId) ?? 0) + 1);
    const carried = this.carry(job).finally(() => {
      this.underWay.delete(carried);
      const left = (this.busy.get(channelId) ?? 1) - 1;
      if (left > 0) this.busy.set(channelId, left);
      else this.busy.delete(channelId);
      this.wake();
    });
    this.underWay.add(carried);
  }

  private async carry(job: Job): Promise<void> {
    const outcome = await this.senders.send(job);
    this.measures.emit('delivery', { seconds: outcome.ms / 1000, kind: job.kind, ok: outcome.ok });
    if (outcome.error !== null) {
      const failed = outcome.ok ? 'reached not all' : 'failed';
      this.logger.warn(`Attempt ${String(job.number)} to reach "${job.channelName}" ${failed}: ${outcome.error}`);
    }
    await this.settle(job, outcome);
  }

  /** A result that is not stored is a notice sent twice, so a database that is away for a moment is waited for. */
  private async settle(job: Job, outcome: DeliveryResult): Promise<void> {
    for (let tries = 1; ; tries++) {
      try {
        await this.outbox.settle(job, outcome);
        return;
      } catch (error) {
        this.logger.warn(`Cannot store how attempt ${job.attemptId} ended: ${(error as Error).message}`);
        if (tries === SETTLE_TRIES || this.stopped) return;
        await new Promise((resolve) => setTimeout(resolve, SETTLE_PAUSE_MS));
      }
    }
  }
}

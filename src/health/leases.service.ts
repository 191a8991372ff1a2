import { Injectable } from '@nestjs/common';
import { WatchedFleet } from './fleet.service';
import { Recorder } from './recorder.service';
import { RENEW_MS, Shards } from './shards.service';
import { SHARDS } from './watched';

/** The leases of this process and the servers under them: read when a shard is gained, let go of when one is lost or handed over. */
@Injectable()
export class Leases {
  /** Beyond our share: nothing is begun in them any more. */
  private readonly excess = new Set<number>();
  private renewedAt = 0;

  constructor(
    private readonly shards: Shards,
    private readonly fleet: WatchedFleet,
    private readonly recorder: Recorder,
  ) {}

  isLeaving(shard: number): boolean {
    return this.excess.has(shard);
  }

  get someAreLeaving(): boolean {
    return this.excess.size > 0;
  }

  /** Renews them when that is due or something may be free. @param afresh after a pause: at once, and all servers are read anew */
  async renew(afresh: boolean): Promise<void> {
    if (!afresh && !this.isDue()) return;
    const { gained, lost, excess } = await this.shards.renew();
    this.renewedAt = performance.now();
    this.fleet.dropShards(lost);
    await this.fleet.loadShards(afresh ? this.shards.owned : gained);
    if (afresh) this.excess.clear();
    for (const shard of excess) this.excess.add(shard);
  }

  /** Gives up what is beyond our share and in which nothing is under way and everything is stored. */
  async handOver(): Promise<void> {
    if (this.recorder.isBusy) return;
    const busy = new Set<number>();
    for (const server of this.fleet.all()) {
      if (server.line.calls || this.recorder.isTouched(server)) busy.add(server.shard);
    }
    const quiet = [...this.excess].filter((shard) => !busy.has(shard));
    this.fleet.dropShards(quiet);
    await this.shards.release(quiet);
    for (const shard of quiet) this.excess.delete(shard);
  }

  private isDue(): boolean {
    const { shards, fleet } = this;
    const mayGain = fleet.size === 0 || shards.owned.length < SHARDS || !shards.isTrusted();
    return mayGain || performance.now() - this.renewedAt >= RENEW_MS;
  }
}

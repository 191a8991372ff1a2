import { Injectable, Logger } from '@nestjs/common';
import { Interval } from '@nestjs/schedule';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { SingleFlight } from '../common/single-flight';
import { Channel } from './channel.entity';
import { GoneChannels } from './gone.service';
import { wants } from './matching';
import { Notices } from './notices.service';
import { Senders } from './senders/senders.service';

const EVERY_SECONDS = 60;
const LOOK_MS = 5_000;

/** Each minute, by one process: a row that is written first keeps the others from it. One written by a clock that was put back does not. */
const CLAIM = `
UPDATE channels SET resent_at = now() WHERE id IN (
  SELECT id FROM channels WHERE kind = 'alertmanager' AND enabled
      AND (resent_at IS NULL OR resent_at <= now() - $1 * interval '1 s' OR resent_at > now()) FOR UPDATE SKIP LOCKED)
RETURNING id`;

/** Tells each Alertmanager again what still fires: one that is not told for a while takes an alert for resolved. */
@Injectable()
export class Resend {
  private readonly logger = new Logger('Channels');
  private readonly pushing = new SingleFlight(() => this.pushAll());

  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    private readonly notices: Notices,
    private readonly senders: Senders,
    private readonly gone: GoneChannels,
  ) {}

  @Interval(LOOK_MS)
  async pushDue(): Promise<void> {
    await this.pushing.run();
  }

  private async pushAll(): Promise<void> {
    try {
      const [claimed] = await this.dataSource.query<[{ id: string }[], number]>(CLAIM, [EVERY_SECONDS]);
      if (claimed.length > 0) await Promise.all(claimed.map(({ id }) => this.push(id)));
    } catch (error) {
      this.logger.warn(`Cannot tell Alertmanagers what fires: ${(error as Error).message}`);
    }
  }

  private async push(id: string): Promise<void> {
    const channel = await this.dataSource.manager.findOneBy(Channel, { id });
    if (!channel) return;
    const firing = await this.notices.firing();
    const meant = firing.filter((alert) => wants(channel, 'firing', alert));
    if (meant.length === 0) return;
    const { error, gone } = await this.senders.push(id, meant);
    if (error !== null) this.logger.warn(`"${channel.name}" could not be told what fires: ${error}`);
    const called = { channelId: id, channelVersion: channel.version };
    if (gone) await this.dataSource.transaction((tx) => this.gone.stop(tx, called));
  }
}

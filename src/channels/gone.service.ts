import { Injectable, type OnModuleInit } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource, type EntityManager, In, IsNull, Not } from 'typeorm';
import { Clock, newId } from '../common/clock';
import { AMIRAL, changesBetween, Journal } from '../journal/journal.service';
import { Channel } from './channel.entity';
import { channelFact } from './channel.journal';
import { Delivery } from './delivery.entity';
import type { Job } from './job';
import type { FiringAlert, Notice } from './notice';
import { Notices } from './notices.service';

const SEVERITY = 'warning';

/** Channels whose receiver says that it is gone for good: they are disabled, and the others are told. */
@Injectable()
export class GoneChannels implements OnModuleInit {
  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    private readonly clock: Clock,
    private readonly notices: Notices,
    private readonly journal: Journal,
  ) {}

  /** An Alertmanager must be told again and again. */
  onModuleInit(): void {
    this.notices.register({ list: () => this.list() });
  }

  /**
   * Disables the channel of this attempt.
   * @returns false when it has been changed since the attempt was claimed: another address may not be gone
   */
  async stop(tx: EntityManager, { channelId, channelVersion }: Pick<Job, 'channelId' | 'channelVersion'>) {
    // Others of these may be telling this very channel, which takes a share of its key.
    const channel = await tx.findOne(Channel, { where: { id: channelId }, lock: { mode: 'for_no_key_update' } });
    if (channel?.version !== channelVersion) return false;
    if (!channel.enabled) return true;
    const before = { ...channel };
    Object.assign(channel, { enabled: false, goneAt: this.clock.now(), version: channel.version + 1 });
    await tx.save(channel);
    const changes = changesBetween<Channel>(before, channel, ['enabled', 'goneAt']);
    await this.journal.write(tx, AMIRAL, channelFact('update', channel, changes));
    const others = await tx.findBy(Channel, { enabled: true });
    const title = `the receiver of the channel "${channel.name}" is gone`;
    await this.announce(tx, 'firing', title, channel, others);
    return true;
  }

  /** Tells whoever was told that it is over: somebody has enabled the channel again, or taken it out. */
  async end(tx: EntityManager, channel: Channel): Promise<void> {
    if (channel.goneAt === null) return;
    const deliveries = await tx.findBy(Delivery, { threadKey: threadOf(channel) });
    const others = await tx.findBy(Channel, { id: In(deliveries.map(({ channelId }) => channelId)), enabled: true });
    await this.announce(tx, 'resolved', `the channel "${channel.name}" is seen to`, channel, others);
  }

  private async list(): Promise<FiringAlert[]> {
    const channels = await this.dataSource.manager.findBy(Channel, { goneAt: Not(IsNull()) });
    return channels.map((channel) => ({ ...alertOf(channel, null), severity: SEVERITY }));
  }

  private async announce(
    tx: EntityManager,
    kind: 'firing' | 'resolved',
    title: string,
    channel: Channel,
    others: readonly Channel[],
  ): Promise<void> {
    if (others.length === 0) return;
    const at = this.clock.now();
    const alerts = [alertOf(channel, kind === 'resolved' ? at : null)];
    const notice: Notice = { id: newId(), kind, threadKey: threadOf(channel), severity: SEVERITY, at, title, alerts };
    await this.notices.send(
      tx,
      notice,
      others.map(({ id }) => id),
    );
  }
}

function threadOf({ id, goneAt }: Channel): string {
  return `channel ${id} ${goneAt?.toISOString() ?? ''}`;
}

function alertOf({ id, name, labels, goneAt }: Channel, endsAt: Date | null): Notice['alerts'][number] {
  return {
    id,
    rule: 'channel-gone',
    incidentId: null,
    serverId: null,
    serverName: null,
    serverCode: null,
    instanceId: null,
    operationId: null,
    labels: { ...labels, channel: name },
    summary: `the receiver of the channel "${name}" answers HTTP 410 (gone); the channel was disabled, and nobody is told by it`,
    startsAt: goneAt ?? new Date(),
    endsAt,
    endReason: endsAt === null ? null : 'recovered',
    ended: null,
    acknowledgedBy: null,
  };
}

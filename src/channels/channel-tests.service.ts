import { setTimeout as sleep } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource, type EntityManager } from 'typeorm';
import type { Actor } from '../auth/actor';
import { Clock, newId } from '../common/clock';
import { notFound } from '../common/errors';
import { Journal } from '../journal/journal.service';
import { Channel } from './channel.entity';
import { channelFact } from './channel.journal';
import { DeliveriesQueries, type DeliveryRow } from './deliveries.queries';
import type { Notice } from './notice';
import { Notices } from './notices.service';

const LONGEST_MS = 15_000;
const LOOK_MS = 100;

/** Sends samples the way that all notices go, and waits a little for what becomes of them. */
@Injectable()
export class ChannelTests {
  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    private readonly clock: Clock,
    private readonly notices: Notices,
    private readonly queries: DeliveriesQueries,
    private readonly journal: Journal,
  ) {}

  /** @returns the delivery once it is settled, or as it stands after 15 s */
  async test(actor: Actor, channelId: string): Promise<DeliveryRow> {
    const id = await this.dataSource.transaction((tx) => this.send(tx, actor, channelId));
    const deadline = performance.now() + LONGEST_MS;
    for (;;) {
      const delivery = await this.queries.read(id);
      if (delivery.state !== 'pending' || performance.now() > deadline) return delivery;
      await sleep(LOOK_MS);
    }
  }

  private async send(tx: EntityManager, actor: Actor, channelId: string): Promise<string> {
    const channel = await tx.findOneBy(Channel, { id: channelId });
    if (!channel) throw notFound('channel');
    actor.must('test', channel, 'channel');
    const [id = ''] = await this.notices.send(tx, this.sampleFor(channel, actor), [channelId]);
    // It is made once: whoever waits for it wants to hear of a failure, not of a success tomorrow.
    await tx.query('UPDATE deliveries SET give_up_at = now() WHERE id = $1', [id]);
    await this.journal.write(tx, actor, channelFact('test', channel));
    return id;
  }

  private sampleFor({ name, labels }: Channel, actor: Actor): Notice {
    const id = newId();
    const at = this.clock.now();
    const alert = {
      id: newId(),
      rule: 'sample',
      incidentId: null,
      serverId: null,
      serverName: null,
      serverCode: null,
      instanceId: null,
      operationId: null,
      labels,
      summary: `${actor.name} is testing the channel "${name}"`,
      startsAt: at,
      endsAt: at,
      endReason: null,
      ended: null,
      acknowledgedBy: null,
    };
    const title = 'nothing is wrong, Amiral is being tested';
    return { id, kind: 'sample', threadKey: `sample ${id}`, severity: 'info', at, title, alerts: [alert] };
  }
}

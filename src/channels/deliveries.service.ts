import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import type { Actor } from '../auth/actor';
import { lockRow } from '../auth/row-lock';
import { conflict } from '../common/errors';
import { notify } from '../database/notifications';
import { Journal } from '../journal/journal.service';
import { Channel } from './channel.entity';
import { DeliveriesQueries, type DeliveryRow } from './deliveries.queries';
import { Delivery } from './delivery.entity';
import { deliveryFact } from './delivery.journal';

/** What people do about deliveries. */
@Injectable()
export class DeliveriesService {
  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    private readonly queries: DeliveriesQueries,
    private readonly journal: Journal,
  ) {}

  /** One more attempt, at once, of what was given up. */
  async retry(actor: Actor, id: string): Promise<DeliveryRow> {
    await this.dataSource.transaction(async (tx) => {
      const delivery = await lockRow(tx, Delivery, actor, { action: 'retry', id });
      if (delivery.state !== 'failed') {
        throw conflict('wrong-state', `Cannot retry a delivery that is ${delivery.state}: it must be failed.`);
      }
      const channel = await tx.findOneByOrFail(Channel, { id: delivery.channelId });
      if (!channel.enabled) throw conflict('channel-disabled', 'The channel is disabled; enable it first.');
      await tx.query(
        `UPDATE deliveries SET state = 'pending', settled_at = NULL, due_at = now(), give_up_at = now() WHERE id = $1`,
        [id],
      );
      await notify(tx, 'deliveries');
      await this.journal.write(tx, actor, deliveryFact('retry', { id, channel: channel.name }));
    });
    return this.queries.read(id);
  }
}

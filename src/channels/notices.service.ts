import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { newId } from '../common/clock';
import { givingWay, jsonOf } from '../common/stepwise';
import { notify } from '../database/notifications';
import { Channel } from './channel.entity';
import { Delivery } from './delivery.entity';
import type { Audience } from './matching';
import type { Firing, FiringAlert, Notice } from './notice';

/** The door for whoever has something to tell: what is sent in a transaction is delivered once that is committed. */
@Injectable()
export class Notices {
  private readonly providers: Firing[] = [];

  /**
   * Stores the notice, and one delivery for each of these channels. Notices of one thread arrive in the order of these calls: whoever
   * sends into a thread from several processes holds a lock of their own on it.
   * @param channelIds as `channels` has them
   * @returns the ids of the deliveries, in the order of the channels
   */
  async send(tx: EntityManager, notice: Notice, channelIds: readonly string[]): Promise<string[]> {
    const { id, kind, threadKey, severity, at, title, alerts } = notice;
    // As text: of a whole fleet it is long, and is not to be made in one turn.
    await tx.query(
      `INSERT INTO notices (id, kind, thread_key, severity, at, title, alerts) VALUES ($1, $2, $3, $4, $5, $6, $7::jsonb)`,
      [id, kind, threadKey, severity, at, title, await givingWay(jsonOf(alerts))],
    );
    const deliveries = channelIds.map((channelId) => ({
      id: newId(),
      noticeId: notice.id,
      channelId,
      threadKey: notice.threadKey,
      expiresAt: () => "now() + interval '1 day'",
    }));
    if (deliveries.length > 0) await tx.insert(Delivery, deliveries);
    await notify(tx, 'deliveries');
    return deliveries.map(({ id }) => id);
  }

  /** All channels, and what they ask for. */
  async channels(tx: EntityManager): Promise<Audience[]> {
    return tx.find(Channel, {
      select: { id: true, kind: true, enabled: true, minSeverity: true, labels: true, escalation: true },
      order: { id: 'ASC' },
    });
  }

  /** Says who knows what fires; to be called as modules start. */
  register(firing: Firing): void {
    this.providers.push(firing);
  }

  /** All that fires now. */
  async firing(): Promise<FiringAlert[]> {
    return (await Promise.all(this.providers.map((provider) => provider.list()))).flat();
  }
}

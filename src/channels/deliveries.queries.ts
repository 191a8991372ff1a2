import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { notFound } from '../common/errors';
import { type Columns, listOf, selected } from '../common/lists';
import { type Page, searched } from '../common/pages';
import { Channel } from './channel.entity';
import { Delivery, type DeliveryState } from './delivery.entity';
import type { DeliveryQuery, DeliveryView } from './delivery.schemas';

/** A delivery as screens read it; times inside of JSON are texts. */
export interface DeliveryRow {
  id: string;
  channel: DeliveryView['channel'];
  notice: DeliveryView['notice'];
  state: DeliveryState;
  createdAt: Date;
  settledAt: Date | null;
  dueAt: Date;
  attempts: DeliveryView['attempts'];
}

const ATTEMPT = `json_build_object('id', a.id, 'number', a.number, 'startedAt', a.started_at, 'endedAt', a.ended_at, 'ok', a.ok,
  'ms', a.ms, 'status', a.status, 'error', a.error)`;

/** Where each field of a `DeliveryRow` comes from. */
const COLUMNS: Columns<DeliveryRow> = {
  id: 'd.id',
  channel: `json_build_object('id', c.id, 'name', c.name, 'kind', c.kind)`,
  notice: `json_build_object('id', n.id, 'kind', n.kind, 'threadKey', n.thread_key, 'severity', n.severity, 'title', n.title,
    'at', n.at)`,
  state: 'd.state',
  createdAt: 'd.created_at',
  settledAt: 'd.settled_at',
  dueAt: 'd.due_at',
  attempts: `(SELECT COALESCE(json_agg(${ATTEMPT} ORDER BY a.number), '[]') FROM delivery_attempts a WHERE a.delivery_id = d.id)`,
};

const SELECT_DELIVERY_ROW = `SELECT ${selected(COLUMNS)} FROM deliveries d
  JOIN channels c ON c.id = d.channel_id JOIN notices n ON n.id = d.notice_id`;

/** Reads of the log of deliveries, the newest first. */
@Injectable()
export class DeliveriesQueries {
  constructor(@InjectDataSource() private readonly dataSource: DataSource) {}

  async list(query: DeliveryQuery): Promise<Page<DeliveryRow>> {
    // Ids sort by time of making.
    return listOf(this.matching(query), { ...query, sort: query.sort === 'createdAt' ? 'id' : '-id' }, COLUMNS);
  }

  /** Those of one channel. @throws DomainError 404 when there is no such channel */
  async listOf(channelId: string, query: Omit<DeliveryQuery, 'channelId'>): Promise<Page<DeliveryRow>> {
    if (!(await this.dataSource.manager.existsBy(Channel, { id: channelId }))) throw notFound('channel');
    return this.list({ ...query, channelId: [channelId] });
  }

  /** @throws DomainError 404 */
  async read(id: string): Promise<DeliveryRow> {
    const [row] = await this.dataSource.query<DeliveryRow[]>(`${SELECT_DELIVERY_ROW} WHERE d.id = $1`, [id]);
    if (!row) throw notFound('delivery');
    return row;
  }

  private matching({ channelId, state, noticeId, threadKey, from, to, q }: DeliveryQuery) {
    const rows = this.dataSource
      .createQueryBuilder()
      .from(Delivery, 'd')
      .innerJoin('channels', 'c', 'c.id = d.channel_id')
      .innerJoin('notices', 'n', 'n.id = d.notice_id')
      .where('true');
    if (channelId) rows.andWhere('d.channel_id IN (:...channelId)', { channelId });
    if (state) rows.andWhere('d.state IN (:...state)', { state });
    if (noticeId) rows.andWhere('d.notice_id IN (:...noticeId)', { noticeId });
    if (threadKey) rows.andWhere('d.thread_key IN (:...threadKey)', { threadKey });
    if (from) rows.andWhere('d.created_at >= :from', { from });
    if (to) rows.andWhere('d.created_at < :to', { to });
    if (q) rows.andWhere(searched('n'), { q });
    return rows;
  }
}

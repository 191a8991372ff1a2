import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { notFound } from '../common/errors';
import { type Page, searched, sortsOf } from '../common/pages';
import { Channel } from './channel.entity';
import type { CHANNEL_SORTS, ChannelQuery } from './channel.schemas';

/** Reads for screens. */
@Injectable()
export class ChannelsQueries {
  constructor(@InjectDataSource() private readonly dataSource: DataSource) {}

  async list({ page, perPage, sort, q, kind, enabled }: ChannelQuery): Promise<Page<Channel>> {
    const rows = this.dataSource.manager.createQueryBuilder(Channel, 'c').where('true');
    if (q) rows.andWhere(searched('c'), { q });
    if (kind) rows.andWhere('c.kind IN (:...kind)', { kind });
    if (enabled) rows.andWhere('c.enabled IN (:...enabled)', { enabled });
    for (const { field, descending } of sortsOf<(typeof CHANNEL_SORTS)[number]>(sort ?? 'name')) {
      rows.addOrderBy(`c.${field}`, descending ? 'DESC' : 'ASC');
    }
    rows
      .addOrderBy('c.id')
      .skip((page - 1) * perPage)
      .take(perPage);
    const [items, total] = await rows.getManyAndCount();
    return { items, total, page, perPage };
  }

  /** @throws DomainError 404 */
  async read(id: string): Promise<Channel> {
    const channel = await this.dataSource.manager.findOneBy(Channel, { id });
    if (!channel) throw notFound('channel');
    return channel;
  }
}

import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { notFound } from '../common/errors';
import { listOf } from '../common/lists';
import { type Page, searched } from '../common/pages';
import { Channel } from './channel.entity';
import type { ChannelQuery } from './channel.schemas';

/** Reads for screens. */
@Injectable()
export class ChannelsQueries {
  constructor(@InjectDataSource() private readonly dataSource: DataSource) {}

  list({ q, kind, enabled, ...asked }: ChannelQuery): Promise<Page<Channel>> {
    const rows = this.dataSource.manager.createQueryBuilder(Channel, 'c').where('true');
    if (q) rows.andWhere(searched('c'), { q });
    if (kind) rows.andWhere('c.kind IN (:...kind)', { kind });
    if (enabled) rows.andWhere('c.enabled IN (:...enabled)', { enabled });
    return listOf(rows, { ...asked, sort: `${asked.sort ?? 'name'},id` });
  }

  /** @throws DomainError 404 */
  async read(id: string): Promise<Channel> {
    const channel = await this.dataSource.manager.findOneBy(Channel, { id });
    if (!channel) throw notFound('channel');
    return channel;
  }
}

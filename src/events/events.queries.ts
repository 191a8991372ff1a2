import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import type { Actor } from '../auth/actor';
import { notFound } from '../common/errors';
import { listOf } from '../common/lists';
import { type Page, searched } from '../common/pages';
import { JournalEntry } from '../journal/journal.entity';
import { Server } from '../servers/server.entity';
import type { EventQuery, ServerEventQuery } from './event.schemas';

/** Reads of the record, the newest line first. */
@Injectable()
export class EventsQueries {
  constructor(@InjectDataSource() private readonly dataSource: DataSource) {}

  async list(query: EventQuery): Promise<Page<JournalEntry>> {
    const { sort } = query;
    // Ids sort by time of writing, and every filter's index ends with them.
    return listOf(this.matching(query), { ...query, sort: sort && !sort.endsWith('-at') ? 'id' : '-id' });
  }

  /** What was done to a server. @throws DomainError 404 when there is no such server for this caller */
  async listOf(actor: Actor, serverId: string, query: ServerEventQuery): Promise<Page<JournalEntry>> {
    const server = await this.dataSource.manager.findOneBy(Server, { id: serverId });
    if (!server) throw notFound('server');
    actor.must('read', server, 'server');
    return this.list({ ...query, subjectType: ['server'], subjectId: [serverId] });
  }

  private matching({ subjectType, subjectId, action, actorId, from, to, q }: EventQuery) {
    const rows = this.dataSource.manager.createQueryBuilder(JournalEntry, 'e').where('true');
    if (subjectType) rows.andWhere('e.subjectType IN (:...subjectType)', { subjectType });
    if (subjectId) rows.andWhere('e.subjectId IN (:...subjectId)', { subjectId });
    if (action) rows.andWhere('e.action IN (:...action)', { action });
    if (actorId) rows.andWhere('e.actorId IN (:...actorId)', { actorId });
    if (from) rows.andWhere('e.at >= :from', { from });
    if (to) rows.andWhere('e.at < :to', { to });
    if (q) rows.andWhere(searched('e'), { q });
    return rows;
  }
}

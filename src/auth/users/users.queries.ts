import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { notFound } from '../../common/errors';
import { listOf } from '../../common/lists';
import { type Page, searched } from '../../common/pages';
import { User } from './user.entity';
import type { UserQuery } from './user.schemas';

/** Reads for screens. */
@Injectable()
export class UsersQueries {
  constructor(@InjectDataSource() private readonly dataSource: DataSource) {}

  list({ q, role, disabled, ...asked }: UserQuery): Promise<Page<User>> {
    const rows = this.dataSource.createQueryBuilder(User, 'u').where('true');
    if (q) rows.andWhere(searched('u'), { q });
    if (role) rows.andWhere('u.role IN (:...role)', { role });
    if (disabled) rows.andWhere('u.disabled IN (:...disabled)', { disabled });
    return listOf(rows, { ...asked, sort: asked.sort === undefined ? 'id' : `${asked.sort},id` });
  }

  /** @throws DomainError 404 */
  async read(id: string): Promise<User> {
    const user = await this.dataSource.manager.findOneBy(User, { id });
    if (!user) throw notFound('user');
    return user;
  }
}

import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { Clock } from '../../common/clock';
import { listOf } from '../../common/lists';
import { type Page, searched } from '../../common/pages';
import { Silence } from './silence.entity';
import type { SilenceQuery } from './silence.schemas';

const IN_STATE = {
  planned: 's.startsAt > :now AND s.endsAt > :now',
  active: 's.startsAt <= :now AND s.endsAt > :now',
  over: 's.endsAt <= :now',
} as const;

/** Reads for screens. */
@Injectable()
export class SilencesQueries {
  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    private readonly clock: Clock,
  ) {}

  list(query: SilenceQuery): Promise<Page<Silence>> {
    const { q, state } = query;
    const rows = this.dataSource.createQueryBuilder(Silence, 's').where('true');
    if (q) rows.andWhere(searched('s'), { q });
    if (state) rows.andWhere(`(${state.map((each) => IN_STATE[each]).join(' OR ')})`, { now: this.clock.now() });
    return listOf(rows, query);
  }
}

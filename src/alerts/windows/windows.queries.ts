import { setImmediate as breath } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource, type EntityManager } from 'typeorm';
import { notFound } from '../../common/errors';
import { listOf } from '../../common/lists';
import { type Page, searched } from '../../common/pages';
import { LocalTimes } from './local-times';
import { type Occurrence, occurrencesOf } from './occurrences';
import { MaintenanceWindow } from './window.entity';
import type { WindowQuery } from './window.schemas';

/** One time a window is on. */
export interface Planned extends Occurrence {
  window: MaintenanceWindow;
}

/** Reads for screens. */
@Injectable()
export class WindowsQueries {
  constructor(@InjectDataSource() private readonly dataSource: DataSource) {}

  list(query: WindowQuery): Promise<Page<MaintenanceWindow>> {
    const rows = this.dataSource.createQueryBuilder(MaintenanceWindow, 'w').where('true');
    if (query.q) rows.andWhere(searched('w'), { q: query.q });
    return listOf(rows, query);
  }

  /** @throws DomainError 404 */
  async read(id: string, manager: EntityManager = this.dataSource.manager): Promise<MaintenanceWindow> {
    const window = await manager.findOneBy(MaintenanceWindow, { id });
    if (!window) throw notFound('maintenance window');
    return window;
  }

  /** Every time a window is on between two moments, in order. */
  async calendar(from: Date, to: Date): Promise<Planned[]> {
    const windows = await this.dataSource.manager.find(MaintenanceWindow);
    const times = new LocalTimes();
    const planned: Planned[] = [];
    for (const window of windows) {
      for (const each of occurrencesOf(window.schedule, from, to, times)) planned.push({ ...each, window });
      // A year of hundreds of windows is a lot to reckon, and others wait meanwhile.
      await breath();
    }
    return planned.sort((a, b) => Number(a.startsAt) - Number(b.startsAt));
  }
}

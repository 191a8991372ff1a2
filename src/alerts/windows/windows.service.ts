import { setImmediate as breath } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource, type EntityManager } from 'typeorm';
import type { Actor } from '../../auth/actor';
import { lockRow } from '../../auth/row-lock';
import { Clock, newId } from '../../common/clock';
import { invalid, notFound } from '../../common/errors';
import { type Page, searched } from '../../common/pages';
import { changesBetween, Journal, type JournalFact } from '../../journal/journal.service';
import { refuseUnknown } from '../known';
import { listOf } from '../list';
import { namesSomething } from '../schemas';
import { LocalTimes } from './local-times';
import { isToCome, type Occurrence, occurrencesOf, type Schedule } from './occurrences';
import { MaintenanceWindow } from './window.entity';
import type { NewWindow, WindowEdit, WindowQuery } from './window.schemas';
import { refusal } from '../alert.refusals';

const EDITED = ['name', 'description', 'labels', 'serverIds', 'schedule'] as const;
const noun = 'maintenance window';

/** One time a window is on. */
export interface Planned extends Occurrence {
  window: MaintenanceWindow;
}

/** Work that is planned. */
@Injectable()
export class WindowsService {
  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    private readonly journal: Journal,
    private readonly clock: Clock,
  ) {}

  list(query: WindowQuery): Promise<Page<MaintenanceWindow>> {
    const rows = this.dataSource.createQueryBuilder(MaintenanceWindow, 'w').where('true');
    if (query.q) rows.andWhere(searched('w'), { q: query.q });
    return listOf(rows, query);
  }

  /** @throws DomainError 404 */
  async read(id: string, manager: EntityManager = this.dataSource.manager): Promise<MaintenanceWindow> {
    const window = await manager.findOneBy(MaintenanceWindow, { id });
    if (!window) throw notFound(noun);
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

  async create(actor: Actor, given: NewWindow): Promise<MaintenanceWindow> {
    return this.dataSource.transaction(async (tx) => {
      const author = { authorId: actor.id, authorName: actor.name };
      const window = tx.create(MaintenanceWindow, { id: newId(), labels: {}, serverIds: [], ...given, ...author });
      checkNamed(window);
      refuseOver(window.schedule, this.clock.now());
      await refuseUnknown(tx, 'serverIds', window.serverIds);
      await tx.insert(MaintenanceWindow, window);
      await this.note(tx, actor, 'create', window, {});
      return this.read(window.id, tx);
    });
  }

  /** @param version the version the caller has seen (`If-Match`), or null to edit whatever is there */
  async update(actor: Actor, id: string, version: number | null, edit: WindowEdit): Promise<MaintenanceWindow> {
    return this.dataSource.transaction(async (tx) => {
      const window = await lockRow(tx, MaintenanceWindow, actor, { action: 'update', id, version });
      const before = { ...window };
      Object.assign(window, edit);
      checkNamed(window);
      if (edit.schedule) refuseOver(edit.schedule, this.clock.now());
      await refuseUnknown(tx, 'serverIds', window.serverIds, before.serverIds);
      if (changesBetween<MaintenanceWindow>(before, window, EDITED).length === 0) return before;
      window.version++;
      await tx.save(window);
      await this.note(tx, actor, 'update', window, before);
      return this.read(id, tx);
    });
  }

  async delete(actor: Actor, id: string, version: number | null): Promise<void> {
    await this.dataSource.transaction(async (tx) => {
      const window = await lockRow(tx, MaintenanceWindow, actor, { action: 'delete', id, version });
      await tx.delete(MaintenanceWindow, { id });
      await this.note(tx, actor, 'delete', window, window);
    });
  }

  private async note(
    tx: EntityManager,
    actor: Actor,
    action: JournalFact['action'],
    window: MaintenanceWindow,
    before: Partial<MaintenanceWindow>,
  ): Promise<void> {
    const changes = changesBetween<Partial<MaintenanceWindow>>(before, window, EDITED);
    const subject = { subjectId: window.id, subjectName: window.name };
    await this.journal.write(tx, actor, { action, subjectType: 'maintenance-window', ...subject, changes });
  }
}

/** @throws DomainError 422 */
function checkNamed(window: MaintenanceWindow): void {
  if (!namesSomething(window)) throw invalid('labels', refusal('names-nothing'));
}

/** One that is never on hides nothing, and whoever planned it is called at night. @throws DomainError 422 */
function refuseOver(schedule: Schedule, now: Date): void {
  if (isToCome(schedule, now)) return;
  if (schedule.kind === 'once') throw invalid('schedule.endsAt', refusal('time-to-come'));
  throw invalid('schedule.until', refusal('never-on'));
}

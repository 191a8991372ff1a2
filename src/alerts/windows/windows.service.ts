import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import type { Actor } from '../../auth/actor';
import { lockRow } from '../../auth/row-lock';
import { Clock, newId } from '../../common/clock';
import { invalid } from '../../common/errors';
import { changesBetween, Journal } from '../../journal/journal.service';
import { refuseUnknown } from '../known';
import { namesSomething } from '../schemas';
import { isToCome, type Schedule } from './occurrences';
import { MaintenanceWindow } from './window.entity';
import { windowFact } from './window.journal';
import type { NewWindow, WindowEdit } from './window.schemas';
import { WindowsQueries } from './windows.queries';
import { refusal } from '../alert.refusals';

const EDITED = ['name', 'description', 'labels', 'serverIds', 'schedule'] as const;

/** Work that is planned. */
@Injectable()
export class WindowsService {
  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    private readonly queries: WindowsQueries,
    private readonly journal: Journal,
    private readonly clock: Clock,
  ) {}

  async create(actor: Actor, given: NewWindow): Promise<MaintenanceWindow> {
    return this.dataSource.transaction(async (tx) => {
      const author = { authorId: actor.id, authorName: actor.name };
      const window = tx.create(MaintenanceWindow, { id: newId(), labels: {}, serverIds: [], ...given, ...author });
      checkNamed(window);
      refuseOver(window.schedule, this.clock.now());
      await refuseUnknown(tx, 'serverIds', window.serverIds);
      await tx.insert(MaintenanceWindow, window);
      await this.journal.write(
        tx,
        actor,
        windowFact('create', window, changesBetween<Partial<MaintenanceWindow>>({}, window, EDITED)),
      );
      return this.queries.read(window.id, tx);
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
      await this.journal.write(
        tx,
        actor,
        windowFact('update', window, changesBetween<Partial<MaintenanceWindow>>(before, window, EDITED)),
      );
      return this.queries.read(id, tx);
    });
  }

  async delete(actor: Actor, id: string, version: number | null): Promise<void> {
    await this.dataSource.transaction(async (tx) => {
      const window = await lockRow(tx, MaintenanceWindow, actor, { action: 'delete', id, version });
      await tx.delete(MaintenanceWindow, { id });
      await this.journal.write(tx, actor, windowFact('delete', window));
    });
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

import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Actor } from '../../auth/actor';
import { mustConfirm } from '../../common/confirm';
import { conflict } from '../../common/errors';
import { Journal } from '../../journal/journal.service';
import { Copies } from '../../servers/copies/copies.service';
import { giveSlotBack } from '../../servers/server-slots';
import type { Instance } from '../instance.entity';
import { instanceChanges, instanceFact } from '../instance.journal';
import { lockHostOf } from '../instance-lock';
import type { Termination } from '../instance.schemas';
import { InstanceWork } from '../instance-work.service';
import { WorkStart } from '../work-start.service';

const NO_BACKUP_STORAGE = conflict(
  'no-backup-storage',
  'Nothing can save the database before it is dropped. Keep it, or let an administrator drop it withoutBackup.',
);

/** The end of an instance. */
@Injectable()
export class TerminateService {
  constructor(
    private readonly start: WorkStart,
    private readonly work: InstanceWork,
    private readonly copies: Copies,
    private readonly journal: Journal,
  ) {}

  /**
   * Frees the slot at once where the database stays, or where there is none; else starts what suspends it first.
   * @returns the operation's id, or null when all is done
   * @throws DomainError 409 `wrong-state`, `operation-in-progress`, and with a database to drop `no-backup-storage`, `no-service-login`,
   *   `server-not-reachable`; 422 naming `confirm`
   */
  async terminate(tx: EntityManager, actor: Actor, id: string, asked: Termination): Promise<string | null> {
    await lockHostOf(tx, id);
    const instance = await this.start.lock(tx, actor, 'terminate', id);
    if (await this.drops(tx, instance, asked)) return this.beginDrop(tx, actor, instance, asked);
    await this.end(tx, actor, instance, asked.reason ?? null);
    return null;
  }

  private async drops(tx: EntityManager, { id, state }: Instance, { database }: Termination): Promise<boolean> {
    if (state === 'draft' || state === 'failed') return false;
    if (database !== undefined) return database === 'drop';
    return (await this.copies.uuidOf(tx, id)) !== null;
  }

  private async beginDrop(
    tx: EntityManager,
    actor: Actor,
    instance: Instance,
    { withoutBackup, confirm, reason = null }: Termination,
  ): Promise<string> {
    if (withoutBackup !== true) throw NO_BACKUP_STORAGE;
    actor.must('purge', instance, 'instance');
    mustConfirm(confirm, instance.name);
    return this.work.begin(tx, actor, instance, 'terminate', { databaseName: instance.databaseName, reason });
  }

  private async end(tx: EntityManager, actor: Actor, instance: Instance, reason: string | null): Promise<void> {
    const before = { ...instance };
    instance.terminate(null);
    await tx.save(instance);
    await giveSlotBack(tx, instance.serverId);
    await this.copies.giveUp(tx, instance.id);
    const changes = instanceChanges(before, instance);
    if (reason !== null) changes.push({ field: 'reason', before: null, after: reason });
    await this.journal.write(tx, actor, instanceFact('terminate', instance, changes));
  }
}

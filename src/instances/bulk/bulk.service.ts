import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Actor } from '../../auth/actor';
import { OperationsService } from '../../operations/operations.service';
import { InstanceAccess } from '../instance-access.service';
import { BulkLines, type BulkInput } from './bulk-lines.service';
import type { BulkRequest, BulkVerdict } from './bulk.schemas';
import { BulkVerdicts, NO_BACKUP_STORAGE } from './bulk-verdicts.service';

/** How many are called by name. */
const NAMED = 3;

/** Work on many instances at once. */
@Injectable()
export class BulkService {
  constructor(
    private readonly verdicts: BulkVerdicts,
    private readonly lines: BulkLines,
    private readonly operations: OperationsService,
    private readonly access: InstanceAccess,
  ) {}

  /** @throws DomainError 422 naming `filter` */
  weigh(tx: EntityManager, actor: Actor, asked: BulkRequest): Promise<BulkVerdict[]> {
    return this.verdicts.of(tx, actor, asked);
  }

  /** @returns the id of the operation that begins them @throws DomainError 409 `no-backup-storage` */
  async begin(tx: EntityManager, actor: Actor, asked: BulkRequest): Promise<string> {
    const { action, reason = null } = asked;
    if (action === 'backup') throw NO_BACKUP_STORAGE;
    const verdicts = await this.weigh(tx, actor, asked);
    const accepted = verdicts.filter(({ verdict }) => verdict === 'accepted').length;
    const input: BulkInput = { action, reason, by: { id: actor.id, name: actor.name }, accepted };
    const subject = { type: 'fleet', id: await this.access.fleetId(), name: namesOf(verdicts) };
    const asOne = { kind: 'bulk', subject, serverId: null, exclusion: null, input: { ...input } } as const;
    const id = await this.operations.start(tx, actor, asOne);
    await this.lines.write(tx, id, verdicts);
    return id;
  }
}

function namesOf(verdicts: readonly BulkVerdict[]): string {
  const names = verdicts.slice(0, NAMED).map(({ name, instanceId }) => name ?? instanceId);
  const more = verdicts.length - names.length;
  return names.join(', ') + (more > 0 ? ` +${String(more)}` : '');
}

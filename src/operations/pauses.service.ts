import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import type { Actor } from '../auth/actor';
import { newId } from '../common/clock';
import { conflict, invalid } from '../common/errors';
import { notify } from '../database/notifications';
import { Journal } from '../journal/journal.service';
import { OperationPause } from './operation.entity';
import type { PauseRequest, PauseView, UnpauseRequest } from './operation.schemas';

const EVERYWHERE = 'everywhere';

const NOT_RECONCILED = conflict(
  'not-reconciled',
  'Amiral was restored from a backup: read GET /operations/reconciliation first, which compares every instance with its server.',
);

/** The stop switch: steps under way end, none begins, everything else goes on. */
@Injectable()
export class Pauses {
  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    private readonly journal: Journal,
  ) {}

  async read(): Promise<PauseView> {
    const pauses = await this.dataSource.manager.find(OperationPause, { order: { createdAt: 'ASC' } });
    return {
      paused: pauses.some(({ serverId }) => serverId === null),
      pauses: pauses.map(({ serverId, reason, authorId, authorName, createdAt }) => {
        return { serverId, reason, authorId, authorName, createdAt: createdAt.toISOString() };
      }),
    };
  }

  /** Pauses; what is paused already has a new reason. */
  async pause(actor: Actor, { reason, serverId = null }: PauseRequest): Promise<PauseView> {
    await this.dataSource.transaction(async (tx) => {
      const paused = await tx.query<unknown[]>(
        `INSERT INTO operation_pauses (id, server_id, reason, author_id, author_name)
         SELECT $1, $2, $3, $4, $5 WHERE $2::uuid IS NULL OR EXISTS (SELECT FROM servers WHERE id = $2)
         ON CONFLICT (server_id) DO UPDATE SET reason = excluded.reason, author_id = excluded.author_id, author_name = excluded.author_name
         RETURNING id`,
        [newId(), serverId, reason, actor.id, actor.name],
      );
      if (paused.length === 0) throw invalid('serverId', 'There is no server with this id.');
      await this.tell(tx, actor, 'pause', serverId, reason);
    });
    return this.read();
  }

  /** Every instance was compared with what its server has. */
  async reconciled(): Promise<void> {
    await this.dataSource.query('UPDATE operation_pauses SET reconciled_at = clock_timestamp() WHERE restored');
  }

  /**
   * Lets operations go on; where none was paused nothing changes.
   * @throws DomainError 409 `not-reconciled` after a restore
   */
  async unpause(actor: Actor, { serverId = null }: UnpauseRequest): Promise<PauseView> {
    await this.dataSource.transaction(async (tx) => {
      const [gone] = await tx.query<[{ isBlind: boolean }[], number]>(
        'DELETE FROM operation_pauses WHERE server_id IS NOT DISTINCT FROM $1 RETURNING restored AND reconciled_at IS NULL AS "isBlind"',
        [serverId],
      );
      if (gone[0]?.isBlind) throw NOT_RECONCILED;
      if (gone.length === 0) return;
      await this.tell(tx, actor, 'unpause', serverId, null);
      await notify(tx, 'operations');
    });
    return this.read();
  }

  private async tell(
    tx: DataSource['manager'],
    actor: Actor,
    action: 'pause' | 'unpause',
    serverId: string | null,
    reason: string | null,
  ): Promise<void> {
    const subjectName = serverId === null ? EVERYWHERE : 'server';
    const changes = reason === null ? [] : [{ field: 'reason', before: null, after: reason }];
    const where = serverId === null ? [] : [{ field: 'serverId', before: null, after: serverId }];
    await this.journal.write(tx, actor, {
      action,
      subjectType: 'operation',
      subjectId: null,
      subjectName,
      changes: [...where, ...changes],
    });
  }
}

import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { type Actor, forbidden } from '../../auth/actor';
import { conflict, DomainError, invalid, notFound } from '../../common/errors';
import { inTheWay } from '../../operations/operation.rules';
import { mustAnswer, mustBeWatched } from '../../servers/server-slots';
import type { ServerState } from '../../servers/server.states';
import { ExpiryQueries } from '../expiry/expiry.queries';
import { Instance } from '../instance.entity';
import { refusal } from '../instance.refusals';
import { refusalOf, STILL_EXPIRED } from '../instance.states';
import { type InstanceRow, InstancesQueries } from '../instances.queries';
import { type BulkRequest, type BulkVerdict, MOST_LINES } from './bulk.schemas';

type Row = InstanceRow & { serverRefusal: DomainError | null };

export const NO_BACKUP_STORAGE = conflict(
  'no-backup-storage',
  'No storage for backups is set up: nothing can be backed up.',
);

/** Says of each instance, before anything is begun, what would become of it. */
@Injectable()
export class BulkVerdicts {
  constructor(
    private readonly queries: InstancesQueries,
    private readonly expiry: ExpiryQueries,
  ) {}

  /** @throws DomainError 422 naming `filter` when that matches too many */
  async of(tx: EntityManager, actor: Actor, asked: BulkRequest): Promise<BulkVerdict[]> {
    const ids = asked.ids ? [...new Set(asked.ids)] : await this.matching(asked.filter ?? {});
    const rows = new Map((await this.read(tx, ids)).map((row) => [row.id, row]));
    const over = new Set(await this.expiry.over(tx, ids));
    const everywhere = await refusalFrom(() => mustBeWatched(tx));
    return ids.map((id) => {
      const row = rows.get(id);
      const why = row ? (everywhere ?? refusalFor(actor, asked.action, row, over.has(id))) : notFound('instance');
      return { instanceId: id, name: row?.name ?? null, ...verdict(why) };
    });
  }

  private async matching(filter: NonNullable<BulkRequest['filter']>): Promise<string[]> {
    const { items, total } = await this.queries.list({ ...filter, page: 1, perPage: MOST_LINES, sort: undefined });
    if (total > MOST_LINES) throw invalid('filter', refusal('matches-too-many', { most: MOST_LINES }));
    return items.map(({ id }) => id);
  }

  private async read(tx: EntityManager, ids: readonly string[]): Promise<Row[]> {
    const rows = await this.queries.readAll(ids, tx);
    const servers = await tx.query<{ id: string; state: ServerState }[]>(
      'SELECT id, state FROM servers WHERE id = ANY($1)',
      [rows.map(({ serverId }) => serverId)],
    );
    const refusals = new Map<string, DomainError | null>();
    for (const { id, state } of servers)
      refusals.set(
        id,
        await refusalFrom(() => {
          mustAnswer({ state });
        }),
      );
    return rows.map((row) => ({ ...row, serverRefusal: refusals.get(row.serverId) ?? null }));
  }
}

function verdict(why: DomainError | null): Pick<BulkVerdict, 'verdict' | 'code' | 'detail'> {
  if (why === null) return { verdict: 'accepted', code: null, detail: null };
  return { verdict: 'refused', code: why.code, detail: why.message };
}

/** What the action itself would answer, in the same order. */
function refusalFor(actor: Actor, action: BulkRequest['action'], row: Row, isOver: boolean): DomainError | null {
  const instance = Object.assign(new Instance(), { id: row.id, state: row.state });
  if (!actor.can('read', instance)) return notFound('instance');
  if (action === 'backup') return NO_BACKUP_STORAGE;
  if (!actor.can(action, instance)) return forbidden(actor.role, action, 'instance');
  return refusalNow(action, row, isOver) ?? row.serverRefusal;
}

function refusalNow(action: 'suspend' | 'resume', row: Row, isOver: boolean): DomainError | null {
  if (row.currentOperationId !== null) return inTheWay(row.currentOperationId);
  const refused = refusalOf(action, row);
  if (refused) return refused;
  return action === 'resume' && (row.state === 'expired' || isOver) ? STILL_EXPIRED : null;
}

async function refusalFrom(check: () => Promise<void> | void): Promise<DomainError | null> {
  try {
    await check();
    return null;
  } catch (error) {
    if (error instanceof DomainError) return error;
    throw error;
  }
}

import type { EntityManager } from 'typeorm';
import type { Actor } from '../auth/actor';
import { notFound } from '../common/errors';
import { refuseStale } from '../common/etag';
import type { Plan } from './plan.entity';
import type { Template } from './template.entity';

/**
 * The row, locked until the transaction ends, the caller asked about again now that it is known, and the version they have seen
 * compared. For a deletion the lock is the one that keeps new instances from referring to the row meanwhile.
 * @throws DomainError 404, 403, or 412 when `version` is not null and not the present one
 */
export async function lockRow<T extends Plan | Template>(
  tx: EntityManager,
  type: { new (): T; readonly modelName: string },
  actor: Actor,
  { action, id, version }: { action: 'update' | 'delete'; id: string; version: number | null },
): Promise<T> {
  const noun = type.modelName.toLowerCase();
  const mode = action === 'delete' ? 'pessimistic_write' : 'for_no_key_update';
  const row = await tx.findOne<Plan | Template>(type, { where: { id }, lock: { mode } });
  if (!row) throw notFound(noun);
  actor.must(action, row, noun);
  refuseStale(noun, row.version, version);
  return row as T;
}

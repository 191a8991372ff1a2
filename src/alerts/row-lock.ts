import type { EntityManager, FindOptionsWhere } from 'typeorm';
import type { Actor } from '../auth/actor';
import { notFound } from '../common/errors';
import { refuseStale } from '../common/etag';
import { takeLock } from '../database/locks';

interface Asked {
  action: string;
  /** The word for the row in an error. */
  noun: string;
  id: string;
}

/**
 * The row, locked until the transaction ends, and the caller asked about again now that it is known.
 * @throws DomainError 404, 403
 */
export async function lockRow<T extends { id: string }>(
  tx: EntityManager,
  type: new () => T,
  actor: Actor,
  { action, noun, id }: Asked,
): Promise<T> {
  const where = { id } as FindOptionsWhere<T>;
  const row = await tx.findOne(type, { where, lock: { mode: 'pessimistic_write' } });
  if (!row) throw notFound(noun);
  actor.must(action, row, noun);
  return row;
}

/** The same for a row with a version, which is compared with the one the caller has seen. @throws DomainError also 412 */
export async function lockVersion<T extends { id: string; version: number }>(
  tx: EntityManager,
  type: new () => T,
  actor: Actor,
  { version, ...asked }: Asked & { version: number | null },
): Promise<T> {
  const row = await lockRow(tx, type, actor, asked);
  refuseStale(asked.noun, row.version, version);
  return row;
}

/** Waits until nobody judges alerts: who writes one by hand would otherwise be overwritten by what was read before. */
export async function lockAlerts(tx: EntityManager): Promise<void> {
  await takeLock(tx, 'alerts');
}

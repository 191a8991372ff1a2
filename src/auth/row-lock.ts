import type { EntityManager, FindOptionsWhere } from 'typeorm';
import { notFound } from '../common/errors';
import { refuseStale } from '../common/etag';
import type { Actor } from './actor';

interface Row {
  id: string;
  version?: number;
}

/** A kind of record, by the name that policies have for it. */
interface Kind<T> {
  new (): T;
  readonly modelName: string;
}

interface Asked {
  action: string;
  id: string;
  /** The version the caller has seen (`If-Match`); null, or left out, takes whatever is there. */
  version?: number | null;
}

/**
 * The row, locked until the transaction ends, the caller asked about again now that it is known, and the version they have seen
 * compared. For a deletion the lock is the one that also keeps new rows from referring to it meanwhile; else a lighter one, which
 * lets them.
 * @throws DomainError 404 when it is not there or may not be read, 403 when the rules refuse the action on this row, 412 when it
 * has another version
 */
export async function lockRow<T extends Row>(
  tx: EntityManager,
  type: Kind<T>,
  actor: Actor,
  { action, id, version = null }: Asked,
): Promise<T> {
  const noun = type.modelName.replace(/(?<=[a-z])(?=[A-Z])/g, ' ').toLowerCase();
  const mode = action === 'delete' ? 'pessimistic_write' : 'for_no_key_update';
  const row = await tx.findOne(type, { where: { id } as FindOptionsWhere<T>, lock: { mode } });
  if (!row) throw notFound(noun);
  actor.must(action, row, noun);
  refuseStale(noun, row.version ?? 0, version);
  return row;
}

import type { EntityManager } from 'typeorm';
import type { Actor } from '../auth/actor';
import { notFound } from '../common/errors';
import { refuseStale } from '../common/etag';
import { Instance } from './instance.entity';

/**
 * The row, locked until the transaction ends, the caller asked about again now that it is known, and the version they have seen
 * compared.
 * @throws DomainError 404, 403, or 412 when `version` is not null and not the present one
 */
export async function lockInstance(
  tx: EntityManager,
  actor: Actor,
  action: string,
  id: string,
  version: number | null = null,
): Promise<Instance> {
  const instance = await tx.findOne(Instance, { where: { id }, lock: { mode: 'for_no_key_update' } });
  if (!instance) throw notFound('instance');
  actor.must(action, instance, 'instance');
  refuseStale('instance', instance.version, version);
  return instance;
}

/*
 * The order of locks, the same everywhere: the catalog's rows, then the server, then the instance. A creation holds its server and
 * then waits for whoever holds its subdomain; a termination that held the instance before the server would wait back.
 */

/** Locks the server an instance is on. An instance never moves, so what this reads stays true. @throws DomainError 404 */
export async function lockHostOf(tx: EntityManager, instanceId: string): Promise<void> {
  const rows = await tx.query<unknown[]>(
    'SELECT s.id FROM instances i JOIN servers s ON s.id = i.server_id WHERE i.id = $1 FOR NO KEY UPDATE OF s',
    [instanceId],
  );
  if (rows.length === 0) throw notFound('instance');
}

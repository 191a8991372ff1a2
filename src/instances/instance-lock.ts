import type { EntityManager } from 'typeorm';
import { notFound } from '../common/errors';

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

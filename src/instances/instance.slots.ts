import type { EntityManager } from 'typeorm';
import { conflict, invalid, notFound } from '../common/errors';
import { Server } from '../servers/server.entity';

/*
 * The order of locks, the same everywhere: the catalog's rows, then the server, then the instance. A creation holds its server and
 * then waits for whoever holds its subdomain; a termination that held the instance before the server would wait back.
 */

/**
 * Takes a slot of a server for an instance in this transaction, which keeps the server's row locked until it ends.
 * @param check what else the server must be
 * @throws DomainError 422 naming `serverId` when there is no such server, 409 of `check`, 409 `server-full`
 */
export async function takeSlotOf(tx: EntityManager, serverId: string, check: (server: Server) => void): Promise<void> {
  const server = await tx.findOne(Server, { where: { id: serverId }, lock: { mode: 'for_no_key_update' } });
  if (!server) throw unknownServer();
  check(server);
  refuseFull(server);
  await tx.query('UPDATE servers SET instance_count = instance_count + 1 WHERE id = $1', [serverId]);
}

/** Gives the slot of an instance back; to be called while the row is locked and its state has just stopped taking one. */
export async function giveSlotBack(tx: EntityManager, serverId: string): Promise<void> {
  await tx.query('UPDATE servers SET instance_count = instance_count - 1 WHERE id = $1', [serverId]);
}

/** Locks the server an instance is on. An instance never moves, so what this reads stays true. @throws DomainError 404 */
export async function lockHostOf(tx: EntityManager, instanceId: string): Promise<void> {
  const rows = await tx.query<unknown[]>(
    'SELECT s.id FROM instances i JOIN servers s ON s.id = i.server_id WHERE i.id = $1 FOR NO KEY UPDATE OF s',
    [instanceId],
  );
  if (rows.length === 0) throw notFound('instance');
}

/** A server takes new instances when placement would look at it at all. @throws DomainError 409 with the first reason */
export function mustTakeNew(server: Server): void {
  if (server.state !== 'active' || server.archived) {
    throw conflict('server-not-active', `The server is ${server.state}; only an active one takes new instances.`);
  }
  if (server.cordoned) throw conflict('server-cordoned', 'The server is cordoned: it takes no new instance.');
  if (server.healthStatus !== 'healthy' && server.healthStatus !== 'warning') {
    throw conflict(
      'server-not-healthy',
      `The health of the server is ${server.healthStatus}; it takes no new instance.`,
    );
  }
}

/** A database that is already there may be recorded on a cordoned or ailing server too. @throws DomainError 409 `server-not-active` */
export function mustBeInService(server: Server): void {
  if (server.lifecycle === 'active' || server.lifecycle === 'maintenance') return;
  throw conflict('server-not-active', `The server is ${server.state}; it must be active or in maintenance.`);
}

/** @throws DomainError 409 `server-full` */
export function refuseFull(server: Server): void {
  if (server.instanceCount < server.maxInstances) return;
  throw conflict('server-full', `All ${String(server.maxInstances)} slots of the server are taken.`);
}

export function unknownServer() {
  return invalid('serverId', 'There is no server with this id.');
}

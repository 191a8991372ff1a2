import type { EntityManager } from 'typeorm';
import type { Actor } from '../auth/actor';
import { notFound } from '../common/errors';
import { Server } from './server.entity';

/**
 * The row, locked until the transaction ends, and the caller asked about again now that it is known.
 * @throws DomainError 404 when it is not there or may not be read, 403 when the rules refuse the action on this row
 */
export async function lockServer(tx: EntityManager, actor: Actor, action: string, id: string): Promise<Server> {
  const server = await tx.findOne(Server, { where: { id }, lock: { mode: 'for_no_key_update' } });
  if (!server) throw notFound('server');
  actor.must(action, server, 'server');
  return server;
}

/** Counting starts over and results of probes under way are dropped. */
export async function restartProbes(tx: EntityManager, serverId: string): Promise<void> {
  await tx.query(
    `UPDATE server_probes SET generation = generation + 1, last_check_at = NULL, last_result_at = NULL, is_online = NULL,
       response_time_ms = NULL, odoo_version = NULL, last_error = NULL, fail_streak = 0, pass_streak = 0, database_fail_streak = 0,
       slow_bits = 0, database_proven = false, certificate_expires_at = NULL, passing_since = NULL, failing_since = NULL
     WHERE server_id = $1`,
    [serverId],
  );
}

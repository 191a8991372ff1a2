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

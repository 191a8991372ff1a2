import { type EntityManager, In } from 'typeorm';
import { invalid } from '../common/errors';
import { Server } from '../servers/server.entity';
import { AlertRule } from './rules/rule.entity';
import { refusal } from '../common/refusals';

const NAMED = { serverIds: [Server, 'server'], ruleIds: [AlertRule, 'alert rule'] } as const;

/**
 * Whoever names a server or a rule means one that is there: a slip in an id would leave people called at night.
 * @param before what it named already; one that has gone since may stay
 * @throws DomainError 422
 */
export async function refuseUnknown(
  tx: EntityManager,
  field: keyof typeof NAMED,
  ids: readonly string[],
  before: readonly string[] = [],
): Promise<void> {
  const [entity, noun] = NAMED[field];
  const added = ids.filter((id) => !before.includes(id));
  if (added.length === 0) return;
  const rows = await tx.find<Server | AlertRule>(entity, { where: { id: In(added) }, select: { id: true } });
  const known = new Set(rows.map(({ id }) => id));
  const unknown = added.find((id) => !known.has(id));
  if (unknown !== undefined)
    throw invalid(`${field}.${String(ids.indexOf(unknown))}`, refusal('unknown-record', { noun }));
}

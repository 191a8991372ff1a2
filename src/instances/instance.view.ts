import type { Actor } from '../auth/actor';
import { Instance } from './instance.entity';
import type { InstanceView } from './instance.schemas';
import { INSTANCE_ACTIONS, refusalOf } from './instance.states';
import type { InstanceRow } from './instances.queries';

/** What may be shown of an instance, by name, and what this caller may do with it now: policy and state together. */
export function toInstanceView(row: InstanceRow, actor: Actor): InstanceView {
  return {
    id: row.id,
    name: row.name,
    customerName: row.customerName,
    customerEmail: row.customerEmail,
    databaseName: row.databaseName,
    subdomain: row.subdomain,
    domain: row.domain,
    externalId: row.externalId,
    state: row.state,
    serverId: row.serverId,
    templateId: row.templateId,
    planId: row.planId,
    odooVersion: row.odooVersion,
    notes: row.notes,
    createdAt: row.createdAt.toISOString(),
    activatedAt: row.activatedAt?.toISOString() ?? null,
    expiresAt: row.expiresAt?.toISOString() ?? null,
    hasServiceLogin: row.hasServiceLogin,
    currentOperationId: row.currentOperationId,
    purgeAfter: row.purgeAfter?.toISOString() ?? null,
    sizeBytes: row.sizeBytes,
    activeUsers: row.activeUsers,
    version: row.version,
    actions: INSTANCE_ACTIONS.filter(
      (action) => actor.can(action, Instance) && isFree(row) && refusalOf(action, row) === null,
    ),
  };
}

/** While something works on it nothing else begins. */
function isFree({ currentOperationId }: InstanceRow): boolean {
  return currentOperationId === null;
}

import type { Actor } from '../auth/actor';
import { actionsFrom } from '../common/moves';
import { Server } from './server.entity';
import type { ServerView } from './server.shapes';
import { SERVER_MOVES } from './server.states';
import type { ServerRow } from './servers.queries';

/** What may be shown of a server, by name, and what this caller may do with it now: policy and state together. */
export function toServerView(row: ServerRow, actor: Actor): ServerView {
  const { lastCheckAt, maintenanceUntil, createdAt, updatedAt, availableCapacity, ...shown } = row;
  return {
    ...shown,
    availableCapacity: Number(availableCapacity),
    lastCheckAt: lastCheckAt?.toISOString() ?? null,
    maintenanceUntil: maintenanceUntil?.toISOString() ?? null,
    createdAt: createdAt.toISOString(),
    updatedAt: updatedAt.toISOString(),
    actions: actionsOn(row, actor),
  };
}

function actionsOn(row: ServerRow, actor: Actor): string[] {
  return actionsFrom(SERVER_MOVES, row.state).filter((action) => {
    if (!actor.can(action, Server)) return false;
    if (action === 'activate') return !row.archived;
    if (action === 'deactivate') return row.instanceCount === 0;
    if (action === 'cordon') return !row.cordoned;
    return action !== 'uncordon' || row.cordoned;
  });
}

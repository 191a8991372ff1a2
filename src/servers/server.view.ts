import type { Actor } from '../auth/actor';
import { healthReasonsOf } from './health-reasons';
import { Server } from './server.entity';
import type { ServerView } from './server.schemas';
import { type ActionFacts, changesNothing, refusalOf, SERVER_ACTIONS, type ServerAction } from './server.states';
import type { ServerRow } from './servers.queries';

/** What may be shown of a server, by name, and what this caller may do with it now: policy and state together. */
export function toServerView({ healthEvidence, ...row }: ServerRow, actor: Actor): ServerView {
  return {
    ...row,
    healthReasons: healthReasonsOf(row.healthReasons, healthEvidence, Date.now()),
    healthSince: row.healthSince.toISOString(),
    availableCapacity: Number(row.availableCapacity),
    lastCheckAt: row.lastCheckAt?.toISOString() ?? null,
    maintenanceUntil: row.maintenanceUntil?.toISOString() ?? null,
    createdAt: row.createdAt.toISOString(),
    updatedAt: row.updatedAt.toISOString(),
    actions: actionsOn(row, actor),
  };
}

function actionsOn(row: ActionFacts, actor: Actor): ServerAction[] {
  return SERVER_ACTIONS.filter(
    (action) => actor.can(action, Server) && !changesNothing(action, row) && refusalOf(action, row) === null,
  );
}

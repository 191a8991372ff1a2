import { conflict, type DomainError } from '../common/errors';
import { type Transitions, wrongState } from '../common/transitions';

/** What people want of a server; probes never change it. */
export const LIFECYCLES = ['draft', 'active', 'maintenance', 'disabled'] as const;
export type Lifecycle = (typeof LIFECYCLES)[number];

/** What probes see of a server; people never change it. */
export const REACHABILITIES = ['unknown', 'reachable', 'unreachable'] as const;
export type Reachability = (typeof REACHABILITIES)[number];

/** What the two facts look like together: the database derives it, nobody writes it. */
export const SERVER_STATES = ['draft', 'active', 'maintenance', 'offline', 'disabled'] as const;
export type ServerState = (typeof SERVER_STATES)[number];

export const HEALTH_STATUSES = ['healthy', 'warning', 'critical', 'unknown'] as const;
export type HealthStatus = (typeof HEALTH_STATUSES)[number];

/** Why a server is not healthy, the worst first; the judge says which of them hold. */
export const HEALTH_REASONS = [
  'unreachable',
  'database-down',
  'slow',
  'unconfirmed-failure',
  'database-unconfirmed',
  'certificate-ends',
  'crons-late',
  'host-disk',
  'host-memory',
  'stale',
  'frozen',
] as const;
export type HealthReasonCode = (typeof HEALTH_REASONS)[number];

/** What may be done with one server, a word each from the route to the button. */
export const SERVER_ACTIONS = [
  'activate',
  'maintenance',
  'deactivate',
  'cordon',
  'uncordon',
  'check-health',
  'test-connection',
] as const;
export type ServerAction = (typeof SERVER_ACTIONS)[number];

/** The lifecycle: each action, the states it starts from, the one it leads to. */
export const SERVER_TRANSITIONS: Transitions<ServerState, ServerAction, Lifecycle> = {
  activate: { from: ['draft', 'maintenance', 'offline', 'disabled'], to: 'active' },
  maintenance: { from: ['active', 'offline'], to: 'maintenance' },
  deactivate: { from: ['draft', 'active', 'offline', 'maintenance'], to: 'disabled' },
  cordon: { from: SERVER_STATES, to: 'same' },
  uncordon: { from: SERVER_STATES, to: 'same' },
  'check-health': { from: SERVER_STATES, to: 'same' },
  'test-connection': { from: SERVER_STATES, to: 'same' },
};

/** The same derivation as the generated column `servers.state`. */
export function stateOf(lifecycle: Lifecycle, reachability: Reachability): ServerState {
  return lifecycle === 'active' && reachability === 'unreachable' ? 'offline' : lifecycle;
}

/** What an action hangs on, besides the role of whoever takes it. */
export interface ActionFacts {
  state: ServerState;
  cordoned: boolean;
  archived: boolean;
  instanceCount: number;
}

/** Why an action may not be taken now, or null: asked by the guard before a call, by the entity and by every view. */
export function refusalOf(action: ServerAction, facts: ActionFacts): DomainError | null {
  const wrong = wrongState(SERVER_TRANSITIONS, action, facts.state);
  if (wrong) return wrong;
  if (action === 'activate' && facts.archived) {
    return conflict('server-archived', 'An archived server cannot be activated; take it out of the archive first.');
  }
  return action === 'deactivate' ? hosting(facts, 'deactivated') : null;
}

/** Would it leave everything as it is? Nobody is refused it, and it is offered to nobody. */
export function changesNothing(action: ServerAction, { cordoned }: ActionFacts): boolean {
  return action === 'cordon' ? cordoned : action === 'uncordon' && !cordoned;
}

/** A conflict while the server hosts instances, or null. */
export function hosting({ instanceCount }: Pick<ActionFacts, 'instanceCount'>, what: string): DomainError | null {
  if (instanceCount === 0) return null;
  return conflict(
    'server-has-instances',
    `The server hosts ${String(instanceCount)} instances; it can be ${what} when it hosts none.`,
  );
}

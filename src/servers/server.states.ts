import type { Moves } from '../common/moves';

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

export type ServerAction = 'activate' | 'maintenance' | 'deactivate' | 'cordon' | 'uncordon';

/** The lifecycle: each action, the states it starts from, the one it leads to. */
export const SERVER_MOVES: Moves<ServerState, ServerAction> = {
  activate: { from: ['draft', 'maintenance', 'offline', 'disabled'], to: 'active' },
  maintenance: { from: ['active', 'offline'], to: 'maintenance' },
  deactivate: { from: ['draft', 'active', 'offline', 'maintenance'], to: 'disabled' },
  cordon: { from: SERVER_STATES, to: 'same' },
  uncordon: { from: SERVER_STATES, to: 'same' },
};

/** The same derivation as the generated column `servers.state`. */
export function stateOf(lifecycle: Lifecycle, reachability: Reachability): ServerState {
  return lifecycle === 'active' && reachability === 'unreachable' ? 'offline' : lifecycle;
}

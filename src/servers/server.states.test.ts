import { DomainError } from '../common/errors';
import { actionsFrom, move } from '../common/moves';
import {
  LIFECYCLES,
  REACHABILITIES,
  SERVER_MOVES,
  SERVER_STATES,
  type ServerAction,
  type ServerState,
  stateOf,
} from './server.states';

const ACTIONS = Object.keys(SERVER_MOVES) as ServerAction[];

/** What the contract promises, written out once more. */
const ALLOWED: Record<ServerState, ServerAction[]> = {
  draft: ['activate', 'deactivate', 'cordon', 'uncordon'],
  active: ['maintenance', 'deactivate', 'cordon', 'uncordon'],
  maintenance: ['activate', 'deactivate', 'cordon', 'uncordon'],
  offline: ['activate', 'maintenance', 'deactivate', 'cordon', 'uncordon'],
  disabled: ['activate', 'cordon', 'uncordon'],
};

const LEADS_TO = { activate: 'active', maintenance: 'maintenance', deactivate: 'disabled' } as const;

describe("a server's lifecycle", () => {
  it('has no state that cannot be reached from draft by actions and by probes that fail or pass', () => {
    const reached = new Set<ServerState>(['draft']);
    for (const state of reached) {
      for (const action of actionsFrom(SERVER_MOVES, state)) reached.add(move(SERVER_MOVES, action, state));
      if (state === 'active') reached.add(stateOf('active', 'unreachable'));
    }
    expect([...reached].sort()).toEqual([...SERVER_STATES].sort());
  });

  it.each(SERVER_STATES)('offers from %s what the contract promises', (state) => {
    expect(actionsFrom(SERVER_MOVES, state).sort()).toEqual([...ALLOWED[state]].sort());
  });

  it.each(ACTIONS)('leads by %s where the contract says', (action) => {
    for (const state of SERVER_MOVES[action].from) {
      const to = action === 'cordon' || action === 'uncordon' ? state : LEADS_TO[action];
      expect(move(SERVER_MOVES, action, state)).toBe(to);
    }
  });

  it('refuses every other move as a conflict that names the states it starts from', () => {
    for (const state of SERVER_STATES) {
      for (const action of ACTIONS.filter((one) => !ALLOWED[state].includes(one))) {
        expect(() => move(SERVER_MOVES, action, state)).toThrow(DomainError);
        expect(() => move(SERVER_MOVES, action, state)).toThrow(`Cannot ${action} from ${state}: it must be `);
      }
    }
    expect(() => move(SERVER_MOVES, 'maintenance', 'draft')).toThrow(
      expect.objectContaining({ kind: 'conflict', code: 'wrong-state' }) as Error,
    );
  });
});

describe('the state of a server', () => {
  it('is what people want of it, whatever probes see, but for an active one that is unreachable', () => {
    for (const lifecycle of LIFECYCLES) {
      for (const reachability of REACHABILITIES) {
        const isOffline = lifecycle === 'active' && reachability === 'unreachable';
        expect(stateOf(lifecycle, reachability)).toBe(isOffline ? 'offline' : lifecycle);
      }
    }
  });
});

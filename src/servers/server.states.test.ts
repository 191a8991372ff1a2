import {
  type ActionFacts,
  changesNothing,
  LIFECYCLES,
  REACHABILITIES,
  refusalOf,
  SERVER_ACTIONS,
  SERVER_STATES,
  SERVER_TRANSITIONS,
  type ServerAction,
  type ServerState,
  stateOf,
} from './server.states';

/** What the contract promises, written out once more. */
const ALLOWED: Record<ServerState, ServerAction[]> = {
  draft: ['activate', 'deactivate'],
  active: ['maintenance', 'deactivate'],
  maintenance: ['activate', 'deactivate'],
  offline: ['activate', 'maintenance', 'deactivate'],
  disabled: ['activate'],
};
const ALWAYS: ServerAction[] = ['cordon', 'uncordon', 'check-health', 'test-connection'];
const LEADS_TO = { activate: 'active', maintenance: 'maintenance', deactivate: 'disabled' } as const;

const facts = (changed: Partial<ActionFacts> = {}): ActionFacts => ({
  state: 'draft',
  cordoned: false,
  archived: false,
  instanceCount: 0,
  ...changed,
});
const allowed = (state: ServerState) => SERVER_ACTIONS.filter((action) => refusalOf(action, facts({ state })) === null);
const leadsTo = (action: ServerAction, state: ServerState) => {
  const { to } = SERVER_TRANSITIONS[action];
  return to === 'same' ? state : to;
};

describe("a server's lifecycle", () => {
  it('has no state that cannot be reached from draft by actions and by probes that fail or pass', () => {
    const reached = new Set<ServerState>(['draft']);
    for (const state of reached) {
      for (const action of allowed(state)) reached.add(leadsTo(action, state));
      if (state === 'active') reached.add(stateOf('active', 'unreachable'));
    }
    expect([...reached].sort()).toEqual([...SERVER_STATES].sort());
  });

  it.each(SERVER_STATES)('allows from %s what the contract promises', (state) => {
    expect(allowed(state).sort()).toEqual([...ALLOWED[state], ...ALWAYS].sort());
  });

  it.each(SERVER_ACTIONS)('leads by %s where the contract says', (action) => {
    for (const state of SERVER_TRANSITIONS[action].from) {
      expect(leadsTo(action, state)).toBe(action in LEADS_TO ? LEADS_TO[action as keyof typeof LEADS_TO] : state);
    }
  });

  it('refuses every other transition as a conflict that names the states it starts from', () => {
    for (const state of SERVER_STATES) {
      for (const action of SERVER_ACTIONS.filter((one) => ![...ALLOWED[state], ...ALWAYS].includes(one))) {
        expect(refusalOf(action, facts({ state }))).toMatchObject({ kind: 'conflict', code: 'wrong-state' });
        expect(refusalOf(action, facts({ state }))?.message).toContain(`Cannot ${action} from ${state}: it must be `);
      }
    }
  });

  it('refuses to activate what is archived, and to deactivate what hosts instances', () => {
    expect(refusalOf('activate', facts({ archived: true }))).toMatchObject({ code: 'server-archived' });
    const hosting = refusalOf('deactivate', facts({ state: 'active', instanceCount: 3 }));
    expect(hosting).toMatchObject({
      code: 'server-has-instances',
      message: 'The server hosts 3 instances; it can be deactivated when it hosts none.',
    });
    expect(refusalOf('maintenance', facts({ state: 'active', instanceCount: 3 }))).toBeNull();
  });

  it('knows what would leave a server as it is', () => {
    const nothing = (cordoned: boolean) =>
      SERVER_ACTIONS.filter((action) => changesNothing(action, facts({ cordoned })));
    expect([nothing(true), nothing(false)]).toEqual([['cordon'], ['uncordon']]);
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

import { SERVER_ACTIONS, SERVER_TRANSITIONS, type ServerAction } from '../../src/servers/server.states';
import { startApp, type TestApp } from '../support/app';
import { enterActive, enterServer, force, keepProbesAway } from '../support/servers';

const FORCED: Record<string, Record<string, unknown>> = {
  draft: { lifecycle: 'draft' },
  active: { lifecycle: 'active', reachability: 'reachable', health_status: 'healthy' },
  offline: { lifecycle: 'active', reachability: 'unreachable', health_status: 'critical' },
  maintenance: { lifecycle: 'maintenance', maintenance_reason: 'disk' },
  disabled: { lifecycle: 'disabled' },
};

/** What a manager may do next in each state, as the contract's table says. */
const NEXT: Record<string, string[]> = {
  draft: ['activate', 'deactivate', 'cordon'],
  active: ['maintenance', 'deactivate', 'cordon'],
  offline: ['activate', 'maintenance', 'deactivate', 'cordon'],
  maintenance: ['activate', 'deactivate', 'cordon'],
  disabled: ['activate', 'cordon'],
};

const ALWAYS = ['check-health', 'test-connection'];
const CALLING: readonly ServerAction[] = ['activate', 'check-health', 'test-connection'];
/** What is done without asking the server itself. */
const WITHOUT_A_CALL = SERVER_ACTIONS.filter((action) => !CALLING.includes(action));

describe('the lifecycle of a server', () => {
  let amiral: TestApp;

  beforeAll(async () => {
    amiral = await startApp();
    await keepProbesAway(amiral);
  });
  afterAll(async () => {
    await amiral.stop();
  });

  const act = (id: string, action: string, body?: unknown, headers = {}) =>
    amiral.call('POST', `/servers/${id}/${action}`, { as: 'manager', body, headers });
  const inState = async (state: string) => {
    const { id } = await enterServer(amiral);
    await force(amiral, id, FORCED[state] ?? {});
    return id;
  };
  const read = async (id: string, as: 'user' | 'manager' = 'manager') =>
    (await amiral.call('GET', `/servers/${id}`, { as })).body;
  const lastEvent = async (id: string) =>
    (await amiral.call('GET', `/servers/${id}/events?perPage=1`, { as: 'manager' })).body.items[0];

  it.each(Object.entries(NEXT))(
    'offers a manager on a server that is %s: %j; a user nothing',
    async (state, actions) => {
      const id = await inState(state);
      expect(await read(id)).toMatchObject({ state, actions: [...actions, ...ALWAYS] });
      expect(await read(id, 'user')).toMatchObject({ state, actions: [] });
      const { body } = await amiral.call('GET', `/servers?q=${String((await read(id)).code)}`, { as: 'manager' });
      expect(body.items[0].actions).toEqual([...actions, ...ALWAYS]);
    },
  );

  it('offers uncordon in the place of cordon, and no deactivation of a server that hosts', async () => {
    const id = await inState('active');
    await force(amiral, id, { cordoned: true, instance_count: 1 });
    expect((await read(id)).actions).toEqual(['maintenance', 'uncordon', ...ALWAYS]);
  });

  it.each(WITHOUT_A_CALL)('allows %s from the states of the table and from no other', async (action) => {
    for (const state of Object.keys(FORCED)) {
      const id = await inState(state);
      const { status, body } = await act(id, action);
      const { from, to } = SERVER_TRANSITIONS[action];
      if ((from as readonly string[]).includes(state)) {
        expect([state, status, body.state]).toEqual([state, 200, to === 'same' ? state : to]);
      } else {
        expect([state, status, body.code]).toEqual([state, 409, 'wrong-state']);
        expect((await read(id)).state).toBe(state);
      }
    }
  });

  it('refuses to activate an active server before it calls anybody', async () => {
    const id = await inState('active');
    const { status, body } = await act(id, 'activate');
    expect([status, body.code]).toEqual([409, 'wrong-state']);
  });

  it.each(WITHOUT_A_CALL)('takes %s with no body, an empty one, {} and null', async (action) => {
    const json = { 'content-type': 'application/json' };
    for (const [body, headers] of [
      [undefined, {}],
      [undefined, json],
      ['', json],
      ['{}', json],
      ['null', json],
    ] as const) {
      const id = await inState('active');
      expect((await act(id, action, body, headers)).status).toBe(200);
    }
  });

  it.each(SERVER_ACTIONS)('refuses an unknown field, a list and a text as the body of %s', async (action) => {
    const id = await inState('draft');
    const { status, body } = await act(id, action, { colour: 'red' });
    expect([status, body.errors]).toEqual([
      422,
      [{ field: 'colour', message: 'There is no such field.', code: 'unknown-field' }],
    ]);
    for (const other of ['[]', '"text"', '1']) expect((await act(id, action, other)).status).toBe(422);
  });

  it('keeps why and until when a maintenance lasts, and forgets both when it is over', async () => {
    const id = await inState('active');
    const until = new Date(Date.now() + 3_600_000);
    const offset = until.toISOString().replace('Z', '+00:00');
    const { status, body } = await act(id, 'maintenance', { reason: 'disk', until: offset });
    expect(status).toBe(200);
    expect(body).toMatchObject({ maintenanceReason: 'disk', maintenanceUntil: until.toISOString() });
    const event = await lastEvent(id);
    expect(event).toMatchObject({ action: 'maintenance', actor: { name: 'manager' } });
    expect(event.changes).toEqual([
      { field: 'state', before: 'active', after: 'maintenance' },
      { field: 'maintenanceReason', before: null, after: 'disk' },
      { field: 'maintenanceUntil', before: null, after: until.toISOString() },
    ]);
    expect((await act(id, 'deactivate')).body).toMatchObject({ maintenanceReason: null, maintenanceUntil: null });
  });

  it.each([
    ['until', '2020-01-01T00:00:00Z'],
    ['until', 'tomorrow'],
    ['until', '2090-01-01'],
    ['until', 4_000_000_000],
    ['reason', 5],
    ['reason', 'x'.repeat(1_001)],
  ])('refuses a maintenance whose %s is %j', async (field, value) => {
    const id = await inState('active');
    const { status, body } = await act(id, 'maintenance', { [field]: value });
    expect([status, body.errors[0].field]).toEqual([422, field]);
    expect((await read(id)).state).toBe('active');
  });

  it('cordons and uncordons without touching state, health and version, and journals the reason', async () => {
    const id = await inState('offline');
    const before = await read(id);
    const { body } = await act(id, 'cordon', { reason: 'disk is dying' });
    expect(body).toMatchObject({ cordoned: true, state: 'offline', healthStatus: 'critical', version: before.version });
    expect(await lastEvent(id)).toMatchObject({
      action: 'cordon',
      changes: [
        { field: 'cordoned', before: false, after: true },
        { field: 'reason', before: null, after: 'disk is dying' },
      ],
    });
    expect((await act(id, 'uncordon')).body.cordoned).toBe(false);
  });

  it('gives two at once one 200 and one 409', async () => {
    for (const action of ['maintenance', 'deactivate']) {
      const id = await inState('active');
      const answers = await Promise.all([act(id, action), act(id, action)]);
      expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
      const { body } = await amiral.call('GET', `/servers/${id}/events?action=${action}`, { as: 'manager' });
      expect(body.total).toBe(1);
    }
  });

  it('neither deactivates nor deletes a server that hosts instances', async () => {
    const { id } = await enterActive(amiral);
    await force(amiral, id, { instance_count: 2 });
    const deactivated = await act(id, 'deactivate');
    expect([deactivated.status, deactivated.body.code]).toEqual([409, 'server-has-instances']);
    const deleted = await amiral.call('DELETE', `/servers/${id}`, { as: 'admin' });
    expect([deleted.status, deleted.body.code]).toEqual([409, 'server-has-instances']);
    expect(await read(id)).toMatchObject({ state: 'active', instanceCount: 2 });
  });

  it('forgets what was seen of a server that is deactivated', async () => {
    const id = await inState('offline');
    const { body } = await act(id, 'deactivate');
    expect(body).toMatchObject({ state: 'disabled', healthStatus: 'unknown', isOnline: null, lastCheckAt: null });
  });

  it.each(WITHOUT_A_CALL)('answers %s of an unknown id with 404 and of a malformed one with 400', async (action) => {
    const unknown = await act('019a8d2e-7c3b-7e4f-9a1b-2c3d4e5f6a7b', action);
    expect([unknown.status, unknown.body.code]).toEqual([404, 'not-found']);
    const malformed = await act('prod-1', action);
    expect([malformed.status, malformed.body.code]).toEqual([400, 'malformed-id']);
  });
});

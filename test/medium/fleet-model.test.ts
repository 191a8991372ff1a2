import fc from 'fast-check';
import { SERVER_TRANSITIONS, type ServerAction, type ServerState } from '../../src/servers/server.states';
import type { SimulatedOdoo } from '../odoo-simulator/simulated-odoo';
import { type Fleet, startFleet } from '../odoo-simulator/fleet';
import { startApp, type TestApp } from '../support/app';

const SERVERS = 3;
const SLOTS = 3;

type Wanted = 'draft' | 'active' | 'maintenance' | 'disabled';

/** What people have asked for so far: all that the states may depend on, whatever the probes saw. */
interface Model {
  wanted: Wanted[];
  hosted: number[];
  instances: string[];
}

interface World {
  amiral: TestApp;
  odoos: readonly SimulatedOdoo[];
  ids: readonly string[];
  planId: string;
  templateId: string;
  made: number;
}

type Command = (model: Model, world: World) => Promise<void>;

const stateOf = async ({ amiral, ids }: World, n: number) =>
  (await amiral.call('GET', `/servers/${ids[n] ?? ''}`, { as: 'user' })).body;

/** A lifecycle action: allowed exactly where the table says, and then the wish is the table's. */
function act(n: number, action: ServerAction): Command {
  return async (model, world) => {
    const before = await stateOf(world, n);
    const { status } = await world.amiral.call('POST', `/servers/${world.ids[n] ?? ''}/${action}`, { as: 'manager' });
    const passes = action !== 'activate' || world.odoos[n]?.behaviour.mode === 'ok';
    expect(status).toBe(mayStart(action, before) && passes ? 200 : 409);
    const { to } = SERVER_TRANSITIONS[action];
    if (status === 200 && to !== 'same') model.wanted[n] = to;
  };
}

function mayStart(
  action: ServerAction,
  { state, instanceCount }: { state: ServerState; instanceCount: number },
): boolean {
  return SERVER_TRANSITIONS[action].from.includes(state) && !(action === 'deactivate' && instanceCount > 0);
}

function check(n: number, mode: 'ok' | 'reset' | 'database-down', times: number): Command {
  return async (_model, world) => {
    await world.odoos[n]?.set({ mode });
    for (let time = 0; time < times; time++) {
      const path = `/servers/${world.ids[n] ?? ''}/check-health`;
      expect((await world.amiral.call('POST', path, { as: 'manager' })).status).toBe(200);
    }
  };
}

/** Several customers come at the same moment. */
function place(customers: number): Command {
  return async (model, world) => {
    const answers = await Promise.all(
      Array.from({ length: customers }, () => {
        const word = `c${String(world.made++)}`;
        const { planId, templateId } = world;
        const names = { name: word, customerName: word, databaseName: word, subdomain: word };
        const body = { ...names, customerEmail: 'c@example.com', planId, templateId };
        return world.amiral.call('POST', '/instances', { as: 'manager', body });
      }),
    );
    for (const { status, body } of answers) {
      expect([201, 409]).toContain(status);
      if (status !== 201) continue;
      const n = world.ids.indexOf(body.serverId);
      expect(model.wanted[n]).toBe('active');
      model.hosted[n] = (model.hosted[n] ?? 0) + 1;
      model.instances.push(body.id);
    }
  };
}

function terminate(pick: number): Command {
  return async (model, world) => {
    const id = model.instances[pick % Math.max(1, model.instances.length)];
    if (id === undefined) return;
    const { body, status } = await world.amiral.call('POST', `/instances/${id}/terminate`, { as: 'manager' });
    expect(status).toBe(200);
    const n = world.ids.indexOf(body.serverId);
    model.hosted[n] = (model.hosted[n] ?? 0) - 1;
    model.instances = model.instances.filter((known) => known !== id);
  };
}

async function holds(model: Model, world: World): Promise<void> {
  for (const n of world.ids.keys()) {
    const server = await stateOf(world, n);
    const legal = model.wanted[n] === 'active' ? ['active', 'offline'] : [model.wanted[n]];
    expect(legal).toContain(server.state);
    expect(server.instanceCount).toBe(model.hosted[n]);
    expect(server.instanceCount).toBeLessThanOrEqual(SLOTS);
    expect(await toldState(world, n)).toBe(server.state);
  }
}

/** The state a server would be in if the journal were all we had. */
async function toldState({ amiral, ids }: World, n: number): Promise<string> {
  const { body } = await amiral.call('GET', `/servers/${ids[n] ?? ''}/events?perPage=200`, { as: 'manager' });
  const changes = body.items.flatMap((event: { changes: { field: string; before: string; after: string }[] }) =>
    event.changes.filter(({ field }) => field === 'state'),
  );
  for (let at = 0; at + 1 < changes.length; at++) expect(changes[at].before).toBe(changes[at + 1].after);
  return changes[0]?.after ?? 'draft';
}

const server = fc.nat(SERVERS - 1);
const commands: fc.Arbitrary<{ name: string; run: Command }> = fc.oneof(
  fc
    .tuple(server, fc.constantFrom<ServerAction>('activate', 'maintenance', 'deactivate', 'cordon', 'uncordon'))
    .map(([n, action]) => ({ name: `${action} ${String(n)}`, run: act(n, action) })),
  fc
    .tuple(
      server,
      fc.constantFrom('ok' as const, 'reset' as const, 'database-down' as const),
      fc.integer({ min: 1, max: 4 }),
    )
    .map(([n, mode, times]) => ({ name: `${String(times)} × ${mode} ${String(n)}`, run: check(n, mode, times) })),
  fc
    .integer({ min: 1, max: 6 })
    .map((customers) => ({ name: `${String(customers)} customers`, run: place(customers) })),
  fc.nat(50).map((pick) => ({ name: `terminate ${String(pick)}`, run: terminate(pick) })),
);

describe('a fleet under anything people and servers may do', () => {
  let amiral: TestApp;
  let fleet: Fleet;
  let last: Promise<void> = Promise.resolve();

  beforeAll(async () => {
    // Only the checks asked for here are made: whatever happens is of this test's doing.
    amiral = await startApp({ health: { intervalMs: 3_600_000 } });
    fleet = await startFleet({ servers: SERVERS, onePort: true, log: false });
  });
  afterAll(async () => {
    // A script that ran out of time is still at it.
    await last.catch(() => undefined);
    await amiral.stop();
    await fleet.stop();
  });

  let runs = 0;
  const enter = async (): Promise<World> => {
    const run = String(runs++);
    const post = async (path: string, body: object) => (await amiral.call('POST', path, { as: 'admin', body })).body.id;
    const odoos = Array.from({ length: SERVERS }, (_, n) => fleet.at(runs * SERVERS + n));
    const base = fleet.urls[0]?.replace(/\/s\/0$/, '') ?? '';
    const ids = await Promise.all(
      odoos.map((_odoo, n) => {
        const code = `s-${run}-${String(n)}`;
        return post('/servers', {
          code,
          name: code,
          serverUrl: `${base}/s/${String(runs * SERVERS + n)}`,
          maxInstances: SLOTS,
        });
      }),
    );
    const planId = await post('/plans', { name: run, code: `p-${run}` });
    const templateId = await post('/templates', { name: run, code: `t-${run}`, templateDb: 't' });
    return { amiral, odoos, ids, planId, templateId, made: Number(run) * 1_000 };
  };
  /** What one run leaves must not take the next one's customers. */
  const leave = (world: World) =>
    Promise.all(world.ids.map((id) => amiral.call('POST', `/servers/${id}/cordon`, { as: 'admin' })));

  const play = async (script: { run: Command }[]) => {
    const world = await enter();
    const model: Model = { wanted: world.ids.map(() => 'draft'), hosted: world.ids.map(() => 0), instances: [] };
    for (const { run } of script) {
      await run(model, world);
      await holds(model, world);
    }
    await leave(world);
  };

  it('keeps every state legal, every wish of people, every slot, and tells it all in the journal', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(commands, { minLength: 5, maxLength: 25 }), async (script) => {
        last = play(script);
        await last;
      }),
      { numRuns: 25, interruptAfterTimeLimit: 40_000, markInterruptAsFailure: false, endOnFailure: true },
    );
  });
});

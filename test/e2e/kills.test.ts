import { randomBytes } from 'node:crypto';
import { startSimulatedServer } from '../odoo-simulator/simulated-server';
import type { OdooSimulator } from '../odoo-simulator/simulator';
import { eventually } from '../support/app';
import { createTestDatabase, type TestDatabase } from '../support/database';
import { addressOf, send } from '../support/http';
import { type Boundary, KillGate } from '../support/kills';
import { type AmiralProcess, build, type Build, startProcess } from '../support/process';
import { TEMPLATE } from '../support/provisioning';
import { ask } from '../support/test-cluster';

jest.setTimeout(480_000);

const ADMIN = { email: 'admin@localhost', password: 'correct-horse-battery' };
const ENDED = ['succeeded', 'failed', 'compensated', 'needs-operator', 'cancelled'];

let product: Build;
let database: TestDatabase;
let odoo: OdooSimulator;
let gate: KillGate;
let amiral: AmiralProcess;
let env: Record<string, string>;
let token = '';
let planId = '';
let templateId = '';

const call = async (method: string, path: string, body?: object) => {
  const answer = await send(addressOf(amiral.url, path), method, token, body ? { body } : {});
  if (answer.status >= 400) throw new Error(`${method} ${path}: ${JSON.stringify(answer.body)}`);
  return answer.body;
};
const logIn = async () => {
  token = (await send(addressOf(amiral.url, '/auth/login'), 'POST', undefined, { body: ADMIN })).body.accessToken;
};

/** kill -9 exactly there, and a new process, which finds what the old one has left. */
async function killAt(isWritten: boolean, next: Boundary | undefined): Promise<void> {
  const backend = await gate.reached();
  await amiral.end('SIGKILL');
  await gate.release(backend, isWritten);
  if (next) await gate.arm(next);
  amiral = await startProcess(product, env);
}

/** Kills at each boundary, one after the other, within one and the same operation. @returns how that ended */
async function drilled(start: () => Promise<string>, boundaries: readonly [Boundary, boolean][]) {
  if (boundaries[0]) await gate.arm(boundaries[0][0]);
  const id = await start();
  for (const [at, [, isWritten]] of boundaries.entries()) await killAt(isWritten, boundaries[at + 1]?.[0]);
  return eventually(
    () => call('GET', `/operations/${id}`),
    ({ state }) => ENDED.includes(state),
  );
}

/** Every step of a kind: what it did is done, and not written down. */
function boundariesOf(kind: string, steps: { name: string }[]): [Boundary, boolean][] {
  return steps.map(({ name }) => [{ kind, name, state: 'succeeded' }, false]);
}

beforeAll(async () => {
  [product, database] = await Promise.all([build(), createTestDatabase()]);
  env = {
    DATABASE_URL: database.url,
    SECRET_KEYS: randomBytes(32).toString('base64'),
    ADMIN_PASSWORD: ADMIN.password,
    LOG_LEVEL: 'warn',
    OPERATION_LEASE_SECONDS: '1',
    OPERATION_HEARTBEAT_SECONDS: '0.3',
    OPERATION_UNKNOWN_SECONDS: '3',
  };
  odoo = await startSimulatedServer({ databases: [TEMPLATE] });
  amiral = await startProcess(product, env);
  gate = await KillGate.open(database.url);
  await logIn();
  const server = { name: 'one', code: 'one', serverUrl: odoo.url, masterPassword: 'master' };
  const { id } = await call('POST', '/servers', server);
  await call('POST', `/servers/${id}/activate`);
  planId = (await call('POST', '/plans', { name: 'Plan', code: 'plan' })).id;
  const servers = [{ serverId: id, state: 'ready' }];
  templateId = (await call('POST', '/templates', { name: 'T', code: 't', templateDb: TEMPLATE.name, servers })).id;
  const [{ login, password }] = TEMPLATE.users;
  await call('PUT', `/templates/${templateId}/service-login`, { login, password });
});
afterAll(async () => {
  await amiral.end('SIGKILL');
  await gate.close();
  await odoo.stop();
  await Promise.all([database.drop(), product.remove()]);
});

const customer = (name: string) => ({
  ...{ name, customerName: name, customerEmail: `it@${name}.example`, databaseName: name, subdomain: name },
  ...{ planId, templateId, provision: true },
});
/** What the tables say of operations, and how many lines the journal has. */
const stateOf = ({ url }: TestDatabase) =>
  ask(
    url,
    `SELECT (SELECT jsonb_agg(o ORDER BY o.id) FROM operations o) AS operations, (SELECT jsonb_agg(s ORDER BY s) FROM operation_steps s) AS steps,
       (SELECT count(*) FROM journal WHERE subject_type IN ('operation', 'instance')) AS lines, (SELECT jsonb_agg(c ORDER BY c.id) FROM copies c) AS copies`,
  );
const stepsOf = async (id: string) => (await call('GET', `/operations/${id}`)).steps;
const ours = () => [...odoo.databases].filter((name) => name !== TEMPLATE.name).sort();

it('a process killed at every step of every kind leaves one customer, one database, one password', async () => {
  // One that nobody kills tells which steps there are, so that a new one cannot be forgotten.
  const plain = await call('POST', '/instances', customer('plain'));
  const steps: Record<string, { name: string; kind: string }[]> = {};
  steps['provision'] = await stepsOf(plain.currentOperationId);
  const until = (id: string) =>
    eventually(
      () => call('GET', `/operations/${id}`),
      ({ state }) => ENDED.includes(state),
    );
  await until(plain.currentOperationId);
  const ways: readonly [string, object][] = [
    ['suspend', {}],
    ['resume', {}],
    ['inspect', {}],
    ['terminate', { database: 'drop', withoutBackup: true, confirm: 'plain' }],
    ['purge', { confirm: 'plain' }],
  ];
  for (const [kind, body] of ways) {
    const { id } = await call('POST', `/instances/${plain.id}/${kind}`, body);
    steps[kind] = await stepsOf(id);
    expect((await until(id)).state).toBe('succeeded');
  }
  expect(ours()).toEqual([]);

  let id = '';
  const made = await drilled(
    async () => {
      const instance = await call('POST', '/instances', customer('acme'));
      id = instance.id;
      return instance.currentOperationId;
    },
    boundariesOf('provision', steps['provision'] ?? []),
  );
  expect(made).toMatchObject({ state: 'succeeded', error: null });
  expect(ours()).toEqual(['acme']);
  expect(await call('POST', `/operations/${made.id}/reveal`)).toMatchObject({ login: 'it@acme.example' });
  await expect(call('POST', `/operations/${made.id}/reveal`)).rejects.toThrow('already-revealed');
  const before = JSON.stringify(odoo.database('acme').table('res_users').rows);
  for (const [kind, body] of ways) {
    const asked = kind === 'purge' || kind === 'terminate' ? { ...body, confirm: 'acme' } : body;
    const start = async () => (await call('POST', `/instances/${id}/${kind}`, asked)).id;
    const ended = await drilled(start, boundariesOf(kind, steps[kind] ?? []));
    expect([kind, ended.state]).toEqual([kind, 'succeeded']);
    if (kind === 'resume') expect(JSON.stringify(odoo.database('acme').table('res_users').rows)).toBe(before);
  }
  expect(ours()).toEqual([]);
  const { items } = await call('GET', '/servers');
  expect(items[0].instanceCount).toBe(0);
});

it('a process killed while it undoes leaves nothing, and never another’s database', async () => {
  // Somebody makes a database of this name while the copy is being made.
  const boundary: Boundary = { kind: 'provision', name: 'verify', state: 'succeeded' };
  await gate.arm(boundary);
  const instance = await call('POST', '/instances', customer('theirs'));
  const backend = await gate.reached();
  odoo.databases.add('theirs');
  await gate.release(backend, true);
  const undone = ['rename', 'duplicate', 'record-copy'].map((name): [Boundary, boolean] => [
    { kind: 'provision', name, state: 'compensated' },
    false,
  ]);
  const ended = await drilled(() => Promise.resolve(instance.currentOperationId), undone);
  expect(ended).toMatchObject({ state: 'compensated', error: { code: 'name-taken' } });
  expect((await call('GET', `/instances/${instance.id}`)).state).toBe('failed');
  expect(ours()).toEqual(['theirs']);
});

it('a process that stands still in the middle of a call, and wakes when another has gone on, changes nothing', async () => {
  await odoo.set({ takes: { duplicate: 1_500 } });
  const { id, currentOperationId } = await call('POST', '/instances', customer('still'));
  const read = () => call('GET', `/operations/${currentOperationId}`);
  await eventually(
    () => Promise.resolve(odoo.databases),
    (names) => [...names].some((name) => name.startsWith('still--')),
  );
  const frozen = amiral;
  frozen.child.kill('SIGSTOP');
  await odoo.set({ takes: {} });
  amiral = await startProcess(product, env);
  expect(await eventually(read, ({ state }) => ENDED.includes(state))).toMatchObject({ state: 'succeeded' });
  const everything = async () => [await read(), await call('GET', `/instances/${id}`), ours(), await stateOf(database)];
  const before = await everything();
  frozen.child.kill('SIGCONT');
  await eventually(
    () => Promise.resolve(frozen.printed()),
    (printed) => printed.includes('goes on in another process'),
  );
  // What it still had to write is written or refused by the time it has ended.
  expect(await frozen.end('SIGTERM')).toBe(0);
  expect(await everything()).toEqual(before);
  expect(ours()).toContain('still');
});

it('a process killed between two lines of work on many begins each once, and forgets none', async () => {
  const ids: string[] = [];
  for (const name of ['first', 'second', 'third', 'fourth']) {
    const { id, currentOperationId } = await call('POST', '/instances', customer(name));
    ids.push(id);
    await eventually(
      () => call('GET', `/operations/${currentOperationId}`),
      ({ state }) => ENDED.includes(state),
    );
  }
  const line = (position: number, isWritten: boolean): [Boundary, boolean] => [
    { kind: 'bulk', name: String(position), state: 'running' },
    isWritten,
  ];
  const start = async () => (await call('POST', '/instances/bulk', { action: 'suspend', ids })).id;
  const ended = await drilled(start, [line(1, false), line(2, true)]);
  expect(ended).toMatchObject({ state: 'succeeded', error: null });
  expect(ended.result.items.map(({ state }: { state: string }) => state)).toEqual(Array(4).fill('succeeded'));
  const { items } = await call('GET', `/operations?parentId=${ended.id}`);
  expect(items.map(({ subjectId }: { subjectId: string }) => subjectId).sort()).toEqual([...ids].sort());
});

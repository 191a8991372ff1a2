import { randomBytes } from 'node:crypto';
import { startSimulatedServer } from '../odoo-simulator/simulated-server';
import type { OdooSimulator } from '../odoo-simulator/simulator';
import { eventually } from '../support/app';
import { createTestDatabase, type TestDatabase } from '../support/database';
import { addressOf, send } from '../support/http';
import { type Boundary, KillGate } from '../support/kills';
import { type AmiralProcess, build, type Build, startProcess } from '../support/process';
import { TEMPLATE } from '../support/provisioning';

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
    LOG_LEVEL: 'error',
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

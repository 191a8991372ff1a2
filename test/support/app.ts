import 'reflect-metadata';
import { randomBytes } from 'node:crypto';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { DataSource } from 'typeorm';
import { createApp } from '../../src/app';
import type { RunningConfig } from '../../src/app.module';
import { ROLES, type Role } from '../../src/auth/ability';
import { hashPassword } from '../../src/auth/passwords';
import { User } from '../../src/auth/users/user.entity';
import { newId } from '../../src/common/clock';
import { type HealthSettings, readConfig } from '../../src/common/config';
import { createLog } from '../../src/common/logging';
import { createTestDatabase, type TestDatabase } from './database';
import { addressOf, type Answer, type CallOptions, send } from './http';

/** Every test user's password. */
export const PASSWORD = 'correct-horse-battery';

/** Amiral on a database of its own, listening on a free port. */
export interface TestApp {
  app: NestFastifyApplication;
  url: string;
  databaseUrl: string;
  config: RunningConfig;
  dataSource: DataSource;
  /** Paths below /api/v1, or from the root when they begin with a slash twice. */
  call(method: string, path: string, options?: CallOptions): Promise<Answer>;
  token(role: Role): Promise<string>;
  userId(role: Role): string;
  stop(): Promise<void>;
}

interface StartOptions {
  health?: Partial<HealthSettings>;
  env?: NodeJS.ProcessEnv;
  /** What it works on and drops in the end: a new one, or one that an earlier one has filled. */
  database?: TestDatabase;
  /** Opens what is sealed in that database; a new one when it is left out. */
  secretKeys?: readonly string[];
  /** Shares the database of another one, as a second process would. */
  beside?: TestApp;
}

/** Quick probing, so that a test sees three failures in a second. */
const QUICK: Partial<HealthSettings> = { intervalMs: 300, recheckMs: 100, timeoutMs: 1_500 };

const emailOf = (role: Role) => `${role}@example.com`;

/** Starts Amiral with one user of each role. Nobody is probed that a test has not activated. */
export async function startApp({ health = {}, env = {}, ...on }: StartOptions = {}): Promise<TestApp> {
  const { beside } = on;
  const database = await openDatabase(on);
  const secretKeys = keysOf(on);
  const config = configFor({ databaseUrl: database.url, secretKeys }, health, env);
  const app = await createApp(config, createLog(process.env['TEST_LOG'] ?? config.logLevel));
  await app.listen(0, '127.0.0.1');
  const url = await app.getUrl();
  const dataSource = app.get(DataSource);
  const ids = beside ? new Map(ROLES.map((role) => [role, beside.userId(role)])) : await addUsers(dataSource);
  const tokens = new Map<Role, string>();
  const call = async (method: string, path: string, options: CallOptions = {}): Promise<Answer> => {
    const bearer = options.token ?? (options.as && (await token(options.as)));
    return send(addressOf(url, path), method, bearer, options);
  };
  const token = async (role: Role): Promise<string> => {
    const known = tokens.get(role);
    if (known !== undefined) return known;
    const { body } = await call('POST', '/auth/login', { body: { email: emailOf(role), password: PASSWORD } });
    tokens.set(role, body.accessToken);
    return body.accessToken;
  };
  const stop = async () => {
    await app.close();
    await database.drop();
  };
  const userId = (role: Role) => ids.get(role) ?? '';
  return { app, url, databaseUrl: database.url, config, dataSource, call, token, userId, stop };
}

function keysOf({ secretKeys, beside }: StartOptions): readonly string[] {
  return secretKeys ?? beside?.config.secretKeys ?? [randomBytes(32).toString('base64')];
}

/** The other one's stays when this one goes. */
async function openDatabase({ database, beside }: StartOptions): Promise<TestDatabase> {
  if (database) return database;
  return beside ? { url: beside.databaseUrl, drop: () => Promise.resolve() } : createTestDatabase();
}

function configFor(
  running: Pick<RunningConfig, 'databaseUrl' | 'secretKeys'>,
  health: Partial<HealthSettings>,
  env: NodeJS.ProcessEnv,
): RunningConfig {
  const defaults = readConfig({ LOG_LEVEL: 'fatal', PORT: '0', ...env });
  return { ...defaults, ...running, health: { ...defaults.health, ...QUICK, ...health } };
}

async function addUsers(dataSource: DataSource): Promise<Map<Role, string>> {
  const passwordHash = await hashPassword(PASSWORD);
  const ids = new Map<Role, string>();
  for (const role of ROLES) {
    const email = emailOf(role);
    const known = await dataSource.manager.findOneBy(User, { email });
    const id = known?.id ?? newId();
    ids.set(role, id);
    if (!known) await dataSource.manager.insert(User, { id, email, name: role, role, passwordHash });
  }
  return ids;
}

/** Asks again until `is` holds of what `read` gives. @throws Error with the last answer when it never does */
export async function eventually<T>(read: () => Promise<T>, is: (value: T) => boolean, withinMs = 60_000): Promise<T> {
  const deadline = performance.now() + withinMs;
  for (;;) {
    const value = await read();
    if (is(value)) return value;
    if (performance.now() > deadline) throw new Error(`It never came to be; last seen: ${JSON.stringify(value)}`);
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
}

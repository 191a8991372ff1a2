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
import { createTestDatabase } from './database';

/** Every test user's password. */
export const PASSWORD = 'correct-horse-battery';

/** An answer as a test reads it. */
export interface Answer {
  status: number;
  body: any; // eslint-disable-line @typescript-eslint/no-explicit-any -- a test asks for whatever the contract promises
  headers: Headers;
}

interface CallOptions {
  as?: Role;
  /** Instead of `as`: this access token. */
  token?: string;
  body?: unknown;
  headers?: Record<string, string>;
}

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
  /** Shares the database of another one, as a second process would. */
  beside?: TestApp;
}

/** Quick probing, so that a test sees three failures in a second. */
const QUICK: Partial<HealthSettings> = { intervalMs: 300, recheckMs: 100, timeoutMs: 1_500 };

const emailOf = (role: Role) => `${role}@example.com`;

/** Starts Amiral with one user of each role. Nobody is probed that a test has not activated. */
export async function startApp({ health = {}, env = {}, beside }: StartOptions = {}): Promise<TestApp> {
  const database = beside ? { url: beside.databaseUrl, drop: () => Promise.resolve() } : await createTestDatabase();
  const secretKeys = beside?.config.secretKeys ?? [randomBytes(32).toString('base64')];
  const defaults = readConfig({ LOG_LEVEL: 'fatal', PORT: '0', ...env });
  const settings = { ...defaults.health, ...QUICK, ...health };
  const config: RunningConfig = { ...defaults, databaseUrl: database.url, secretKeys, health: settings };
  const app = await createApp(config, createLog(process.env['TEST_LOG'] ?? config.logLevel));
  await app.listen(0, '127.0.0.1');
  const url = await app.getUrl();
  const dataSource = app.get(DataSource);
  const ids = beside ? new Map(ROLES.map((role) => [role, beside.userId(role)])) : await addUsers(dataSource);
  const tokens = new Map<Role, string>();
  const call = async (method: string, path: string, options: CallOptions = {}): Promise<Answer> => {
    const bearer = options.token ?? (options.as ? await token(options.as) : null);
    const response = await fetch(path.startsWith('//') ? url + path.slice(1) : `${url}/api/v1${path}`, {
      method,
      headers: {
        ...(bearer && { authorization: `Bearer ${bearer}` }),
        ...(options.body !== undefined && { 'content-type': 'application/json' }),
        ...options.headers,
      },
      ...(options.body !== undefined && {
        body: typeof options.body === 'string' ? options.body : JSON.stringify(options.body),
      }),
    });
    const text = await response.text();
    const isJson = /json/.test(response.headers.get('content-type') ?? '');
    return { status: response.status, body: isJson ? JSON.parse(text) : text, headers: response.headers };
  };
  const token = async (role: Role): Promise<string> => {
    const known = tokens.get(role);
    if (known) return known;
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

async function addUsers(dataSource: DataSource): Promise<Map<Role, string>> {
  const passwordHash = await hashPassword(PASSWORD);
  const ids = new Map<Role, string>();
  for (const role of ROLES) {
    const id = newId();
    ids.set(role, id);
    await dataSource.manager.insert(User, { id, email: emailOf(role), name: role, role, passwordHash });
  }
  return ids;
}

/** Asks again until `is` holds of what `read` gives. @throws Error with the last answer when it never does */
export async function eventually<T>(read: () => Promise<T>, is: (value: T) => boolean, withinMs = 10_000): Promise<T> {
  const deadline = performance.now() + withinMs;
  for (;;) {
    const value = await read();
    if (is(value)) return value;
    if (performance.now() > deadline) throw new Error(`It never came to be; last seen: ${JSON.stringify(value)}`);
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
}

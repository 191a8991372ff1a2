import ipaddr from 'ipaddr.js';
import { z } from 'zod';

/** The start is refused: one line that names the setting and what it takes. */
export class ConfigError extends Error {}

const decimal = (takes: string) =>
  z
    .string()
    .regex(/^\d+(\.\d+)?$/, takes)
    .transform(Number);
const between = (least: number, most: number, takes: string) =>
  decimal(takes).refine((value) => value >= least && value <= most, takes);
const whole = (least: number, most: number, takes: string) =>
  between(least, most, takes).refine(Number.isInteger, takes);

const seconds = between(0.001, 86_400, 'takes seconds, more than 0 and at most 86400, fractions allowed');
const count = whole(1, 1_000, 'takes a whole number from 1 to 1000');
const LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const;

const cidrs = z
  .string()
  .default('')
  .transform((text) => splitList(text).map(asCidr))
  .refine((list) => list.every(isCidr), 'takes comma-separated addresses and CIDRs, for example 10.0.0.1,fd00::/8');

const secretKeys = z
  .string()
  .transform((text) => splitList(text))
  .refine(
    (list) => list.length > 0 && list.every((key) => Buffer.from(key, 'base64').length === 32),
    'takes comma-separated base64 keys of 32 bytes, newest first (make one with: openssl rand -base64 32)',
  );

/** Nothing but the origin: the console's pages stand at fixed paths under it. */
const originOnly = z
  .string()
  .refine(
    (text) => /^https?:/i.test(text) && URL.canParse(text) && `${new URL(text).origin}/` === new URL(text).href,
    'takes what browsers open Amiral at, without a path, for example https://amiral.example.com',
  )
  .transform((text) => new URL(text).origin);

const environment = z.object({
  PORT: whole(0, 65_535, 'takes a whole number from 0 to 65535').default(3000),
  HOST: z.string().min(1).default('127.0.0.1'),
  PUBLIC_URL: originOnly.optional(),
  DATABASE_URL: z
    .string()
    .refine(
      (url) => /^postgres(ql)?:\/\//.test(url) && URL.canParse(url),
      'takes a PostgreSQL address, for example postgresql://amiral:secret@db:5432/amiral',
    )
    .optional(),
  DATA_DIR: z.string().min(1).default('.data'),
  ADMIN_EMAIL: z
    .string()
    .refine((text) => text === 'admin@localhost' || z.email().safeParse(text).success, 'takes an e-mail address')
    .default('admin@localhost'),
  ADMIN_PASSWORD: z
    .string()
    .refine(({ length }) => length >= 12 && length <= 256, 'takes a password of 12 to 256 characters')
    .optional(),
  SECRET_KEYS: secretKeys.optional(),
  HEALTH_INTERVAL_SECONDS: seconds.default(60),
  HEALTH_RECHECK_SECONDS: seconds.default(10),
  HEALTH_TIMEOUT_SECONDS: seconds.default(10),
  HEALTH_FALL: count.default(3),
  HEALTH_RISE: count.default(2),
  OPERATION_LEASE_SECONDS: seconds.default(15),
  OPERATION_HEARTBEAT_SECONDS: seconds.default(5),
  OPERATION_UNKNOWN_SECONDS: seconds.default(900),
  HEALTH_SLOW_MS: between(1, 86_400_000, 'takes milliseconds, 1 or more').default(2000),
  EGRESS_ALLOW: cidrs,
  EGRESS_DENY: cidrs,
  TRUST_PROXY: cidrs,
  METRICS_TOKEN: z.string().min(16, 'takes a token of at least 16 characters').optional(),
  LOG_LEVEL: z.enum(LEVELS, `takes one of ${LEVELS.join(', ')}`).default('info'),
});

/** How health is probed and judged; times in milliseconds. */
export interface HealthSettings {
  intervalMs: number;
  recheckMs: number;
  timeoutMs: number;
  fall: number;
  rise: number;
  slowMs: number;
}

/** How durable work is leased; times in milliseconds. */
export interface OperationSettings {
  /** How long an operation is a process's without a word from it. */
  leaseMs: number;
  heartbeatMs: number;
  /** How long a server is asked what became of a call, before a person is. */
  unknownMs: number;
}

/** The settings of one process, read once at the start. */
export abstract class Config {
  abstract readonly port: number;
  abstract readonly host: string;
  /** The origin at which people open the console, for links in notices; null when nobody said. */
  abstract readonly publicUrl: string | null;
  /** The external PostgreSQL, or null for the embedded one. */
  abstract readonly databaseUrl: string | null;
  abstract readonly dataDir: string;
  abstract readonly adminEmail: string;
  abstract readonly adminPassword: string | null;
  /** Base64 keys of 32 bytes, newest first; null until the embedded default has read or made its key file. */
  abstract readonly secretKeys: readonly string[] | null;
  abstract readonly health: HealthSettings;
  abstract readonly operations: OperationSettings;
  abstract readonly egressAllow: readonly string[];
  abstract readonly egressDeny: readonly string[];
  abstract readonly trustProxy: readonly string[];
  abstract readonly metricsToken: string | null;
  abstract readonly logLevel: string;
}

/**
 * Turns environment variables into settings.
 * @param env names as in the operator's guide; an empty value counts as not set
 * @throws ConfigError with one line naming each wrong setting and what it takes
 */
export function readConfig(env: NodeJS.ProcessEnv = process.env): Config {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''));
  const parsed = environment.safeParse(given);
  if (!parsed.success) {
    const lines = parsed.error.issues.map((issue) => `${issue.path.join('.')} ${issue.message}`);
    throw new ConfigError([...new Set(lines)].join('; '));
  }
  return settingsOf(parsed.data);
}

/**
 * Half of the threads may resolve names at once (libuv, `threadpool.c`), and each waits for its answer: names whose DNS is silent must
 * not hold up all others. Idle threads cost next to nothing.
 */
const THREADS = 64;

/**
 * Widens the pool of threads on which Node resolves names, reads files and hashes: its four would make a fleet that is reached by
 * name wait. To be called before anything of that is done, for the pool keeps the size of its first use
 * (https://docs.libuv.org/en/v1.x/threadpool.html); a size that the operator has set stays.
 */
export function widenThreadPool(env: NodeJS.ProcessEnv = process.env): void {
  env['UV_THREADPOOL_SIZE'] ??= String(THREADS);
}

function settingsOf(set: z.output<typeof environment>): Config {
  if (set.DATABASE_URL && !set.SECRET_KEYS) {
    throw new ConfigError(
      'SECRET_KEYS is required with DATABASE_URL: comma-separated base64 keys of 32 bytes, newest first (make one with: openssl rand -base64 32)',
    );
  }
  return {
    port: set.PORT,
    host: set.HOST,
    publicUrl: set.PUBLIC_URL ?? null,
    databaseUrl: set.DATABASE_URL ?? null,
    dataDir: set.DATA_DIR,
    adminEmail: set.ADMIN_EMAIL.toLowerCase(),
    adminPassword: set.ADMIN_PASSWORD ?? null,
    secretKeys: set.SECRET_KEYS ?? null,
    health: healthOf(set),
    operations: operationsOf(set),
    egressAllow: set.EGRESS_ALLOW,
    egressDeny: set.EGRESS_DENY,
    trustProxy: set.TRUST_PROXY,
    metricsToken: set.METRICS_TOKEN ?? null,
    logLevel: set.LOG_LEVEL,
  };
}

function healthOf(set: z.output<typeof environment>): HealthSettings {
  return {
    intervalMs: set.HEALTH_INTERVAL_SECONDS * 1000,
    recheckMs: set.HEALTH_RECHECK_SECONDS * 1000,
    timeoutMs: set.HEALTH_TIMEOUT_SECONDS * 1000,
    fall: set.HEALTH_FALL,
    rise: set.HEALTH_RISE,
    slowMs: set.HEALTH_SLOW_MS,
  };
}

function operationsOf(set: z.output<typeof environment>): OperationSettings {
  const [leaseMs, heartbeatMs] = [set.OPERATION_LEASE_SECONDS * 1000, set.OPERATION_HEARTBEAT_SECONDS * 1000];
  // One heartbeat that is late must not cost the lease.
  if (heartbeatMs * 2 > leaseMs) {
    throw new ConfigError('OPERATION_HEARTBEAT_SECONDS takes half of OPERATION_LEASE_SECONDS at the most');
  }
  return { leaseMs, heartbeatMs, unknownMs: set.OPERATION_UNKNOWN_SECONDS * 1000 };
}

function splitList(text: string): string[] {
  return text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');
}

/** An address by itself is the network of that one address. */
function asCidr(text: string): string {
  if (!ipaddr.isValid(text) || (!text.includes(':') && !ipaddr.IPv4.isValidFourPartDecimal(text))) return text;
  return `${text}/${text.includes(':') ? '128' : '32'}`;
}

function isCidr(text: string): boolean {
  return ipaddr.isValidCIDR(text);
}

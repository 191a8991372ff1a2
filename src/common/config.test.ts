import { randomBytes } from 'node:crypto';
import { ConfigError, readConfig } from './config';

const KEY = randomBytes(32).toString('base64');

function refusalOf(env: NodeJS.ProcessEnv): string {
  try {
    readConfig(env);
  } catch (error) {
    if (error instanceof ConfigError) return error.message;
    throw error;
  }
  return 'accepted';
}

describe('the settings', () => {
  it('have the defaults of the contract', () => {
    expect(readConfig({})).toEqual({
      port: 3000,
      host: '127.0.0.1',
      publicUrl: null,
      databaseUrl: null,
      dataDir: '.data',
      adminEmail: 'admin@localhost',
      adminPassword: null,
      secretKeys: null,
      health: { intervalMs: 60_000, recheckMs: 10_000, timeoutMs: 10_000, fall: 3, rise: 2, slowMs: 2000 },
      operations: { leaseMs: 15_000, heartbeatMs: 5_000, unknownMs: 900_000 },
      egressAllow: [],
      egressDeny: [],
      trustProxy: [],
      metricsToken: null,
      logLevel: 'info',
    });
  });

  it('are read from the environment, lists split and fractions kept', () => {
    const config = readConfig({
      PORT: '0',
      HOST: '0.0.0.0',
      PUBLIC_URL: 'https://Amiral.example.com:443/',
      DATABASE_URL: 'postgres://amiral:p%40ss@db/amiral?sslmode=require',
      SECRET_KEYS: ` ${KEY} , ${KEY},`,
      ADMIN_EMAIL: 'Root@Example.com',
      ADMIN_PASSWORD: 'x'.repeat(12),
      HEALTH_INTERVAL_SECONDS: '0.5',
      HEALTH_SLOW_MS: '1500',
      EGRESS_ALLOW: '10.0.0.0/8, fd00::/8',
      TRUST_PROXY: '127.0.0.1/32',
      LOG_LEVEL: 'silent',
    });
    expect(config).toMatchObject({
      port: 0,
      publicUrl: 'https://amiral.example.com',
      secretKeys: [KEY, KEY],
      adminEmail: 'root@example.com',
      egressAllow: ['10.0.0.0/8', 'fd00::/8'],
      trustProxy: ['127.0.0.1/32'],
    });
    expect(config.health).toMatchObject({ intervalMs: 500, slowMs: 1500 });
  });

  it('count as not set when they are empty', () => {
    expect(readConfig({ PORT: '', ADMIN_PASSWORD: '', SECRET_KEYS: '', DATABASE_URL: '' })).toMatchObject({
      port: 3000,
      adminPassword: null,
      databaseUrl: null,
    });
  });

  it.each([
    ['PORT', ['abc', '-1', '65536', '80.5', '0x50', ' ', '1e3'], 'takes a whole number from 0 to 65535'],
    ['DATABASE_URL', ['mysql://db/amiral', 'db:5432', 'postgres://a:b@c:port/d'], 'takes a PostgreSQL address'],
    ['ADMIN_EMAIL', ['root', 'root@', 'a b@example.com'], 'takes an e-mail address'],
    ['ADMIN_PASSWORD', ['short', 'x'.repeat(257)], 'takes a password of 12 to 256 characters'],
    [
      'SECRET_KEYS',
      ['c2hvcnQ=', `${KEY},c2hvcnQ=`, ',', 'a'.repeat(64)],
      'takes comma-separated base64 keys of 32 bytes',
    ],
    [
      'HEALTH_INTERVAL_SECONDS',
      ['0', '-1', 'soon', 'Infinity', '86401', 'NaN'],
      'takes seconds, more than 0 and at most 86400',
    ],
    ['HEALTH_RECHECK_SECONDS', ['0', 'x'], 'takes seconds'],
    ['HEALTH_TIMEOUT_SECONDS', ['0', 'x'], 'takes seconds'],
    ['HEALTH_FALL', ['0', '1.5', 'three', '1001'], 'takes a whole number from 1 to 1000'],
    ['HEALTH_RISE', ['0', '1.5', 'two'], 'takes a whole number from 1 to 1000'],
    ['HEALTH_SLOW_MS', ['0', '-2', 'slow'], 'takes milliseconds, 1 or more'],
    [
      'EGRESS_ALLOW',
      ['10.0.0', '10.1', '10.0.0.0/33', 'internal', '10.0.0.0/8,x'],
      'takes comma-separated addresses and CIDRs',
    ],
    ['EGRESS_DENY', ['fd00::/129', 'fd00:::1'], 'takes comma-separated addresses and CIDRs'],
    ['TRUST_PROXY', ['true', '*'], 'takes comma-separated addresses and CIDRs'],
    [
      'PUBLIC_URL',
      ['amiral.example.com', 'ftp://amiral', 'https://a/console', 'https://a?b', 'https://u:p@a'],
      'takes what browsers open Amiral at',
    ],
    ['METRICS_TOKEN', ['short'], 'takes a token of at least 16 characters'],
    ['LOG_LEVEL', ['loud', 'INFO'], 'takes one of trace, debug, info'],
  ])('stop the start with one line naming %s and what it takes', (name, values, takes) => {
    for (const value of values) {
      const line = refusalOf({ [name]: value });
      expect(line.startsWith(`${name} ${takes}`)).toBe(true);
      expect(line).not.toMatch(/\n|;/);
      if (/PASSWORD|KEYS|TOKEN/.test(name) && value.length > 1) expect(line).not.toContain(value);
    }
  });

  it('name every wrong one in one line', () => {
    const line = refusalOf({ PORT: 'x', LOG_LEVEL: 'y', HEALTH_FALL: '0' });
    expect(line).toMatch(/^PORT takes .*; HEALTH_FALL takes .*; LOG_LEVEL takes /);
    expect(line).not.toContain('\n');
  });

  it('ask for SECRET_KEYS with DATABASE_URL, because a key file beside another database would be lost with it', () => {
    const line = refusalOf({ DATABASE_URL: 'postgresql://amiral@db/amiral' });
    expect(line).toMatch(/^SECRET_KEYS is required with DATABASE_URL: comma-separated base64 keys of 32 bytes/);
    expect(line).not.toContain('\n');
  });

  it('take an address by itself as the network of that one', () => {
    expect(readConfig({ TRUST_PROXY: '10.0.0.1, ::1,192.168.0.0/16' }).trustProxy).toEqual([
      '10.0.0.1/32',
      '::1/128',
      '192.168.0.0/16',
    ]);
    expect(readConfig({ EGRESS_DENY: 'fd00::7' }).egressDeny).toEqual(['fd00::7/128']);
  });

  it('refuse a heartbeat that could miss its lease', () => {
    expect(() => readConfig({ OPERATION_LEASE_SECONDS: '6', OPERATION_HEARTBEAT_SECONDS: '4' })).toThrow(
      'OPERATION_HEARTBEAT_SECONDS takes half of OPERATION_LEASE_SECONDS at the most',
    );
  });
});

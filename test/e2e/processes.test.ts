import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import { mkdtemp, rename, rm } from 'node:fs/promises';
import { type AddressInfo, connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DataSource } from 'typeorm';
import { type Fleet, startFleet } from '../odoo-simulator/fleet';
import { eventually } from '../support/app';
import { createTestDatabase, type TestDatabase } from '../support/database';
import { addressOf, send } from '../support/http';
import { type AmiralProcess, build, type Build, startProcess } from '../support/process';

const ADMIN = { email: 'admin@localhost', password: 'correct-horse-battery' };
const SERVERS = 12;
const INTERVAL_MS = 1_000;

/** The PostgreSQL on a data folder: the first process, and all it has started. */
function postgresOf(dataDir: string): { first: number; all: number[] } {
  const first = Number(readFileSync(join(dataDir, 'postgres/postmaster.pid'), 'utf8').split('\n')[0]);
  const children = readFileSync(`/proc/${String(first)}/task/${String(first)}/children`, 'utf8')
    .trim()
    .split(' ');
  return { first, all: [first, ...children.map(Number)] };
}

/** Processes whose command line or environment names the folder. */
function processesOf(folder: string): string[] {
  return readdirSync('/proc').filter((pid) => {
    if (!/^\d+$/.test(pid)) return false;
    try {
      return readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes(folder);
    } catch {
      return false;
    }
  });
}

describe('real processes', () => {
  let product: Build;
  const running: AmiralProcess[] = [];

  beforeAll(async () => {
    product = await build();
  });
  afterEach(async () => {
    await Promise.all(running.splice(0).map((amiral) => amiral.end('SIGKILL')));
  });
  afterAll(async () => {
    await product.remove();
  });

  const start = async (env: Record<string, string>) => {
    const amiral = await startProcess(product, { LOG_LEVEL: 'warn', ADMIN_PASSWORD: ADMIN.password, ...env });
    running.push(amiral);
    return amiral;
  };
  const caller = async (url: string) => {
    const { body } = await send(addressOf(url, '/auth/login'), 'POST', undefined, { body: ADMIN });
    return (method: string, path: string, given?: unknown) =>
      send(addressOf(url, path), method, body.accessToken, given === undefined ? {} : { body: given });
  };

  describe('on one PostgreSQL', () => {
    let database: TestDatabase;
    let fleet: Fleet;
    let env: Record<string, string>;

    beforeEach(async () => {
      database = await createTestDatabase();
      fleet = await startFleet({ servers: SERVERS });
      env = {
        DATABASE_URL: database.url,
        SECRET_KEYS: randomBytes(32).toString('base64'),
        HEALTH_INTERVAL_SECONDS: String(INTERVAL_MS / 1000),
        HEALTH_RECHECK_SECONDS: '0.5',
      };
    });
    afterEach(async () => {
      await Promise.all(running.splice(0).map((amiral) => amiral.end('SIGKILL')));
      await fleet.stop();
      await database.drop();
    });

    const enterFleet = async (url: string) => {
      const call = await caller(url);
      for (const [n, serverUrl] of fleet.urls.entries()) {
        const { body } = await call('POST', '/servers', { name: `s${String(n)}`, code: `s${String(n)}`, serverUrl });
        expect((await call('POST', `/servers/${body.id}/activate`)).status).toBe(200);
      }
    };
    const probesOf = (n: number) => fleet.at(n).requests.filter(({ rpc }) => rpc === 'version');
    const everybodyProbedSince = (at: number) =>
      fleet.urls.every((_url, n) => probesOf(n).some((request) => request.at > at));

    it('come up together on an empty database with one administrator', async () => {
      const [one, two] = await Promise.all([start(env), start(env)]);
      for (const { url } of [one, two]) expect((await fetch(`${url}/health/ready`)).status).toBe(200);
      const dataSource = await new DataSource({ type: 'postgres', url: database.url }).initialize();
      const count = async (table: string) => (await dataSource.query(`SELECT count(*)::int AS n FROM ${table}`))[0].n;
      expect([await count('users'), await count('servers'), await count('plans')]).toEqual([1, 1, 3]);
      await dataSource.destroy();
    });

    it('never probe a server twice in one interval, and leave none unwatched when one is killed', async () => {
      const one = await start(env);
      const two = await start(env);
      await enterFleet(one.url);
      const begin = performance.now();
      await eventually(() => Promise.resolve(performance.now() - begin > 12_000), Boolean);
      for (const n of fleet.urls.keys()) {
        const times = probesOf(n).map(({ at }) => at);
        // The first ones were asked for by hand: the activation.
        const gaps = times.slice(2).map((at, index) => at - (times[index + 1] ?? 0));
        // A timer may be late and the next one on time; half an interval of that is no second probe.
        expect(Math.min(...gaps)).toBeGreaterThan(INTERVAL_MS / 2);
        expect(fleet.at(n).overlaps).toBe(0);
      }
      await two.end('SIGKILL');
      const killed = performance.now();
      await eventually(() => Promise.resolve(everybodyProbedSince(killed)), Boolean);
    });

    it('hand over at once when one is stopped, and it ends with success', async () => {
      const one = await start(env);
      const two = await start(env);
      await enterFleet(one.url);
      expect(await one.end('SIGTERM')).toBe(0);
      const stopped = performance.now();
      // Sooner than a lease runs out.
      await eventually(() => Promise.resolve(everybodyProbedSince(stopped)), Boolean, 10_000);
      expect(await two.end('SIGTERM')).toBe(0);
    });
  });

  describe('with the embedded PostgreSQL', () => {
    let dataDir: string;

    beforeEach(async () => {
      dataDir = await mkdtemp(join(tmpdir(), 'amiral-data-'));
    });
    afterEach(async () => {
      await Promise.all(running.splice(0).map((amiral) => amiral.end('SIGKILL')));
      const last = await start({ DATA_DIR: dataDir });
      await last.end('SIGTERM');
      await rm(dataDir, { recursive: true, force: true });
    });

    it('shows a made-up password once, and leaves no process behind when stopped', async () => {
      const first = await startProcess(product, { DATA_DIR: dataDir, LOG_LEVEL: 'warn' });
      expect(first.printed()).toMatch(/shown only this once: \S{24}/);
      expect(await first.end('SIGTERM')).toBe(0);
      expect(processesOf(dataDir)).toEqual([]);
      const second = await start({ DATA_DIR: dataDir });
      expect(second.printed()).not.toContain('Password');
    });

    it('recovers by itself after a kill, with everything that was answered', async () => {
      const first = await start({ DATA_DIR: dataDir });
      const call = await caller(first.url);
      const given = { name: 'Kept', code: 'kept', serverUrl: 'http://127.0.0.1:1', masterPassword: 'master-secret' };
      expect((await call('POST', '/servers', given)).status).toBe(201);
      await first.end('SIGKILL');
      const second = await start({ DATA_DIR: dataDir });
      const again = await caller(second.url);
      const { body } = await again('GET', '/servers?q=kept');
      expect(body.items).toMatchObject([{ code: 'kept', hasMasterPassword: true }]);
    });

    it('makes no administrator whose password nobody sees, when it cannot have its port', async () => {
      const other = createServer().listen(0, '127.0.0.1');
      await once(other, 'listening');
      const PORT = String((other.address() as AddressInfo).port);
      const env = { DATA_DIR: dataDir, LOG_LEVEL: 'warn', PORT };
      await expect(startProcess(product, env)).rejects.toThrow(/it ended with 1: .*EADDRINUSE/s);
      expect(processesOf(dataDir)).toEqual([]);
      other.close();
      const first = await startProcess(product, env);
      running.push(first);
      const [, password] = /shown only this once: (\S{24})/.exec(first.printed()) ?? [];
      const login = { email: ADMIN.email, password };
      expect((await send(addressOf(first.url, '/auth/login'), 'POST', undefined, { body: login })).status).toBe(200);
    });

    it('starts its PostgreSQL again when that dies, and ends when it cannot', async () => {
      const amiral = await start({ DATA_DIR: dataDir });
      process.kill(postgresOf(dataDir).first, 'SIGKILL');
      await eventually(
        () => Promise.resolve(amiral.printed()),
        (printed) => printed.includes('runs again'),
      );
      const isReady = () => fetch(`${amiral.url}/health/ready`).then(({ ok }) => ok);
      await eventually(isReady, Boolean);
      const { first } = postgresOf(dataDir);
      await rename(join(dataDir, 'postgres'), join(dataDir, 'away'));
      const ended = new Promise((done) => amiral.child.once('exit', done));
      process.kill(first, 'SIGKILL');
      expect(await ended).toBe(1);
      expect(amiral.printed()).toMatch(/could not be started again.*could not be started again.*Amiral cannot go on/s);
      await rename(join(dataDir, 'away'), join(dataDir, 'postgres'));
    });

    it('ends within a minute of SIGTERM whatever hangs, and its exit code says that something was cut off', async () => {
      const amiral = await start({ DATA_DIR: dataDir });
      const { body } = await send(addressOf(amiral.url, '/auth/login'), 'POST', undefined, { body: ADMIN });
      const headers = { authorization: `Bearer ${String(body.accessToken)}` };
      const stream = await fetch(`${amiral.url}/api/v1/stream`, { headers });
      const { port, hostname } = new URL(amiral.url);
      const slow = connect(Number(port), hostname);
      slow.on('error', () => undefined);
      slow.write(
        'POST /api/v1/auth/login HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nContent-Length: 99\r\n\r\n{',
      );
      for (const pid of postgresOf(dataDir).all) process.kill(pid, 'SIGSTOP');
      const asked = fetch(`${amiral.url}/health/ready`).catch(() => null);
      const begin = performance.now();
      expect(await amiral.end('SIGTERM')).toBe(1);
      expect(performance.now() - begin).toBeLessThan(60_000);
      expect(amiral.printed()).toMatch(/Stopping cut off what did not end in time: .*handing the fleet over/);
      expect(processesOf(dataDir)).toEqual([]);
      await asked;
      await stream.body?.cancel().catch(() => undefined);
    });
  });
});

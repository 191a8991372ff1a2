import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { readConfig } from '../../src/common/config';
import { copyDatabase } from '../../src/copy-database';
import { type EmbeddedPostgres, startEmbedded } from '../../src/database/embedded/start';
import { type Amiral, startAmiral } from '../../src/server';
import { eventually } from '../support/app';
import { createTestDatabase, type TestDatabase } from '../support/database';
import { addressOf, send } from '../support/http';
import { ask } from '../support/test-cluster';

const SECRET_KEYS = randomBytes(32).toString('base64');
const ADMIN = { email: 'admin@localhost', password: 'correct-horse-battery' };
const HOUR_MS = 3_600_000;

/** Everything in a database, in one time zone, but what each keeps for itself, row by row. */
async function contents(databaseUrl: string): Promise<Record<string, string>> {
  const url = `${databaseUrl}?options=-c%20TimeZone%3DUTC`;
  const tables = await ask(
    url,
    `SELECT c.oid::regclass::text AS name FROM pg_class c WHERE relnamespace = 'public'::regnamespace
       AND relkind IN ('r', 'p') AND relname <> 'migrations' ORDER BY 1`,
  );
  const found: Record<string, string> = {};
  for (const { name = '' } of tables) {
    const [row] = await ask(
      url,
      `SELECT count(*) || ' ' || coalesce(md5(string_agg(t::text, '|' ORDER BY t::text)), '') AS all FROM ${name} t`,
    );
    found[name] = row?.['all'] ?? '';
  }
  return found;
}

describe('a copy of the embedded database', () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'amiral-copy-'));
  let embedded: EmbeddedPostgres;
  let target: TestDatabase;
  let said: string[];

  const start = (databaseUrl: string) =>
    startAmiral(
      readConfig({
        PORT: '0',
        LOG_LEVEL: 'silent',
        DATABASE_URL: databaseUrl,
        SECRET_KEYS,
        ADMIN_PASSWORD: ADMIN.password,
      }),
      () => undefined,
    );
  const caller = async ({ url }: Amiral) => {
    const login = await send(addressOf(url, '/auth/login'), 'POST', undefined, { body: ADMIN });
    return (method: string, path: string, body?: object) =>
      send(addressOf(url, path), method, login.body.accessToken as string, body === undefined ? {} : { body });
  };
  const copy = () => copyDatabase(embedded.url, target.url, (line) => said.push(line));

  beforeAll(async () => {
    embedded = await startEmbedded({ dataDir, durable: false });
    const amiral = await start(embedded.url);
    const call = await caller(amiral);
    const made = async (path: string, given: object) => {
      const { status, body } = await call('POST', path, given);
      if (status !== 201) throw new Error(`${path}: ${JSON.stringify(body)}`);
      return body.id as string;
    };
    const address = { serverUrl: 'http://zurich.invalid:8069', masterPassword: 'Tr0ub4dor' };
    const server = await made('/servers', { name: 'Zürich 10', code: 'zurich-10', ...address });
    const plan = await made('/plans', { name: 'Solo', code: 'solo', priceMonthly: 9.9 });
    const places = [{ serverId: server, state: 'ready' }];
    const template = await made('/templates', { name: 'T', code: 't', templateDb: 'base', servers: places });
    const settings = { url: 'https://hooks.slack.com/services/T/B/x' };
    await made('/channels', { name: 'Ops', kind: 'slack', settings });
    // What no call makes at once: a customer on a server, and the history of three hours, of which only some have parts.
    await ask(
      embedded.url,
      `INSERT INTO instances (id, name, customer_name, customer_email, database_name, subdomain, server_id, plan_id, template_id)
       VALUES (gen_random_uuid(), 'Dupont \\ "SA"', E'two\\nlines\\tand more', 'it@dupont.example', 'dupont', 'dupont', $1, $2, $3)`,
      [server, plan, template],
    );
    for (const hours of [-30, 0, 1]) {
      const at = new Date(Date.now() + hours * HOUR_MS).toISOString();
      await ask(
        embedded.url,
        `INSERT INTO probe_samples SELECT id, $1::timestamptz + interval '1 microsecond', 12.345, 1, 0 FROM servers`,
        [at],
      );
    }
    await amiral.stop();
  });
  beforeEach(async () => {
    target = await createTestDatabase();
    said = [];
  });
  afterEach(() => target.drop());
  afterAll(async () => {
    await embedded.stop();
    rmSync(dataDir, { recursive: true, force: true });
  });

  it('holds every row as it is, and Amiral starts on it with everything there', async () => {
    await copy();
    const [there, here] = [await contents(embedded.url), await contents(target.url)];
    expect(here).toEqual(there);
    expect(Object.values(here).filter((all) => !all.startsWith('0 ')).length).toBeGreaterThan(15);
    expect(said).toContain('instances: 1');

    const amiral = await start(target.url);
    const call = await caller(amiral);
    const servers = await call('GET', '/servers?q=zurich');
    expect(servers.body.items).toMatchObject([{ name: 'Zürich 10', hasMasterPassword: true }]);
    // What was sealed there opens here, and triggers work: the change is told and written down.
    const id = servers.body.items[0].id as string;
    const edited = await call('PATCH', `/servers/${id}`, { name: 'Genève 2' });
    const { body: events } = await call('GET', `/servers/${id}/events`);
    await amiral.stop();
    expect([amiral.first, edited.status]).toEqual([null, 200]);
    expect(events.items.map(({ action }: { action: string }) => action)).toEqual(['update', 'create']);
    await expect(ask(target.url, 'DELETE FROM journal')).rejects.toThrow(/append-only/);
    const off = await ask(target.url, `SELECT tgname FROM pg_trigger WHERE tgenabled <> 'O'`);
    expect(off).toEqual([]);
  });

  it('is of one moment, whatever is done meanwhile', async () => {
    const before = await contents(embedded.url);
    // It waits here, with the moment chosen and nothing copied.
    const other = new Client({ connectionString: target.url });
    await other.connect();
    await other.query('BEGIN; LOCK TABLE users IN ROW EXCLUSIVE MODE');
    const copying = copy();
    await eventually(
      () => ask(target.url, `SELECT FROM pg_locks WHERE NOT granted AND relation = 'users'::regclass`),
      (waiting) => waiting.length > 0,
    );
    await ask(embedded.url, `UPDATE users SET name = name || '!'`);
    await other.end();
    await copying;
    expect(await contents(target.url)).toEqual(before);
    expect(await contents(embedded.url)).not.toEqual(before);
  });

  it('is refused over a database that is in use, and changes nothing there', async () => {
    const amiral = await start(target.url);
    await amiral.stop();
    const before = await contents(target.url);
    await expect(copy()).rejects.toThrow('the database of DATABASE_URL is in use: name an empty one');
    expect(await contents(target.url)).toEqual(before);
  });

  it('is refused over tables that are not ours', async () => {
    const schemas = ['DROP SCHEMA public CASCADE', 'CREATE SCHEMA public', 'CREATE TABLE theirs (id int)'];
    for (const sql of schemas) await ask(target.url, sql);
    await expect(copy()).rejects.toThrow(/is in use/);
    expect(Object.keys(await contents(target.url))).toEqual(['theirs']);
  });

  it('makes the tables in a database that has none', async () => {
    for (const sql of ['DROP SCHEMA public CASCADE', 'CREATE SCHEMA public']) await ask(target.url, sql);
    await copy();
    expect(await contents(target.url)).toEqual(await contents(embedded.url));
  });

  it('is refused when the two are of different versions', async () => {
    await ask(embedded.url, `INSERT INTO migrations (timestamp, name) VALUES (1, 'Later1')`);
    try {
      await expect(copy()).rejects.toThrow(/of another version of Amiral/);
    } finally {
      await ask(embedded.url, `DELETE FROM migrations WHERE name = 'Later1'`);
    }
  });

  it('that fails half-way leaves nothing behind, and may be tried again', async () => {
    const before = await contents(target.url);
    await ask(target.url, `ALTER TABLE users ADD CONSTRAINT for_a_test CHECK (email <> 'admin@localhost')`);
    await expect(copy()).rejects.toThrow(/for_a_test/);
    expect(await contents(target.url)).toEqual(before);
    await ask(target.url, 'ALTER TABLE users DROP CONSTRAINT for_a_test');
    await copy();
    expect(await contents(target.url)).toEqual(await contents(embedded.url));
  });
});

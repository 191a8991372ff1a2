import { randomBytes } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { Logger } from '@nestjs/common';
import { Client } from 'pg';
import { readConfig } from '../../src/common/config';
import { type EmbeddedPostgres, startEmbedded } from '../../src/database/embedded/start';
import { startAmiral } from '../../src/server';
import { addressOf, send } from '../support/http';
import { ask } from '../support/test-cluster';

const ROOT = resolve(__dirname, '../..');

/** What a guide tells the administrator of one's own PostgreSQL to run: to take the journal away, and to hand it over. */
function statementsOf(guide: string): string[] {
  const text = readFileSync(join(ROOT, guide), 'utf8');
  return [...text.matchAll(/```sql\n(.*?)```/gs)].map(([, sql = '']) => sql).filter((sql) => sql.includes('journal'));
}

describe('a journal that belongs to another role', () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'amiral-owner-'));
  const [take = '', handOver = ''] = statementsOf('docs/guide/en/operations.md');
  const takeAgain = take.split('\n\n')[1] ?? '';
  const password = 'correct-horse-battery';
  let postgres: EmbeddedPostgres;
  let admin: string;
  let warned: jest.SpyInstance;

  /** A start and a change, as with a PostgreSQL of one's own. */
  const startAndChange = async (code: string) => {
    warned.mockClear();
    const SECRET_KEYS = randomBytes(32).toString('base64');
    const env = { PORT: '0', LOG_LEVEL: 'silent', DATABASE_URL: postgres.url, SECRET_KEYS, ADMIN_PASSWORD: password };
    const amiral = await startAmiral(readConfig(env), () => undefined);
    const call = (path: string, token: string | undefined, body: object) =>
      send(addressOf(amiral.url, path), 'POST', token, { body });
    const login = await call('/auth/login', undefined, { email: 'admin@localhost', password });
    const { status } = await call('/plans', login.body.accessToken as string, { name: code, code, priceMonthly: 1 });
    await amiral.stop();
    return status;
  };
  const asAmiral = async (sql: string) => {
    const client = new Client({ connectionString: postgres.url });
    await client.connect();
    return client
      .query(sql)
      .then(
        () => 'done',
        (error: unknown) => (error as { code?: string }).code,
      )
      .finally(() => client.end());
  };
  const warnings = () =>
    warned.mock.calls.map(([message]) => String(message)).filter((text) => text.includes('journal'));
  const lines = async () => (await ask(postgres.url, 'SELECT count(*) FROM journal'))[0]?.['count'];

  beforeAll(async () => {
    warned = jest.spyOn(Logger.prototype, 'warn').mockReturnValue();
    postgres = await startEmbedded({ dataDir, durable: false });
    admin = postgres.adminUrl.replace(/\/postgres$/, '/amiral');
  });
  afterAll(async () => {
    jest.restoreAllMocks();
    await postgres.stop();
    rmSync(dataDir, { recursive: true, force: true });
  });

  it('is asked for at each start, and no more when the statements of the guide have been run', async () => {
    expect(await startAndChange('before')).toBe(201);
    expect(warnings()).toEqual([
      expect.stringMatching(/^The role amiral could change the journal: it owns the table journal, .*owns the schema/),
    ]);
    await ask(admin, take);
    const before = Number(await lines());
    expect(await startAndChange('after')).toBe(201);
    expect(warnings()).toEqual([]);
    // A login and a plan.
    expect(Number(await lines())).toBe(before + 2);
  });

  it.each([
    `UPDATE journal SET actor_name = 'nobody'`,
    'DELETE FROM journal',
    'TRUNCATE journal',
    'ALTER TABLE journal DISABLE TRIGGER journal_append_only',
    'DROP TRIGGER journal_append_only ON journal',
    'CREATE TRIGGER before_all BEFORE UPDATE ON journal FOR EACH ROW EXECUTE FUNCTION suppress_redundant_updates_trigger()',
    'ALTER TABLE journal RENAME TO old_journal',
    'DROP TABLE journal',
    'CREATE OR REPLACE FUNCTION refuse_journal_change() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NULL; END $$',
    'DROP FUNCTION refuse_journal_change() CASCADE',
    'DROP SCHEMA public CASCADE',
    'SET session_replication_role = replica',
    'SET ROLE amiral_owner',
    'GRANT amiral_owner TO amiral',
    'ALTER DATABASE amiral OWNER TO amiral',
  ])('refuses the role of Amiral: %s', async (sql) => {
    const before = await lines();
    expect(await asAmiral(sql)).toBe('42501');
    expect(await lines()).toBe(before);
  });

  it('leaves to the role of Amiral what it makes while it runs and when it is upgraded', async () => {
    const part = `CREATE TABLE of_2100 PARTITION OF probe_samples FOR VALUES FROM ('2100-01-01') TO ('2100-01-02')`;
    const done = [part, 'DROP TABLE of_2100', 'CREATE TABLE new (id int)', 'ALTER TABLE servers ADD COLUMN new int'];
    for (const sql of done) expect(await asAmiral(sql)).toBe('done');
  });

  it('is handed over for an upgrade that changes it, and taken again', async () => {
    const change = 'ALTER TABLE journal ADD COLUMN new int';
    expect(await asAmiral(change)).toBe('42501');
    await ask(admin, handOver);
    expect(await asAmiral(change)).toBe('done');
    await ask(admin, takeAgain);
    expect(await asAmiral('ALTER TABLE journal DROP COLUMN new')).toBe('42501');
    expect(await startAndChange('upgraded')).toBe(201);
    expect(warnings()).toEqual([]);
  });

  it('is warned of when the role is superuser', async () => {
    await ask(admin, 'ALTER ROLE amiral SUPERUSER');
    await startAndChange('superuser');
    expect(warnings()).toEqual([expect.stringContaining('it is superuser')]);
  });

  it('is described the same in both guides', () => {
    expect(statementsOf('docs/guide/fr/operations.md')).toEqual([take, handOver]);
  });
});

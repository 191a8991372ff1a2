import { ACTIONS } from './ledger';
import { call } from './raw-client';
import { startSimulatedServer } from './simulated-server';
import type { OdooSimulator } from './simulator';

const BOSS = { login: 'boss', password: 'boss-secret' };
const KEY = '0123456789abcdef0123456789abcdef01234567';

let odoo: OdooSimulator;
beforeEach(async () => {
  const users = [{ login: 'ada', password: 'ada-secret', key: KEY }];
  odoo = await startSimulatedServer({
    databases: [
      { name: 'template_base', ...BOSS, users, files: ['contract'], parameters: { 'web.base.url.freeze': 'True' } },
    ],
  });
});
afterEach(() => odoo.stop());

const db = (method: string, ...args: unknown[]) => call(odoo.port, 'db', method, ['master', ...args]);
const logIn = (name: string, login: string, password: string) =>
  call(odoo.port, 'common', 'authenticate', [name, login, password, {}]);

/** Resolves when it has come true. */
async function until(isTrue: () => boolean): Promise<void> {
  while (!isTrue()) await new Promise((resolve) => setImmediate(resolve));
}

/** Begins work that would take for ever. @returns the call, which ends with the process */
async function begun(method: string, ...args: unknown[]): Promise<{ ended: Promise<unknown> }> {
  await odoo.set({ takes: Object.fromEntries(ACTIONS.map((action) => [action, 3_600_000])) });
  const before = total();
  const ended = db(method, ...args).catch(() => 'lost');
  await until(() => total() > before);
  return { ended };
}

function total(): number {
  return Object.values(odoo.ledger.counts).reduce((sum, count) => sum + count);
}

describe('a copy', () => {
  beforeEach(() => db('duplicate_database', 'template_base', 'acme'));

  it('has another uuid and secret, a base url that is reset and a freeze that is not', () => {
    const [template, copy] = [odoo.database('template_base'), odoo.database('acme')];
    template.setParameter('web.base.url', 'https://template.example');
    expect(copy.uuid).not.toBe(template.uuid);
    expect(copy.parameter('database.secret')).not.toBe(template.parameter('database.secret'));
    expect(copy.parameter('web.base.url')).toBe(`http://localhost:${String(odoo.port)}`);
    expect(copy.parameter('web.base.url.freeze')).toBe('True');
  });

  it("lets the template's logins and keys in, until they are changed there alone", async () => {
    expect(await logIn('acme', 'boss', 'boss-secret')).toBe(2);
    expect(await logIn('acme', 'ada', KEY)).toBe(await logIn('acme', 'ada', 'ada-secret'));
    odoo.database('acme').table('res_users_apikeys').rows = [];
    expect(await logIn('acme', 'ada', KEY)).toBe(false);
    expect(await logIn('template_base', 'ada', KEY)).toBe(6);
    expect(odoo.ledger.logins.filter(({ accepted }) => !accepted)).toEqual([
      { database: 'acme', login: 'ada', accepted: false },
    ]);
  });

  it('has its own files, and keeps them under a new name', async () => {
    expect(await db('rename', 'acme', 'acme_new')).toBe(true);
    expect(odoo.database('acme_new').files.size).toBe(3);
    expect(odoo.databases.has('acme')).toBe(false);
    expect(await db('drop', 'acme')).toBe(false);
  });
});

describe('a creation', () => {
  it('makes the administrator, the company and the language that were asked for', async () => {
    const args = ['fresh', false, 'fr_FR', 'Secret-1', 'it@acme.example', 'FR', '+33 1'];
    expect(await db('create_database', ...args)).toBe(true);
    expect(await logIn('fresh', 'it@acme.example', 'Secret-1')).toBe(2);
    const fresh = odoo.database('fresh');
    expect(fresh.table('res_company').find(1)).toMatchObject({
      currency_id: 1,
      phone: '+33 1',
      email: 'it@acme.example',
    });
    expect(
      fresh
        .table('res_lang')
        .where({ active: true })
        .map(({ code }) => code),
    ).toEqual(['en_US', 'fr_FR']);
  });

  it('is listed at once, and entered only when it is done', async () => {
    const lost = await begun('create_database', 'fresh', false, 'en_US');
    expect(await call(odoo.port, 'db', 'list')).toContain('fresh');
    expect(await logIn('fresh', 'no-such-login', 'x')).toMatchObject({
      name: 'builtins.KeyError',
      message: 'res.users',
    });
    await odoo.restart();
    await lost.ended;
    expect(odoo.database('fresh').standing).toBe('making');
  });
});

describe('work that takes its time', () => {
  it('goes on when the client has gone, and is lost when the process ends', async () => {
    await odoo.set({ takes: { duplicate: 40 } });
    const left = new AbortController();
    const body = { params: { service: 'db', method: 'duplicate_database', args: ['master', 'template_base', 'acme'] } };
    const headers = { 'Content-Type': 'application/json' };
    const asked = fetch(`${odoo.url}/jsonrpc`, {
      method: 'POST',
      headers,
      body: JSON.stringify(body),
      signal: left.signal,
    });
    await until(() => odoo.ledger.exclusive === 1);
    left.abort();
    await expect(asked).rejects.toThrow('aborted');
    await until(() => odoo.databases.has('acme') && odoo.ledger.exclusive === 0);
  });

  it('is lost when the process ends', async () => {
    const lost = await begun('duplicate_database', 'template_base', 'acme');
    await odoo.restart();
    await lost.ended;
    expect([odoo.databases.has('acme'), odoo.ledger.exclusive]).toEqual([false, 0]);
    await odoo.set({ takes: {} });
    expect(await db('duplicate_database', 'template_base', 'acme')).toBe(true);
  });

  it('shows a copy only when it is whole, with the identity of the template until Odoo gives it its own', async () => {
    await odoo.set({ takes: { duplicate: 60 } });
    const pending = db('duplicate_database', 'template_base', 'acme');
    await until(() => odoo.databases.has('acme'));
    expect(odoo.database('acme').uuid).toBe(odoo.database('template_base').uuid);
    await pending;
    expect(odoo.database('acme').uuid).not.toBe(odoo.database('template_base').uuid);
  });

  it('refuses a second copy of the same name while the first is in hand', async () => {
    const lost = await begun('duplicate_database', 'template_base', 'acme');
    expect(await db('duplicate_database', 'template_base', 'acme')).toMatchObject({
      name: 'psycopg2.errors.UniqueViolation',
    });
    await odoo.restart();
    await lost.ended;
  });

  it('records exclusive calls that meet, and leaves backups beside them out', async () => {
    const lost = [await begun('duplicate_database', 'template_base', 'a'), await begun('dump', 'template_base', 'zip')];
    expect(odoo.ledger).toMatchObject({ maxExclusive: 1, maxBackups: 1, overlaps: [] });
    lost.push(await begun('drop', 'template_base'));
    expect(odoo.ledger).toMatchObject({ maxExclusive: 2, maxBackups: 1, overlaps: ['duplicate/drop'] });
    expect(odoo.ledger.counts).toMatchObject({ duplicate: 1, drop: 1, backup: 1 });
    await odoo.restart();
    await Promise.all(lost.map(({ ended }) => ended));
  });
});

describe('a database by its standing', () => {
  it.each([
    ['16.0', 'psycopg2.errors.UndefinedTable'],
    ['19.0', 'builtins.KeyError'],
  ] as const)('of %s whose creation failed is found by %s', async (version, name) => {
    await odoo.set({ version });
    odoo.fault({ call: 'db.create_database', kind: 'lie' });
    expect(await db('create_database', 'half', false, 'en_US')).toBe(true);
    expect(await call(odoo.port, 'db', 'list')).toContain('half');
    expect(await logIn('half', 'no-such-login', 'x')).toMatchObject({ name });
  });

  it('of an older release refuses every login; of a newer one it lets in and can do nothing', async () => {
    odoo.database('template_base').baseVersion = '15.0.1.3';
    expect(await logIn('template_base', 'boss', 'boss-secret')).toMatchObject({
      name: 'psycopg2.errors.UndefinedColumn',
    });
    odoo.database('template_base').baseVersion = '19.0.1.3';
    expect(await logIn('template_base', 'boss', 'boss-secret')).toBe(2);
    const count = ['template_base', 2, 'boss-secret', 'res.users', 'search_count', [[]]];
    expect(await call(odoo.port, 'object', 'execute_kw', count)).toMatchObject({
      name: 'psycopg2.errors.UndefinedColumn',
    });
  });
});

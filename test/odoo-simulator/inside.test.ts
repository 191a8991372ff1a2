import { call, request, sendRaw } from './raw-client';
import { startSimulatedServer } from './simulated-server';
import type { OdooSimulator, Version } from './simulator';

const NAME = 'acme';
const KEY = 'fedcba9876543210fedcba9876543210fedcba98';

let odoo: OdooSimulator;

async function start(version: Version): Promise<void> {
  const users = [
    { login: 'ada', password: 'ada-secret', key: KEY, chats: 2, oauthToken: 'token' },
    { login: 'eve', password: 'eve-secret', totp: true },
    { login: 'it', password: 'it-secret', system: true },
    { login: 'portal', password: 'portal-secret', portal: true },
  ];
  const crons = [{ name: 'Invoices' }, { name: 'Asleep', active: false }];
  odoo = await startSimulatedServer({
    version,
    databases: [{ name: NAME, login: 'boss', password: 'secret', users, crons }],
  });
}
afterEach(() => odoo.stop());

const database = () => odoo.database(NAME);
const logIn = (login: string, password: string) =>
  call(odoo.port, 'common', 'authenticate', [NAME, login, password, {}]);
const as = (uid: number, password: string, model: string, method: string, args: unknown[], kwargs: object = {}) =>
  call(odoo.port, 'object', 'execute_kw', [NAME, uid, password, model, method, args, kwargs]);
const boss = (model: string, method: string, args: unknown[], kwargs?: object) =>
  as(2, 'secret', model, method, args, kwargs);

/** Makes a server action of a text, runs it, and returns what it answered. */
async function run(code: string): Promise<unknown> {
  const made = await boss('ir.actions.server', 'create', [{ name: 'Amiral', model_id: 37, state: 'code', code }]);
  return boss('ir.actions.server', 'run', [[made]]);
}

describe('records of 16', () => {
  beforeEach(() => start('16.0'));

  it('are searched by domains, archived ones only where they are asked for', async () => {
    const internal = [['share', '=', false]];
    expect(await boss('res.users', 'search_count', [internal])).toBe(4);
    expect(await boss('res.users', 'search_count', [internal], { context: { active_test: false } })).toBe(6);
    const either = [
      '|',
      ['login', '=', 'ada'],
      ['partner_id.name', '=', 'Public user'],
      ['active', 'in', [true, false]],
    ];
    expect(await boss('res.users', 'search_read', [either, ['login', 'company_id', 'groups_id']])).toEqual([
      { id: 4, login: 'public', company_id: [1, 'My Company'], groups_id: [11] },
      { id: 6, login: 'ada', company_id: [1, 'My Company'], groups_id: [1] },
    ]);
  });

  it('are written in one transaction through user and company, and by no one else', async () => {
    const company = { name: 'Acme', country_id: 75, currency_id: 1, phone: '+33 1' };
    const values = {
      login: 'it@acme.example',
      password: 'new',
      name: 'Ida',
      tz: 'Europe/Paris',
      company_ids: [[1, 1, company]],
    };
    expect(await boss('res.users', 'write', [[2], values])).toBe(true);
    expect([await logIn('boss', 'secret'), await logIn('it@acme.example', 'new')]).toEqual([false, 2]);
    const read = [[1], ['name', 'country_id', 'currency_id']];
    expect(await as(2, 'new', 'res.company', 'read', read)).toEqual([
      { id: 1, name: 'Acme', country_id: [75, 'France'], currency_id: [1, 'EUR'] },
    ]);
    expect(await as(6, 'ada-secret', 'res.users', 'write', [[2], { name: 'x' }])).toMatchObject({
      name: 'odoo.exceptions.AccessError',
    });
    expect(await as(6, 'ada-secret', 'ir.config_parameter', 'search_read', [[], ['key']])).toMatchObject({
      name: 'odoo.exceptions.AccessError',
    });
    const modules = await as(6, 'ada-secret', 'ir.module.module', 'search_read', [[], ['latest_version']]);
    expect(modules).toContainEqual({ id: 1, latest_version: '16.0.1.3' });
  });

  it('are not written by an administrator who may not write contacts, until it gives itself that group', async () => {
    const it = (method: string, args: unknown[]) => as(8, 'it-secret', 'res.users', method, args);
    const company = [[2], { company_ids: [[1, 1, { name: 'Acme' }]] }];
    expect(await it('write', company)).toMatchObject({ name: 'odoo.exceptions.AccessError' });
    expect(await it('write', [[8], { groups_id: [[4, 8]] }])).toBe(true);
    expect(await it('write', company)).toBe(true);
  });

  it.each([
    ['wrong password', 2, 'wrong', 'res.users', 'read', [[2]], 'odoo.exceptions.AccessDenied', 'Access Denied'],
    ['wrong uid', 99, 'secret', 'res.users', 'read', [[2]], 'odoo.exceptions.MissingError', /does not exist/],
    [
      'unknown model',
      2,
      'secret',
      'no.model',
      'read',
      [[2]],
      'odoo.exceptions.UserError',
      "Object no.model doesn't exist",
    ],
    ['private method', 2, 'secret', 'res.users', '_x', [], 'odoo.exceptions.AccessError', /cannot be called remotely/],
    ['unknown method', 2, 'secret', 'res.users', 'nope', [], 'builtins.AttributeError', /nope/],
    ['unknown field', 2, 'secret', 'res.users', 'read', [[2], ['nope']], 'builtins.ValueError', /Invalid field 'nope'/],
    [
      'own archive',
      2,
      'secret',
      'res.users',
      'write',
      [[2], { active: false }],
      'odoo.exceptions.UserError',
      /currently logged in/,
    ],
    [
      'other language',
      2,
      'secret',
      'res.users',
      'write',
      [[2], { lang: 'fr_FR' }],
      'builtins.ValueError',
      "Wrong value for res.users.lang: 'fr_FR'",
    ],
  ] as const)('refuse %s as Odoo does', async (_, uid, password, model, method, args, name, message) => {
    const refused = (await as(uid, password, model, method, [...args])) as { name: string; message: string };
    expect(refused.name).toBe(name);
    expect(refused.message).toMatch(message);
  });

  it('install a language, and then take it for a user', async () => {
    const wizard = await boss('base.language.install', 'create', [[{ lang_ids: [[6, 0, [28]]], overwrite: false }]]);
    await boss('base.language.install', 'lang_install', [wizard]);
    expect(await boss('res.users', 'write', [[2], { lang: 'fr_FR' }])).toBe(true);
  });

  it('give back the old value of a parameter', async () => {
    expect(await boss('ir.config_parameter', 'set_param', ['amiral.fleet', 'one'])).toBe(false);
    expect(await boss('ir.config_parameter', 'set_param', ['amiral.fleet', 'two'])).toBe('one');
    expect(await boss('ir.config_parameter', 'get_param', ['amiral.fleet'])).toBe('two');
  });
});

describe('what is lost and what is kept', () => {
  beforeEach(() => start('16.0'));

  it('loses memberships of chats by a write of active, and keeps them by SQL', async () => {
    const archive = 'update res_users set active = false where id = any(%s) and active and id <> %s returning id';
    const text = `env.cr.execute("${archive}", (ids, env.uid))\naction = {'ids': [row[0] for row in env.cr.fetchall()]}\n`;
    expect(await run(`ids = [2,6]\n${text}env.registry.clear_caches()\n`)).toEqual({ ids: [6] });
    expect([database().memberships, await logIn('ada', 'ada-secret'), await logIn('ada', KEY)]).toEqual([
      2,
      false,
      false,
    ]);
    for (const user of database().table('res_users').where({ id: 6 })) user['active'] = true;
    expect([await logIn('ada', 'ada-secret'), await logIn('ada', KEY)]).toEqual([6, 6]);
    await boss('res.users', 'write', [[6], { active: false }]);
    expect(database().memberships).toBe(0);
  });

  it('stops crons but those that run, which a write refuses together with all others', async () => {
    const [first = 0, second = 0] = database()
      .table('ir_cron')
      .where({ active: true })
      .map(({ id }) => Number(id));
    database().running.add(second);
    expect(await boss('ir.cron', 'write', [[first, second], { active: false }])).toMatchObject({
      name: 'odoo.exceptions.UserError',
    });
    const text = [
      `ids = [${first},${second}]`,
      'env.cr.execute("update ir_cron set active = false where id in (select id from ir_cron where id = any(%s) and active for update skip locked) returning id", (ids,))',
      'stopped = [row[0] for row in env.cr.fetchall()]',
      'env.cr.execute("select id from ir_cron where id = any(%s) and active order by id", (ids,))',
      "action = {'ids': stopped, 'running': [row[0] for row in env.cr.fetchall()]}",
      "env['ir.actions.server'].search([('name', '=', 'Amiral')]).unlink()",
    ];
    expect(await run(text.join('\n'))).toEqual({ ids: [first], running: [second] });
    expect(database().table('ir_act_server').where({ name: 'Amiral' })).toEqual([]);
  });

  it('runs crons that are due, and none behind a false version of base', () => {
    const at = new Date(Date.now() + 1_000);
    odoo.tick(at);
    odoo.tick(at);
    expect(database().totalRuns).toBe(database().activeCrons.length);
    database().baseVersion = '16.0.1.3-moved';
    odoo.tick(new Date(at.getTime() + 86_400_000));
    expect(database().totalRuns).toBe(database().activeCrons.length);
  });

  it('asks a second factor of a browser and keys of programs', async () => {
    expect(await logIn('eve', 'eve-secret')).toBe(false);
    database().addKey(7, 'eve-key-0000');
    expect(await logIn('eve', 'eve-key-0000')).toBe(7);
  });
});

describe('a server action', () => {
  beforeEach(() => start('19.0'));

  it('is run for administrators alone, and says what it does not understand', async () => {
    const made = await boss('ir.actions.server', 'create', [{ name: 'x', code: 'import os' }]);
    expect(await boss('ir.actions.server', 'run', [[made]])).toMatchObject({ name: 'odoo.exceptions.UserError' });
    expect(await as(6, 'ada-secret', 'ir.actions.server', 'run', [[made]])).toMatchObject({
      name: 'odoo.exceptions.AccessError',
    });
  });

  it('makes a key with which /json/2 is called', async () => {
    const { key } = (await run(
      "ids = [2]\nenv.cr.execute(\"delete from res_users_apikeys where user_id = any(%s)\", (ids,))\naction = {'key': env['res.users.apikeys'].with_user(ids[0])._generate('rpc', 'Amiral', None)}\n",
    )) as { key: string };
    const headers = [`Authorization: bearer ${key}`, `X-Odoo-Database: ${NAME}`, 'Content-Type: application/json'];
    const search = JSON.stringify({ domain: [['id', '=', 2]], fields: ['login'] });
    const post = (path: string, lines = headers) => sendRaw(odoo.port, request('POST', path, search, lines));
    expect((await post('/json/2/res.users/search_read')).body).toBe('[{"id": 2, "login": "boss"}]');
    const wrong = await post('/json/2/res.users/search_read', headers.with(0, 'Authorization: bearer nope'));
    expect([wrong.status, wrong.body]).toEqual([401, expect.stringContaining('"message": "Invalid apikey"')]);
    expect((await post('/json/2/res.users/nope')).status).toBe(404);
    expect((await post('/json/2/no.model/read')).body).toContain('werkzeug.exceptions.NotFound');
    const elsewhere = await post('/json/2/res.users/search_read', headers.with(1, 'X-Odoo-Database: nosuch'));
    expect([elsewhere.status, elsewhere.headers.get('content-type')]).toEqual([404, 'text/html; charset=utf-8']);
  });

  it('reads which doors there are, by hashes, where the tables are there', async () => {
    const text = [
      "env.cr.execute(\"select table_name || '.' || column_name from information_schema.columns where table_schema = current_schema() and table_name in ('res_users', 'auth_totp_device')\")",
      'there = [row[0] for row in env.cr.fetchall()]',
      'env.cr.execute("select id, login, coalesce(active, false), md5(password) from res_users order by id")',
      'users = [list(row) for row in env.cr.fetchall()]',
      'others = 0',
      "if 'auth_totp_device.id' in there:",
      '    env.cr.execute("select count(*) from auth_totp_device")',
      '    others += env.cr.fetchone()[0]',
      "if 'auth_passkey_key.id' in there:",
      '    env.cr.execute("select count(*) from auth_passkey_key")',
      '    others += env.cr.fetchone()[0]',
      "action = {'users': users, 'others': others}",
    ];
    const { users, others } = (await run(text.join('\n'))) as { users: unknown[][]; others: number };
    expect(others).toBe(1);
    expect(users[0]).toEqual([1, '__system__', false, null]);
    expect(users[1]).toEqual([2, 'boss', true, expect.stringMatching(/^[0-9a-f]{32}$/)]);
  });
});

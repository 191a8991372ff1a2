import { call, jsonPost, request, rpc, sendRaw } from './raw-client';
import { OdooSimulator, type Version } from './simulator';

const HEALTH = request('GET', '/web/health?db_server_status=1');
const LIST = jsonPost('/web/database/list', {});

let odoo: OdooSimulator;
beforeEach(async () => {
  odoo = await OdooSimulator.start();
});
afterEach(() => odoo.stop());

describe('a version', () => {
  it.each<[Version, number, number, string | undefined]>([
    ['16.0', 404, 200, undefined],
    ['18.0', 404, 200, undefined],
    ['19.0', 200, 200, undefined],
    ['20.0', 200, 200, 'builtins.KeyError'],
    ['22.0', 200, 404, undefined],
  ])('%s answers /web/version with %i and /jsonrpc with %i', async (version, get, post, fault) => {
    await odoo.set({ version });
    expect((await sendRaw(odoo.port, request('GET', '/web/version'))).status).toBe(get);
    expect((await sendRaw(odoo.port, rpc('common', 'version'))).status).toBe(post);
    const list = (await sendRaw(odoo.port, rpc('db', 'list'))).body;
    expect(list.includes('"name": "builtins.KeyError"')).toBe(fault !== undefined);
  });

  it.each<[Version, number, number]>([
    ['16.0', 400, 200],
    ['18.0', 400, 200],
    ['19.0', 415, 0],
  ])('%s refuses what is no JSON with %i and numbers its errors %i', async (version, status, code) => {
    await odoo.set({ version });
    for (const path of ['/jsonrpc', '/web/webclient/version_info', '/web/database/list']) {
      expect((await sendRaw(odoo.port, request('GET', path))).status).toBe(status);
    }
    const { error } = JSON.parse((await sendRaw(odoo.port, rpc('db', 'nope'))).body) as { error: { code: number } };
    expect(error.code).toBe(code);
  });

  it.each<[Version, string]>([
    ['16.0', '{"status": "pass"}'],
    ['17.0', '{"status": "pass"}'],
    ['18.0', '{"status": "pass"}'],
    ['19.0', '{"status": "fail", "db_server_status": false}'],
  ])('%s over a stopped PostgreSQL has the health %s', async (version, body) => {
    await odoo.set({ version, mode: 'database-down' });
    expect((await sendRaw(odoo.port, HEALTH)).body).toBe(body);
  });

  it('19 tells version and database on pages, and takes an empty question for none', async () => {
    await odoo.set({ version: '19.0' });
    expect((await sendRaw(odoo.port, request('GET', '/web/version'))).body).toBe(
      '{"version_info": [19, 0, 0, "final", 0, ""], "version": "19.0"}',
    );
    expect((await sendRaw(odoo.port, request('POST', '/web/version'))).status).toBe(303);
    expect((await sendRaw(odoo.port, HEALTH)).body).toBe('{"status": "pass", "db_server_status": true}');
    const empty = await sendRaw(odoo.port, request('GET', '/web/health?db_server_status='));
    expect(empty.body).toBe('{"status": "pass"}');
  });
});

describe('a server bound to one database', () => {
  it('lists it over a stopped PostgreSQL, which db_exist and authenticate do see', async () => {
    await odoo.set({ monoDb: 'std_full', mode: 'database-down' });
    expect(await call(odoo.port, 'db', 'list')).toEqual(['std_full']);
    expect((await sendRaw(odoo.port, LIST)).body).toContain('["std_full"]');
    expect(await call(odoo.port, 'db', 'db_exist', ['std_full'])).toBe(false);
    expect(await call(odoo.port, 'common', 'authenticate', ['nosuch', 'x', 'x', {}])).toMatchObject({
      message: expect.stringContaining('Connection refused') as string,
    });
  });
});

describe('a database that is no customer', () => {
  beforeEach(() => odoo.set({ emptyDatabases: ['empty'], foreignDatabases: ['crm'] }));

  it.each([
    ['empty', true, { name: 'builtins.KeyError', message: 'res.users' }],
    ['crm', false, { name: 'psycopg2.errors.InsufficientPrivilege' }],
    ['postgres', false, { name: 'psycopg2.errors.InsufficientPrivilege' }],
  ])('%s is there, listed %p, and cannot be logged into', async (name, isListed, fault) => {
    expect(await call(odoo.port, 'db', 'db_exist', [name])).toBe(true);
    expect(((await call(odoo.port, 'db', 'list')) as string[]).includes(name)).toBe(isListed);
    expect(await call(odoo.port, 'common', 'authenticate', [name, 'no-such-login', 'x', {}])).toMatchObject(fault);
  });

  it('leaves a stranger out of the others with false', async () => {
    expect(await call(odoo.port, 'common', 'authenticate', ['std_full', 'no-such-login', 'x', {}])).toBe(false);
  });
});

describe('what stands around Odoo', () => {
  it('shuts paths with 403 and leaves the others open', async () => {
    await odoo.set({ shut: ['/jsonrpc', '/web/database'] });
    expect((await sendRaw(odoo.port, rpc('common', 'version'))).status).toBe(403);
    expect((await sendRaw(odoo.port, request('GET', '/web/database/list'))).status).toBe(403);
    expect((await sendRaw(odoo.port, HEALTH)).status).toBe(200);
  });

  it('hides databases from /web/database/list by a dbfilter, not from RPC', async () => {
    await odoo.set({ filtered: true });
    expect((await sendRaw(odoo.port, LIST)).body).toBe('{"jsonrpc": "2.0", "id": null, "result": []}');
    expect(await call(odoo.port, 'db', 'list')).toHaveLength(2);
  });
});

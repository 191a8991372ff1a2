import { call, jsonPost, request, rpc, sendAndWait, sendRaw } from './raw-client';
import { OdooSimulator } from './simulator';

const VERSION_16 =
  '{"jsonrpc": "2.0", "id": 1, "result": {"server_version": "16.0", "server_version_info": [16, 0, 0, "final", 0, ""], "server_serie": "16.0", "protocol_version": 1}}';
const INFERRED = "Request inferred type is compatible with ['http'] but '/jsonrpc' is type='json'.";

let odoo: OdooSimulator;
beforeEach(async () => {
  odoo = await OdooSimulator.start();
});
afterEach(() => odoo.stop());

describe('/jsonrpc', () => {
  it('answers common.version with the measured 163 bytes and closes the connection', async () => {
    const answer = await sendRaw(odoo.port, rpc('common', 'version'));
    expect(answer.statusLine).toBe('HTTP/1.1 200 OK');
    expect(answer.body).toBe(VERSION_16);
    expect(answer.headers.get('content-length')).toBe('163');
    expect(answer.headers.get('connection')).toBe('close');
    expect(answer.headers.has('set-cookie')).toBe(false);
  });

  it('says HTTP/1.0 when it is preforked', async () => {
    await odoo.set({ threaded: false });
    expect((await sendRaw(odoo.port, rpc('common', 'version'))).statusLine).toBe('HTTP/1.0 200 OK');
  });

  it('echoes the id, null when there is none, and needs neither jsonrpc nor method', async () => {
    const params = { service: 'db', method: 'server_version', args: {} };
    expect((await sendRaw(odoo.port, jsonPost('/jsonrpc', { id: 'é', params }))).body).toBe(
      '{"jsonrpc": "2.0", "id": "\\u00e9", "result": "16.0"}',
    );
    expect((await sendRaw(odoo.port, jsonPost('/jsonrpc', { params }))).body).toBe(
      '{"jsonrpc": "2.0", "id": null, "result": "16.0"}',
    );
  });
});

describe('errors of /jsonrpc', () => {
  it('tells every error with status 200 and the Python class in data.name', async () => {
    const answer = await sendRaw(odoo.port, rpc('nope', 'x'));
    const { error } = JSON.parse(answer.body) as { error: { data: { debug: string } } };
    expect(answer.status).toBe(200);
    expect(error).toEqual({
      code: 200,
      message: 'Odoo Server Error',
      data: {
        name: 'builtins.KeyError',
        debug: expect.stringContaining('Traceback (most recent call last):') as string,
        message: 'nope',
        arguments: ['nope'],
        context: {},
      },
    });
    expect(error.data.debug.length).toBeGreaterThan(1000);
  });

  it.each([
    ['common', 'nope', [], 'builtins.Exception', 'Method not found: nope'],
    ['db', 'nope', [], 'builtins.KeyError', 'Method not found: nope'],
    ['common', 'version', [1], 'builtins.TypeError', 'exp_version() takes 0 positional arguments but 1 was given'],
    [
      'common',
      'authenticate',
      ['nosuch', 'a', 'b', {}],
      'psycopg2.OperationalError',
      'connection to server at "127.0.0.1", port 5432 failed: FATAL:  database "nosuch" does not exist\n',
    ],
    ['db', 'list_countries', ['wrong'], 'odoo.exceptions.AccessDenied', 'Access Denied'],
  ])('answers %s.%s %j with %s', async (service, method, args, name, message) => {
    expect(await call(odoo.port, service, method, args)).toMatchObject({ name, message });
  });

  it('answers a method that returns None with neither result nor error', async () => {
    const args = ['std_full', 2, 'admin', 'res.users', 'action_archive', [[3]]];
    expect((await sendRaw(odoo.port, rpc('object', 'execute_kw', args))).body).toBe('{"jsonrpc": "2.0", "id": 1}');
  });
});

describe('what /jsonrpc refuses', () => {
  it.each([
    ['malformed JSON', jsonPost('/jsonrpc', '{"a'), 'Invalid JSON data'],
    ['an empty body', jsonPost('/jsonrpc', ''), 'Invalid JSON data'],
    ['a batch', jsonPost('/jsonrpc', '[]'), 'Invalid JSON-RPC data'],
  ])('refuses %s with 400 and that text alone', async (_, bytes, text) => {
    const answer = await sendRaw(odoo.port, bytes);
    expect([answer.status, answer.body]).toEqual([400, text]);
    expect(answer.headers.get('content-type')).toMatch(/^text\/html/);
  });

  it.each([
    ['another content type', request('POST', '/jsonrpc', '{}', ['Content-Type: text/plain'])],
    ['no content type', request('POST', '/jsonrpc', '{}')],
    ['GET', request('GET', '/jsonrpc')],
    ['OPTIONS', request('OPTIONS', '/jsonrpc')],
    ['a slash at the end', rpc('common', 'version', [], '/jsonrpc/')],
  ])('refuses %s with the 400 page of the dispatcher', async (_, bytes) => {
    const answer = await sendRaw(odoo.port, bytes);
    expect(answer.status).toBe(400);
    expect(answer.body).toContain(INFERRED);
  });

  it('refuses HTTP/1.0 without a Host with 500', async () => {
    expect((await sendRaw(odoo.port, 'GET /web/health HTTP/1.0\r\n\r\n')).status).toBe(500);
  });
});

describe('bodies', () => {
  it('reads a chunked body and one announced by Expect', async () => {
    const head = 'POST /jsonrpc HTTP/1.1\r\nHost: o\r\nContent-Type: application/json-rpc\r\n';
    const body = '{"id": 1, "params": {"service": "db", "method": "server_version", "args": []}}';
    const chunks = `5\r\n${body.slice(0, 5)}\r\n${(body.length - 5).toString(16)}\r\n${body.slice(5)}\r\n0\r\n\r\n`;
    const chunked = await sendRaw(odoo.port, `${head}Transfer-Encoding: chunked\r\n\r\n${chunks}`);
    expect(chunked.body).toContain('"result": "16.0"');
    const expecting = await sendAndWait(
      odoo.port,
      `${head}Expect: 100-continue\r\nContent-Length: ${String(body.length)}\r\n\r\n`,
    );
    expect(expecting.first).toBe('HTTP/1.1 100 Continue\r\n\r\n');
    expect(await expecting.next(body)).toContain('"result": "16.0"');
  });
});

describe('the db service', () => {
  it('lists, makes, copies, renames and drops databases', async () => {
    expect(await call(odoo.port, 'db', 'list')).toEqual(['std_full', 'template_base']);
    expect(await call(odoo.port, 'db', 'create_database', ['master', 'new', false, 'fr_FR'])).toBe(true);
    expect(await call(odoo.port, 'db', 'duplicate_database', ['master', 'new', 'copy'])).toBe(true);
    expect(await call(odoo.port, 'db', 'rename', ['master', 'copy', 'renamed'])).toBe(true);
    expect(await call(odoo.port, 'db', 'drop', ['master', 'std_full'])).toBe(true);
    expect(await call(odoo.port, 'db', 'drop', ['master', 'std_full'])).toBe(false);
    expect([...odoo.databases].sort()).toEqual(['new', 'renamed', 'template_base']);
  });

  it('refuses a second database of the same name as Odoo words it', async () => {
    expect(await call(odoo.port, 'db', 'create_database', ['master', 'template_base', false, 'fr_FR'])).toMatchObject({
      name: 'odoo.service.db.DatabaseExists',
      message: "database 'template_base' already exists!",
    });
    expect(await call(odoo.port, 'db', 'duplicate_database', ['master', 'std_full', 'template_base'])).toMatchObject({
      name: 'psycopg2.errors.DuplicateDatabase',
      message: 'database "template_base" already exists\n',
    });
  });

  it('leaves an empty database behind when restored data are bad', async () => {
    expect(await call(odoo.port, 'db', 'restore', ['master', 'half', 'AAAA'])).toMatchObject({
      message: "Couldn't restore database",
    });
    expect(odoo.databases.has('half')).toBe(true);
  });

  it('dumps what is there and gives an empty dump, not an error, of what is not', async () => {
    const zip = (await call(odoo.port, 'db', 'dump', ['master', 'std_full', 'zip'])) as string;
    expect(Buffer.from(zip, 'base64').toString('latin1')).toMatch(/^PK\u0003\u0004/);
    expect(await call(odoo.port, 'db', 'dump', ['master', 'nosuch', 'custom'])).toBe('');
  });

  it('shows only the database it is bound to, and refuses to drop others with false', async () => {
    await odoo.set({ monoDb: 'std_full' });
    expect(await call(odoo.port, 'db', 'list')).toEqual(['std_full']);
    expect(await call(odoo.port, 'db', 'drop', ['master', 'template_base'])).toBe(false);
  });

  it('changes the master password', async () => {
    expect(await call(odoo.port, 'db', 'change_admin_password', ['master', 'fresh'])).toBe(true);
    expect(await call(odoo.port, 'db', 'list_countries', ['fresh'])).toContainEqual(['af', 'Afghanistan']);
  });
});

describe('plain HTTP', () => {
  it('passes its health check with 18 bytes that no cache may keep, and no cookie', async () => {
    const answer = await sendRaw(odoo.port, request('GET', '/web/health?db_server_status=1'));
    expect(answer.body).toBe('{"status": "pass"}');
    expect(answer.headers.get('cache-control')).toBe('no-store');
    expect(answer.headers.has('set-cookie')).toBe(false);
    const bare = await sendRaw(odoo.port, request('HEAD', '/web/health'));
    expect([bare.headers.get('content-length'), bare.body]).toEqual(['18', '']);
  });

  it.each([
    ['/', 303, '/web'],
    ['/web', 303, '/web/database/selector'],
    ['/web/login', 303, '/web/database/selector'],
    ['/web/login?db=nosuch', 302, '/web/login?db=nosuch'],
  ])('redirects %s with %i to %s and sets a cookie', async (path, status, location) => {
    const answer = await sendRaw(odoo.port, request('GET', path));
    expect([answer.status, answer.headers.get('location')]).toEqual([status, location]);
    expect(answer.headers.get('set-cookie')).toMatch(/^session_id=/);
  });

  it.each(['/metrics', '/robots.txt', '/web/version', '/json/2/res.users/read'])('has no %s', async (path) => {
    const answer = await sendRaw(odoo.port, request('GET', path));
    expect(answer.status).toBe(404);
    expect(answer.headers.get('content-type')).toMatch(/^text\/html/);
  });

  it('tells its version to a JSON post on /web/webclient/version_info only', async () => {
    expect((await sendRaw(odoo.port, request('GET', '/web/webclient/version_info'))).status).toBe(400);
    const answer = await sendRaw(odoo.port, jsonPost('/web/webclient/version_info', { id: 1 }));
    expect(answer.body).toBe(VERSION_16);
    expect(answer.headers.has('set-cookie')).toBe(true);
  });

  it('answers TLS on a plain port at once', async () => {
    expect((await sendRaw(odoo.port, '\u0016\u0003\u0001')).status).toBe(400);
  });

  it('lets a form post replace the master password when it is the insecure default', async () => {
    await odoo.set({ masterPassword: 'admin' });
    const drop = request('POST', '/web/database/drop', 'master_pwd=hacked&name=nosuch');
    expect((await sendRaw(odoo.port, drop)).status).toBe(303);
    expect(await call(odoo.port, 'db', 'list_countries', ['admin'])).toMatchObject({ message: 'Access Denied' });
    expect(await call(odoo.port, 'db', 'list_countries', ['hacked'])).toHaveLength(3);
  });
});

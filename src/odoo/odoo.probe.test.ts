import http from 'node:http';
import { type AddressInfo } from 'node:net';
import { Egress } from './egress';
import { probe, type ProbeOutcome } from './odoo.probe';
import { deadlineIn, Transport } from './transport';

/** What stands at a path: a status and a body, or a body alone for 200; undefined is never answered. */
type Page = string | { status: number; body: string; location?: string } | undefined;

/** Pages by path, and for `/jsonrpc` by RPC method. */
type Site = Record<string, Page>;

const VERSION_16 =
  '{"jsonrpc": "2.0", "id": 1, "result": {"server_version": "16.0", "server_version_info": [16, 0, 0, "final", 0, ""], "server_serie": "16.0", "protocol_version": 1}}';
const VERSION_19 = VERSION_16.replaceAll('16', '19');
const WEB_VERSION = '{"version_info": [22, 0, 0, "final", 0, ""], "version": "22.0"}';
const HEALTH_UP = '{"status": "pass", "db_server_status": true}';
const HEALTH_DOWN = { status: 500, body: '{"status": "fail", "db_server_status": false}' };
const NOT_FOUND = { status: 404, body: '<!doctype html><title>404 Not Found</title>' };

const result = (value: unknown): string => JSON.stringify({ jsonrpc: '2.0', id: 1, result: value });
const error = (name: string, message: string): string =>
  JSON.stringify({
    jsonrpc: '2.0',
    id: 1,
    error: { code: 200, message: 'Odoo Server Error', data: { name, message, debug: 'Traceback: /opt/odoo/secret' } },
  });
const DENIED = error('odoo.exceptions.AccessDenied', 'Access Denied');
const PG_DOWN = error(
  'psycopg2.OperationalError',
  'connection to server at "127.0.0.1", port 5432 failed: Connection refused\n\tIs the server running?',
);

const transport = new Transport(new Egress([], []));
const servers: http.Server[] = [];

afterEach(() => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
});

afterAll(() => {
  transport.close();
});

/** Serves a site; lists what was asked and how many requests were open at most. */
async function serve(site: Site): Promise<{ url: string; asked: string[]; mostOpen: () => number }> {
  const asked: string[] = [];
  let open = 0;
  let mostOpen = 0;
  const server = http.createServer((request, response) => {
    mostOpen = Math.max(mostOpen, ++open);
    response.on('close', () => open--);
    let body = '';
    request.on('data', (chunk: Buffer) => (body += chunk.toString()));
    request.on('end', () => {
      const path = request.url ?? '';
      const what = path in site ? path : (/"method":"(?!call)(\w+)"/.exec(body)?.[1] ?? path);
      asked.push(what);
      answer(response, site[what]);
    });
  });
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { url: `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`, asked, mostOpen: () => mostOpen };
}

function answer(response: http.ServerResponse, page: Page): void {
  if (page === undefined) return;
  const { status, body, location } = typeof page === 'object' ? page : { status: 200, body: page, location: undefined };
  response.writeHead(status, { Connection: 'close', ...(location !== undefined && { Location: location }) }).end(body);
}

async function probeSite(site: Site, databaseProven = false, timeoutMs = 5_000): Promise<ProbeOutcome> {
  const { url } = await serve(site);
  return probe(transport, { url, tlsCa: null }, deadlineIn(timeoutMs), databaseProven);
}

describe('a healthy server', () => {
  it('of version 16 tells its version, its time and that its database is up', async () => {
    const { url, asked, mostOpen } = await serve({ version: VERSION_16, list: result(['std_full']) });
    expect(await probe(transport, { url, tlsCa: null }, deadlineIn(5_000), false)).toEqual({
      reached: true,
      reason: null,
      detail: null,
      protocol: 'jsonrpc',
      odooVersion: '16.0',
      responseTimeMs: expect.any(Number) as number,
      database: 'up',
      databaseProven: false,
      certificateExpiresAt: null,
    });
    expect([asked, mostOpen()]).toEqual([['version', 'list'], 1]);
  });

  it('of version 19 is asked for its database by /web/health', async () => {
    const { url, asked } = await serve({ version: VERSION_19, '/web/health?db_server_status=1': HEALTH_UP });
    const outcome = await probe(transport, { url, tlsCa: null }, deadlineIn(5_000), false);
    expect(outcome).toMatchObject({ odooVersion: '19.0', database: 'up', reason: null });
    expect(asked).toEqual(['version', '/web/health?db_server_status=1']);
  });

  it('of a line that ignores db_server_status is asked for its databases instead', async () => {
    const site = { version: VERSION_19, '/web/health?db_server_status=1': '{"status": "pass"}', list: PG_DOWN };
    expect(await probeSite(site)).toMatchObject({ database: 'down', reason: 'database-down' });
  });

  it('without /jsonrpc is asked by /web/version', async () => {
    const site = { '/jsonrpc': NOT_FOUND, '/web/version': WEB_VERSION, '/web/health?db_server_status=1': HEALTH_UP };
    expect(await probeSite(site)).toMatchObject({
      reached: true,
      protocol: 'web-version',
      odooVersion: '22.0',
      database: 'up',
    });
  });

  it('of version 20 without a word on its database leaves that unknown', async () => {
    const { url, asked } = await serve({
      version: VERSION_16.replaceAll('16', '20'),
      '/web/health?db_server_status=1': NOT_FOUND,
    });
    const outcome = await probe(transport, { url, tlsCa: null }, deadlineIn(5_000), false);
    expect(outcome).toMatchObject({ reached: true, reason: null, database: 'unknown' });
    expect(asked).toEqual(['version', '/web/health?db_server_status=1']);
  });

  it('without the common service is asked by /web/version', async () => {
    const site = {
      version: error('builtins.KeyError', 'common'),
      '/web/version': WEB_VERSION,
      '/web/health?db_server_status=1': HEALTH_UP,
    };
    expect(await probeSite(site)).toMatchObject({ reached: true, protocol: 'web-version' });
  });

  it('below a path is asked below that path', async () => {
    const { url } = await serve({ '/erp/jsonrpc': VERSION_16, '/jsonrpc': NOT_FOUND });
    const outcome = await probe(transport, { url: `${url}/erp/`, tlsCa: null }, deadlineIn(5_000), false);
    expect(outcome.reached).toBe(true);
  });
});

describe('the database of a server that answers', () => {
  it('is down when listing raises an OperationalError, said in its first line only', async () => {
    expect(await probeSite({ version: VERSION_16, list: PG_DOWN })).toMatchObject({
      reached: true,
      reason: 'database-down',
      detail: 'connection to server at "127.0.0.1", port 5432 failed: Connection refused',
      database: 'down',
    });
  });

  it('is down when /web/health says so', async () => {
    const outcome = await probeSite({ version: VERSION_19, '/web/health?db_server_status=1': HEALTH_DOWN });
    expect(outcome).toMatchObject({ reached: true, reason: 'database-down', database: 'down' });
  });

  it.each([
    ['up and proven', true, false, { database: 'up', databaseProven: true, reason: null }],
    ['unknown', false, false, { database: 'unknown', databaseProven: false, reason: null }],
    ['down', false, true, { database: 'down', databaseProven: true, reason: 'database-down' }],
    ['up and still proven', true, true, { database: 'up', databaseProven: true, reason: null }],
  ])(
    'that may not be listed is %s when postgres exists is %p and proven was %p',
    async (_, exists, proven, expected) => {
      const site = { version: VERSION_16, list: DENIED, db_exist: result(exists) };
      expect(await probeSite(site, proven)).toMatchObject(expected);
    },
  );

  it.each([
    ['another error', error('psycopg2.pool.PoolError', 'The Connection Pool Is Full')],
    ['a status', { status: 500, body: 'x' }],
    ['no list', result(false)],
    ['no service', error('builtins.KeyError', 'db')],
  ])('is unknown after %s, and the server stays well', async (_, list) => {
    expect(await probeSite({ version: VERSION_16, list }, true)).toMatchObject({
      reached: true,
      reason: null,
      database: 'unknown',
      databaseProven: true,
    });
  });

  it('is unknown when the check runs out of time, and the server stays well', async () => {
    const outcome = await probeSite({ version: VERSION_16, list: undefined }, false, 400);
    expect(outcome).toMatchObject({ reached: true, reason: null, database: 'unknown' });
  });
});

describe('a server that is not reached', () => {
  it.each<[string, string, Site]>([
    [
      'an error instead of the version',
      'odoo-error',
      { version: error('builtins.Exception', 'x'), '/web/version': NOT_FOUND },
    ],
    ['a web page', 'not-odoo', { '/jsonrpc': '<html>hello</html>', '/web/version': '<html>hello</html>' }],
    ['another product', 'not-odoo', { '/jsonrpc': '{"status":"ok"}', '/web/version': '{"version":"1.2"}' }],
    ['another JSON-RPC', 'not-odoo', { '/jsonrpc': result('0x1'), '/web/version': NOT_FOUND }],
    [
      'an error of another JSON-RPC',
      'not-odoo',
      { '/jsonrpc': '{"jsonrpc":"2.0","error":{"code":-32601}}', '/web/version': NOT_FOUND },
    ],
    ['404 everywhere', 'not-odoo', { '/jsonrpc': NOT_FOUND, '/web/version': NOT_FOUND }],
    ['a redirect', 'redirect', { '/jsonrpc': { status: 303, body: '', location: 'https://x.test/web?token=1' } }],
    ['an error of the proxy', 'http-status', { '/jsonrpc': { status: 502, body: 'Bad Gateway' } }],
    ['a huge answer', 'too-large', { '/jsonrpc': 'x'.repeat(1_100_000) }],
  ])('because of %s has the reason %s', async (_, reason, site) => {
    const outcome = await probeSite(site);
    expect(outcome).toMatchObject({
      reached: false,
      reason,
      responseTimeMs: null,
      database: 'unknown',
      protocol: null,
    });
    expect(outcome.detail).not.toMatch(/token|Traceback/);
  });

  it('because it hangs has timed out at the deadline over all requests', async () => {
    const startedAt = performance.now();
    expect(await probeSite({}, true, 100)).toMatchObject({ reached: false, reason: 'timeout', databaseProven: true });
    expect(performance.now() - startedAt).toBeLessThan(1_000);
  });

  it('because its address is denied is never called', async () => {
    const target = { url: 'http://169.254.169.254:8069', tlsCa: null };
    expect((await probe(transport, target, deadlineIn(1_000), false)).reason).toBe('address-denied');
  });

  it('because its address is no URL is our own fault', async () => {
    expect((await probe(transport, { url: 'x', tlsCa: null }, deadlineIn(1_000), false)).reason).toBe('internal');
  });
});

import {
  closeSites,
  error,
  FORBIDDEN,
  HEALTH,
  HEALTH_UP,
  NOT_FOUND,
  probeSite,
  probeUrl,
  result,
  serve,
  type Site,
  versionOf,
} from './site.testing';

afterEach(closeSites);

describe('a healthy server', () => {
  it('of version 16 tells its version, its time and that its database is up, in two calls one after the other', async () => {
    const { url, asked, mostOpen } = await serve({ version: versionOf(16), db_exist: result(true) });
    expect(await probeUrl(url)).toEqual({
      reached: true,
      reason: null,
      detail: null,
      protocol: 'jsonrpc',
      odooVersion: '16.0',
      responseTimeMs: expect.any(Number) as number,
      database: 'up',
      databaseProven: true,
      certificate: null,
    });
    expect([asked, mostOpen()]).toEqual([['version', 'db_exist'], 1]);
  });

  it('below a path is asked below that path', async () => {
    const { url } = await serve({ '/erp/jsonrpc': versionOf(16), '/jsonrpc': NOT_FOUND });
    expect((await probeUrl(`${url}/erp/`)).reached).toBe(true);
  });
});

describe('a server that is not reached', () => {
  const shut = { '/web/version': NOT_FOUND, '/web/webclient/version_info': NOT_FOUND, [HEALTH]: NOT_FOUND };

  it.each<[string, string, Site]>([
    ['an error instead of the version', 'odoo-error', { version: error('builtins.Exception', 'x'), ...shut }],
    [
      'a web page',
      'not-odoo',
      Object.fromEntries(
        ['/jsonrpc', '/web/version', '/web/webclient/version_info', HEALTH].map((path) => [path, '<html>hello</html>']),
      ),
    ],
    [
      'another product',
      'not-odoo',
      { ...shut, '/jsonrpc': '{"status":"ok"}', '/web/version': '{"version":"1.2"}', [HEALTH]: '{"status":"ok"}' },
    ],
    ['another JSON-RPC', 'not-odoo', { '/jsonrpc': result('0x1'), ...shut }],
    ['an error of another JSON-RPC', 'not-odoo', { '/jsonrpc': '{"jsonrpc":"2.0","error":{"code":-32601}}', ...shut }],
    ['404 everywhere', 'not-odoo', { '/jsonrpc': NOT_FOUND, ...shut }],
    ['a proxy that shuts everything', 'http-status', { ...shut, '/jsonrpc': FORBIDDEN }],
    ['a redirect', 'redirect', { '/jsonrpc': { status: 303, body: '', location: 'https://x.test/web?token=1' } }],
    ['an error of the proxy', 'http-status', { '/jsonrpc': { status: 502, body: 'Bad Gateway' } }],
    [
      'an error of the proxy behind shut RPC',
      'http-status',
      { '/jsonrpc': FORBIDDEN, '/web/version': { status: 502, body: 'Bad Gateway' } },
    ],
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
    const outcome = await probeSite({}, { databaseProven: true }, 100);
    expect(outcome).toMatchObject({ reached: false, reason: 'timeout', databaseProven: true });
    expect(performance.now() - startedAt).toBeLessThan(1_000);
  });

  it('because its address is denied is never called', async () => {
    expect((await probeUrl('http://169.254.169.254:8069')).reason).toBe('address-denied');
  });

  it('because its address is no URL is our own fault', async () => {
    expect((await probeUrl('x')).reason).toBe('internal');
  });
});

describe('a server of version 19', () => {
  const site = {
    version: versionOf(19),
    '/web/version': '{"version_info": [19, 0], "version": "19.0"}',
    [HEALTH]: HEALTH_UP,
  };

  it('is asked by pages alone once its version is known', async () => {
    const first = await probeSite(site);
    const next = await probeSite(site, first);
    expect([first, next].map(({ protocol, asked }) => [protocol, asked])).toEqual([
      ['jsonrpc', ['version', HEALTH]],
      ['web-version', ['/web/version', HEALTH]],
    ]);
    expect(next).toMatchObject({ odooVersion: '19.0', database: 'up', reason: null });
  });
});

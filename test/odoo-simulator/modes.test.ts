import { Agent, request as httpRequest } from 'node:http';
import { call, request, rpc, sendAndWait, sendRaw } from './raw-client';
import { OdooSimulator, type Mode } from './simulator';

const VERSION = rpc('common', 'version');

let odoo: OdooSimulator;
beforeEach(async () => {
  odoo = await OdooSimulator.start();
});
afterEach(() => odoo.stop());

/** Resolves when the server has received as many requests. */
async function received(count: number): Promise<void> {
  while (odoo.received < count) await new Promise((resolve) => setImmediate(resolve));
}

describe('modes of the connection', () => {
  it('takes its time when slow', async () => {
    await odoo.set({ mode: 'slow', delayMs: 60 });
    const start = performance.now();
    expect((await sendRaw(odoo.port, VERSION)).status).toBe(200);
    expect(performance.now() - start).toBeGreaterThanOrEqual(59);
  });

  it.each<Mode>(['hanging', 'database-frozen'])('accepts and sends no byte while %s, then answers', async (mode) => {
    await odoo.set({ mode });
    const pending = sendRaw(odoo.port, VERSION);
    await received(1);
    expect(odoo.openNow).toBe(1);
    await odoo.set({ mode: 'ok' });
    expect((await pending).status).toBe(200);
    expect(odoo.openNow).toBe(0);
  });

  it('drips its answer byte by byte', async () => {
    await odoo.set({ mode: 'drip', delayMs: 1 });
    const { first, close } = await sendAndWait(odoo.port, VERSION);
    expect(first).toBe('H');
    close();
    expect((await sendRaw(odoo.port, VERSION)).body).toHaveLength(163);
  });
});

describe('broken connections', () => {
  it('refuses connections while refusing or stopped, and answers on the same port again', async () => {
    const { port } = odoo;
    await odoo.set({ mode: 'refusing' });
    expect((await sendRaw(port, VERSION)).error).toBe('ECONNREFUSED');
    await odoo.set({ mode: 'ok' });
    expect((await sendRaw(port, VERSION)).status).toBe(200);
    await odoo.stop();
    expect((await sendRaw(port, VERSION)).error).toBe('ECONNREFUSED');
    await odoo.restart();
    expect((await sendRaw(port, VERSION)).status).toBe(200);
    expect(odoo.port).toBe(port);
  });

  it('resets, or closes without a byte', async () => {
    await odoo.set({ mode: 'reset' });
    expect(await sendRaw(odoo.port, VERSION)).toMatchObject({ error: 'ECONNRESET', bytes: '' });
    await odoo.set({ mode: 'empty-reply' });
    expect(await sendRaw(odoo.port, VERSION)).toMatchObject({ error: undefined, bytes: '' });
  });

  it('promises more bytes than it sends when truncated', async () => {
    await odoo.set({ mode: 'truncated' });
    const answer = await sendRaw(odoo.port, VERSION);
    expect([answer.headers.get('content-length'), answer.body.length]).toEqual(['163', 81]);
  });
});

describe('modes of the content', () => {
  it('sends more than a MiB, with its length, in chunks, or until the end of the connection', async () => {
    await odoo.set({ mode: 'huge-body' });
    const whole = await sendRaw(odoo.port, VERSION);
    expect(whole.body.length).toBeGreaterThan(1024 * 1024);
    expect(whole.headers.get('content-length')).toBe(String(whole.body.length));
    await odoo.set({ mode: 'huge-body-chunked' });
    const chunked = await sendRaw(odoo.port, VERSION);
    expect(chunked.headers.get('transfer-encoding')).toBe('chunked');
    expect(chunked.body.endsWith('\r\n0\r\n\r\n')).toBe(true);
    await odoo.set({ threaded: false });
    const endless = await sendRaw(odoo.port, VERSION);
    expect([endless.headers.has('transfer-encoding'), endless.headers.has('content-length')]).toEqual([false, false]);
    expect(endless.body).toBe(whole.body);
  });

  it.each<[Mode, number, RegExp]>([
    ['wrong-product', 200, /^<!DOCTYPE html>/],
    ['wrong-product-json', 200, /^{"name": "another product"/],
    ['http-error', 500, /Internal Server Error/],
    ['error-200', 200, /"message": "The Connection Pool Is Full"/],
    ['malformed-json', 200, /"server_version": "16$/],
  ])('answers %s with %i and a body of its kind', async (mode, status, body) => {
    await odoo.set({ mode });
    const answer = await sendRaw(odoo.port, VERSION);
    expect(answer.status).toBe(status);
    expect(answer.body).toMatch(body);
  });

  it('answers the error status it is told to', async () => {
    await odoo.set({ mode: 'http-error', status: 503 });
    expect((await sendRaw(odoo.port, VERSION)).statusLine).toBe('HTTP/1.1 503 SERVICE UNAVAILABLE');
  });

  it('redirects to /web, which leads on to a page, or to itself for ever', async () => {
    await odoo.set({ mode: 'redirect' });
    expect((await sendRaw(odoo.port, VERSION)).headers.get('location')).toBe('/web');
    expect((await sendRaw(odoo.port, request('GET', '/web/database/selector'))).status).toBe(200);
    await odoo.set({ mode: 'redirect-loop' });
    const loop = await sendRaw(odoo.port, VERSION);
    expect([loop.status, loop.headers.get('location')]).toEqual([302, '/jsonrpc']);
  });
});

describe('a stopped PostgreSQL', () => {
  beforeEach(() => odoo.set({ mode: 'database-down' }));

  it('shows in list and authenticate, not in version, health and list_countries', async () => {
    const down = {
      name: 'psycopg2.OperationalError',
      message: expect.stringContaining('Connection refused') as string,
    };
    expect(await call(odoo.port, 'db', 'list')).toMatchObject(down);
    expect(await call(odoo.port, 'common', 'authenticate', ['std_full', 'admin', 'admin', {}])).toMatchObject(down);
    expect(await call(odoo.port, 'common', 'version')).toMatchObject({ server_version: '16.0' });
    expect(await call(odoo.port, 'db', 'list_countries', ['master'])).toHaveLength(3);
    expect((await sendRaw(odoo.port, request('GET', '/web/health'))).body).toBe('{"status": "pass"}');
  });

  it('makes db_exist false, the database page empty and a custom dump the empty string', async () => {
    expect(await call(odoo.port, 'db', 'db_exist', ['postgres'])).toBe(false);
    expect(await call(odoo.port, 'db', 'dump', ['master', 'std_full', 'custom'])).toBe('');
    const page =
      'POST /web/database/list HTTP/1.1\r\nHost: o\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n{}';
    expect((await sendRaw(odoo.port, page)).body).toBe('{"jsonrpc": "2.0", "id": null, "result": []}');
  });

  it('does not show in the list of a server bound to one database', async () => {
    await odoo.set({ monoDb: 'std_full' });
    expect(await call(odoo.port, 'db', 'list')).toEqual(['std_full']);
  });
});

describe('a hardened server', () => {
  it('denies list and changes with the right password, and answers the rest', async () => {
    await odoo.set({ mode: 'hardened' });
    const denied = { name: 'odoo.exceptions.AccessDenied', message: 'Access Denied' };
    const list = (await call(odoo.port, 'db', 'list')) as { debug: string };
    expect(list).toMatchObject(denied);
    expect(list.debug).toContain('if_db_mgt_enabled');
    expect(await call(odoo.port, 'db', 'drop', ['master', 'std_full'])).toMatchObject(denied);
    expect(await call(odoo.port, 'db', 'db_exist', ['postgres'])).toBe(true);
    expect(await call(odoo.port, 'db', 'list_countries', ['master'])).toHaveLength(3);
    expect((await sendRaw(odoo.port, request('GET', '/web/database/manager'))).body).toContain(
      'The database manager has been disabled by the administrator',
    );
  });
});

describe('what it keeps in mind', () => {
  it('logs each request with service and method, and sees two at once', async () => {
    await odoo.set({ mode: 'hanging' });
    const both = [sendRaw(odoo.port, VERSION), sendRaw(odoo.port, VERSION)];
    await received(2);
    await odoo.set({ mode: 'ok' });
    await Promise.all(both);
    await sendRaw(odoo.port, request('GET', '/web/health'));
    expect(odoo.requests.map(({ path, service, rpc: name, overlapped }) => [path, service, name, overlapped])).toEqual([
      ['/jsonrpc', 'common', 'version', false],
      ['/jsonrpc', 'common', 'version', true],
      ['/web/health', undefined, undefined, false],
    ]);
    expect([odoo.maxOpen, odoo.overlaps, odoo.openNow]).toEqual([2, 1, 0]);
  });

  it('keeps only counters when the log is off, and forgets them when told to', async () => {
    await odoo.set({ log: false });
    await sendRaw(odoo.port, VERSION);
    expect([odoo.requests.length, odoo.received]).toEqual([0, 1]);
    odoo.forget();
    expect(odoo.received).toBe(0);
  });

  it('stops counting a request its client gave up', async () => {
    await odoo.set({ mode: 'drip', delayMs: 1 });
    const { close } = await sendAndWait(odoo.port, VERSION);
    expect(odoo.openNow).toBe(1);
    close();
    while (odoo.openNow > 0) await new Promise((resolve) => setImmediate(resolve));
  });
});

describe('kept connections', () => {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  afterEach(() => {
    agent.destroy();
  });

  /** The status of a GET over the kept connection. */
  function get(): Promise<number | undefined> {
    return new Promise((resolve, reject) => {
      const sent = httpRequest(`${odoo.url}/web/health`, { agent }, (answer) => {
        answer.resume().on('end', () => {
          resolve(answer.statusCode);
        });
      });
      sent.on('error', reject).end();
    });
  }

  it('carries several requests over one connection behind nginx', async () => {
    await odoo.set({ keepAlive: true });
    expect([await get(), await get(), await get(), odoo.accepted]).toEqual([200, 200, 200, 1]);
  });

  it('resets a kept connection as a stale one is reset', async () => {
    await odoo.set({ keepAlive: true, staleAfter: 1 });
    expect(await get()).toBe(200);
    await expect(get()).rejects.toMatchObject({ code: 'ECONNRESET' });
    expect(await get()).toBe(200);
  });
});

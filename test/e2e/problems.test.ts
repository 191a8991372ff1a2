import { connect } from 'node:net';
import { startApp, type TestApp } from '../support/app';
import { type LoggedApp, startLogged } from '../support/logged';
import { enterServer } from '../support/servers';

type Answer = Awaited<ReturnType<TestApp['call']>>;

const UNKNOWN_ID = '019a8d2e-7c3b-7e4f-9a1b-2c3d4e5f6a7b';

describe('a problem over HTTP', () => {
  let amiral: TestApp;
  let logged: LoggedApp;

  beforeAll(async () => {
    amiral = await startApp();
    logged = await startLogged(amiral);
  });
  afterAll(async () => {
    await logged.stop();
    await amiral.stop();
  });

  const send = (body: string, headers: Record<string, string> = {}) =>
    amiral.call('POST', '/servers', { as: 'admin', body, headers });

  /** Every error is one of these, whoever finds it. */
  function expectProblem({ status, body, headers }: Answer, expected: number, code: string) {
    expect([status, body.code]).toEqual([expected, code]);
    expect(headers.get('content-type')).toBe('application/problem+json; charset=utf-8');
    expect(headers.get('cache-control')).toBe('no-store');
    expect(body).toMatchObject({ type: 'about:blank', status, requestId: headers.get('x-request-id') });
    for (const text of [body.title, body.detail, body.requestId]) expect(text).toMatch(/./);
  }

  it.each([
    '{"name":',
    '{name:1}',
    'name=1',
    '\u0000',
    '{"name":"a"} {}',
    '{"__proto__":{"role":"admin"}}',
    '{"constructor":{"prototype":{"x":1}}}',
  ])('is 400 for %j, which is no JSON anybody should send', async (text) => {
    expectProblem(await send(text), 400, 'malformed-request');
    expect(({} as Record<string, unknown>)['role']).toBeUndefined();
  });

  it('is 422 for JSON that is no object, and for one far too deep', async () => {
    for (const text of ['[]', '"name"', '1', 'true']) expectProblem(await send(text), 422, 'invalid');
    const deep = `{"labels":${'['.repeat(50_000)}${']'.repeat(50_000)}}`;
    expectProblem(await send(deep), 422, 'invalid');
  });

  it.each([
    ['GET', '/nowhere', 404, 'not-found'],
    ['GET', '//nowhere', 404, 'not-found'],
    ['PUT', `/servers/${UNKNOWN_ID}`, 404, 'not-found'],
    ['OPTIONS', '/servers', 404, 'not-found'],
    ['GET', `/servers/${UNKNOWN_ID}`, 404, 'not-found'],
    ['GET', '/servers/prod-1', 400, 'malformed-id'],
    ['GET', '/servers/%27%3B--', 400, 'malformed-id'],
    ['GET', `/servers/${'x'.repeat(500)}`, 400, 'malformed-id'],
    ['GET', `/servers/${'x'.repeat(5_000)}`, 400, 'malformed-path'],
    ['GET', '/servers/%zz', 400, 'malformed-path'],
    ['GET', '/servers/%ff', 400, 'malformed-path'],
  ])('of %s %s is %i %s', async (method, path, status, code) => {
    expectProblem(await amiral.call(method, path, { as: 'admin' }), status, code);
  });

  it.each(['0000-01-01T00:00:00Z', '9999-12-31T23:00:00-05:00', `2027-01-01T00:00:00.${'1'.repeat(200)}Z`])(
    'is 422 for %s, a time that no client could read or the database not store',
    async (time) => {
      for (const path of ['/events', '/deliveries', '/incidents', `/servers/${UNKNOWN_ID}/history`]) {
        const answer = await amiral.call('GET', `${path}?from=${encodeURIComponent(time)}`, { as: 'admin' });
        expectProblem(answer, 422, 'invalid');
      }
      const silence = { reason: 'Too far', labels: { rack: '1' }, endsAt: time };
      expectProblem(await amiral.call('POST', '/silences', { as: 'admin', body: silence }), 422, 'invalid');
    },
  );

  it('is 413 for a body over a mebibyte, announced or not', async () => {
    expectProblem(await send(JSON.stringify({ name: 'x'.repeat(1_048_576) })), 413, 'too-large');
    expect((await send(JSON.stringify({ name: 'x'.repeat(1_000_000) }))).status).toBe(422);
  });

  it.each([
    'text/plain',
    'application/x-www-form-urlencoded',
    'multipart/form-data; boundary=x',
    'application/xml',
    'text/html',
  ])('is 415 for a body of %s', async (type) => {
    expectProblem(await send('name=a', { 'content-type': type }), 415, 'unsupported-media-type');
  });

  it('is 401 with how to log in, and 403 with the role that may not', async () => {
    const nobody = await amiral.call('GET', '/servers');
    expectProblem(nobody, 401, 'unauthenticated');
    expect(nobody.headers.get('www-authenticate')).toBe('Bearer');
    const user = await amiral.call('DELETE', `/servers/${UNKNOWN_ID}`, { as: 'user' });
    expectProblem(user, 403, 'forbidden');
    expect(user.body.detail).toContain('user');
  });

  it('carries the request id that was sent, when it is one, and one of its own otherwise', async () => {
    const ask = async (id: string) => {
      const answer = await amiral.call('GET', '/nowhere', { headers: { 'x-request-id': id } });
      expect(answer.headers.get('x-request-id')).toBe(answer.body.requestId);
      return answer.body.requestId as string;
    };
    expect(await ask('trace-0123456789_A')).toBe('trace-0123456789_A');
    for (const bad of ['short', 'x'.repeat(65), 'with space', '<script>alert</script>']) {
      expect(await ask(bad)).toMatch(/^[0-9a-f-]{36}$/);
    }
    const good = await amiral.call('GET', '/servers', { as: 'user', headers: { 'x-request-id': 'trace-good-1' } });
    expect(good.headers.get('x-request-id')).toBe('trace-good-1');
  });

  it('of our own making is 500 without a word about why, which the log has under the same id', async () => {
    await amiral.dataSource.query('ALTER TABLE plans RENAME COLUMN name TO elsewhere');
    const headers = { authorization: `Bearer ${await amiral.token('admin')}`, 'content-type': 'application/json' };
    const body = JSON.stringify({ name: 'Tr0ub4dor', code: 'p-1' });
    const response = await fetch(`${logged.url}/api/v1/plans`, { method: 'POST', headers, body });
    const text = await response.text();
    const listed = await fetch(`${logged.url}/api/v1/plans`, { headers });
    await amiral.dataSource.query('ALTER TABLE plans RENAME COLUMN elsewhere TO name');
    const problem = JSON.parse(text) as { requestId: string };
    expectProblem({ status: response.status, body: problem, headers: response.headers }, 500, 'internal');
    expect([listed.status, listed.headers.get('content-type')]).toEqual([
      500,
      'application/problem+json; charset=utf-8',
    ]);
    expect(text).not.toMatch(/INSERT|SELECT|plans|column|elsewhere|\.ts|\.js|at /);
    const [line] = logged.lines().filter(({ level, requestId }) => level === 50 && requestId === problem.requestId);
    expect(JSON.stringify(line)).toMatch(/column.*does not exist/);
    expect(JSON.stringify(logged.lines())).not.toContain('Tr0ub4dor');
  });

  it('leaves one line in the log for each request, with its id, its route and no query', async () => {
    const headers = { authorization: `Bearer ${await amiral.token('user')}`, 'x-request-id': 'line-of-this-one' };
    await fetch(`${logged.url}/api/v1/servers/${UNKNOWN_ID}?q=private`, { headers });
    const lines = logged.lines().filter(({ requestId }) => requestId === 'line-of-this-one');
    expect(lines).toHaveLength(1);
    expect(lines[0]).toMatchObject({ method: 'GET', route: '/api/v1/servers/:id', status: 404, ip: '127.0.0.1' });
    expect(JSON.stringify(lines)).not.toMatch(/private|Bearer/);
  });

  it('does not keep those who hang up from being counted, nor the server from going on', async () => {
    const { port } = new URL(amiral.url);
    await new Promise<void>((done) => {
      const socket = connect(Number(port), '127.0.0.1', () => {
        socket.end(
          'POST /api/v1/servers HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 99\r\n\r\n{',
        );
      });
      socket
        .on('close', () => done())
        .on('error', () => done())
        .resume();
    });
    expect((await amiral.call('GET', '//health/live')).status).toBe(200);
  });
});

describe('where a request comes from', () => {
  const ipOf = async (env: NodeJS.ProcessEnv) => {
    const amiral = await startApp({ env });
    const { id } = await enterServer(amiral);
    const headers = {
      'x-forwarded-for': '203.0.113.9, 198.51.100.7',
      forwarded: 'for=203.0.113.9',
      'x-real-ip': '203.0.113.9',
    };
    await amiral.call('POST', `/servers/${id}/cordon`, { as: 'admin', headers });
    const { body } = await amiral.call('GET', `/servers/${id}/events?action=cordon`, { as: 'admin' });
    await amiral.stop();
    return body.items[0].ip as string;
  };

  it('is the other end of the connection, whatever it says of itself', async () => {
    expect(await ipOf({})).toBe('127.0.0.1');
    expect(await ipOf({ TRUST_PROXY: '10.0.0.0/8' })).toBe('127.0.0.1');
  });

  it('is what a trusted proxy says, and no further', async () => {
    expect(await ipOf({ TRUST_PROXY: '127.0.0.0/8' })).toBe('198.51.100.7');
    expect(await ipOf({ TRUST_PROXY: '127.0.0.0/8,198.51.100.0/24' })).toBe('203.0.113.9');
  });
});

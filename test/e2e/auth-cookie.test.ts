import { randomBytes } from 'node:crypto';
import { PASSWORD, startApp, type TestApp } from '../support/app';

describe('a refresh token in a cookie', () => {
  let amiral: TestApp;

  beforeAll(async () => {
    amiral = await startApp({ env: { TRUST_PROXY: '127.0.0.1/32', PUBLIC_URL: 'https://console.example.com' } });
  });
  afterAll(async () => {
    await amiral.stop();
  });

  const logIn = (headers: Record<string, string> = {}, at = amiral) =>
    at.call('POST', '/auth/login', {
      body: { email: 'user@example.com', password: PASSWORD, cookie: true },
      headers,
    });
  const refresh = (cookie: string, at = amiral) => at.call('POST', '/auth/refresh', { body: {}, headers: { cookie } });
  const set = (headers: Headers) => headers.getSetCookie().find((text) => text.includes('amiral_refresh_')) ?? '';
  const pairOf = (headers: Headers) => set(headers).split(';')[0] ?? '';

  it('is out of reach of scripts and of other sites, and not in the answer', async () => {
    const { status, body, headers } = await logIn();
    expect(status).toBe(200);
    expect(Object.keys(body).sort()).toEqual(['accessToken', 'expiresIn']);
    expect(set(headers)).toMatch(
      /^amiral_refresh_[0-9a-f]{8}=[^;]+; Max-Age=2592000; Path=\/api\/v1\/auth; HttpOnly; SameSite=Strict$/,
    );
  });

  it('stays on TLS where the browser speaks it, under a name that no other host of the domain can set', async () => {
    const https = { 'x-forwarded-proto': 'https' };
    const { headers } = await logIn(https);
    expect(headers.getSetCookie()).toHaveLength(2);
    for (const cookie of headers.getSetCookie()) {
      expect(cookie).toMatch(
        /^__Host-amiral_(device|refresh)_[0-9a-f]{8}=[^;]+; Max-Age=\d+; Path=\/; Secure; HttpOnly; SameSite=Strict$/,
      );
    }
    const pair = pairOf(headers);
    const spend = (cookie: string) => amiral.call('POST', '/auth/refresh', { body: {}, headers: { ...https, cookie } });
    expect((await spend(pair.replace('__Host-', ''))).status).toBe(401);
    expect((await spend(pair)).status).toBe(200);
  });

  it.each([
    [{ origin: 'https://evil.example' }, 403],
    [{ origin: 'http://blog.127.0.0.1.nip.example' }, 403],
    [{ origin: 'null' }, 403],
    [{ 'sec-fetch-site': 'cross-site' }, 403],
    [{ 'sec-fetch-site': 'same-site', origin: 'http://127.0.0.1' }, 403],
    [{ 'sec-fetch-site': 'same-origin', origin: 'https://amiral.example.com' }, 200],
    [{ origin: 'own' }, 200],
    [{ origin: 'https://console.example.com' }, 200],
    [{}, 200],
  ])('is spent, set and taken away for pages of its own alone: %j', async (headers, status) => {
    const sent = Object.fromEntries(
      Object.entries(headers).map(([name, value]) => [name, value === 'own' ? amiral.url : value]),
    );
    const { body, headers: given } = await logIn();
    const cookie = pairOf(given);
    const answer = await amiral.call('POST', '/auth/refresh', { body: {}, headers: { ...sent, cookie } });
    expect([answer.status, answer.body.code]).toEqual([status, status === 403 ? 'foreign-origin' : undefined]);
    expect((await logIn(sent)).status).toBe(status);
    const out = await amiral.call('POST', '/auth/logout', { token: body.accessToken, headers: { ...sent, cookie } });
    expect(out.status).toBe(status === 200 ? 204 : 403);
  });

  it('is spent for a new one, gives that again when it comes back at once, and ends the session when it comes back after that', async () => {
    const first = pairOf((await logIn()).headers);
    const { status, body, headers } = await refresh(`other=1; ${first}; another=2`);
    expect(status).toBe(200);
    expect(Object.keys(body).sort()).toEqual(['accessToken', 'expiresIn']);
    expect((await amiral.call('GET', '/auth/me', { token: body.accessToken })).status).toBe(200);
    expect(pairOf(headers)).not.toBe(first);
    expect(pairOf((await refresh(first)).headers)).toBe(pairOf(headers));
    expect((await refresh(pairOf(headers))).status).toBe(200);
    expect((await refresh(first)).status).toBe(401);
    expect((await refresh(pairOf(headers))).status).toBe(401);
  });

  it('comes only when it is asked for', async () => {
    const body = { email: 'user@example.com', password: PASSWORD };
    const answer = await amiral.call('POST', '/auth/login', { body });
    expect(answer.headers.get('set-cookie')).toBeNull();
    const again = await amiral.call('POST', '/auth/refresh', { body: { refreshToken: answer.body.refreshToken } });
    expect(again.body.refreshToken).toEqual(expect.any(String));
    expect(again.headers.get('set-cookie')).toBeNull();
  });

  it('goes with the session when its owner logs out', async () => {
    const { body, headers } = await logIn();
    const cookie = pairOf(headers);
    const left = await amiral.call('POST', '/auth/logout', { token: body.accessToken, headers: { cookie } });
    expect(left.status).toBe(204);
    expect(set(left.headers)).toMatch(/^amiral_refresh_[0-9a-f]{8}=; Max-Age=0; /);
    expect((await refresh(cookie)).status).toBe(401);
  });

  it('is told from that of another Amiral on the same host name', async () => {
    const other = await startApp();
    const cookies = [pairOf((await logIn()).headers), pairOf((await logIn({}, other)).headers)].join('; ');
    expect((await refresh(cookies)).status).toBe(200);
    expect((await refresh(cookies, other)).status).toBe(200);
    await other.stop();
  });

  it('is still good after the key was changed, under its new name', async () => {
    const { config } = amiral;
    const newest = randomBytes(32).toString('base64');
    const secretKeys = [newest, ...config.secretKeys];
    const next = await startApp({ beside: { ...amiral, config: { ...config, secretKeys } } });
    const old = pairOf((await logIn()).headers);
    const { status, headers } = await refresh(old, next);
    expect(status).toBe(200);
    const [taken = '', dropped = ''] = headers.getSetCookie().filter((text) => text.includes('amiral_refresh_'));
    const [name, oldName] = [taken, old].map((text) => text.split('=')[0] ?? '');
    expect(name).not.toBe(oldName);
    expect(dropped).toMatch(new RegExp(`^${oldName ?? ''}=; Max-Age=0; `));
    expect((await refresh(taken.split(';')[0] ?? '', next)).status).toBe(200);
    await next.stop();
  });

  it('is missed as an ended session is', async () => {
    const { status, body } = await refresh('other=1');
    expect([status, body.code]).toEqual([401, 'session-ended']);
  });
});

import { PASSWORD, startApp, type TestApp } from '../support/app';

describe('failed logins', () => {
  let amiral: TestApp;

  beforeAll(async () => {
    amiral = await startApp({ env: { TRUST_PROXY: '127.0.0.1/32,198.51.100.0/24' } });
  });
  afterAll(async () => {
    await amiral.stop();
  });
  beforeEach(async () => {
    await amiral.dataSource.query('DELETE FROM login_failures');
  });

  let serial = 0;
  const logIn = (from: string, { email = 'user@example.com', password = 'wrong', cookie = '' } = {}) =>
    amiral.call('POST', '/auth/login', {
      body: { email, password, cookie: true },
      headers: { 'x-forwarded-for': from, cookie },
    });
  const stranger = (from: string) => logIn(from, { email: `x${String(++serial)}@example.com` });
  const fail = async (times: number, from: (n: number) => string) => {
    for (let n = 0; n < times; n++) expect((await stranger(from(n))).status).toBe(401);
  };
  /** The cookies of a browser in which somebody has logged in. */
  const known = async (email = 'user@example.com') => {
    const { headers } = await logIn('192.0.2.77', { email, password: PASSWORD });
    return headers
      .getSetCookie()
      .map((text) => text.split(';')[0] ?? '')
      .filter((pair) => pair.startsWith('amiral_device_'))
      .join('; ');
  };

  it('count together for a whole /64 of IPv6, and for no other', async () => {
    await fail(50, (n) => `2001:db8:0:7:${n.toString(16)}::1`);
    expect((await stranger('2001:db8:0:7:ffff::2')).status).toBe(429);
    expect((await stranger('2001:db8:0:8::1')).status).toBe(401);
  });

  it('count together whatever port a proxy writes behind the address, and however many proxies do', async () => {
    await fail(50, (n) => (n % 2 ? `203.0.113.5:${String(40_000 + n)}` : `203.0.113.5, 198.51.100.7:${String(n + 1)}`));
    expect((await stranger('203.0.113.5')).status).toBe(429);
    await fail(50, (n) => `[2001:db8::1]:${String(40_000 + n)}`);
    expect((await stranger('2001:db8::2')).status).toBe(429);
  });

  it.each(['x'.repeat(8_000), "'; DROP TABLE users; --", '1, '.repeat(2_000)])(
    'are answered when the address is nonsense: %#',
    async (from) => {
      expect((await stranger(from)).status).toBe(401);
      const [line] = (await amiral.call('GET', '/events?action=login-failed', { as: 'admin' })).body.items;
      expect(line.ip).toBe('unknown');
    },
  );

  it('of strangers do not lock out a browser in which its owner has logged in before, and of others they do', async () => {
    const cookie = await known();
    for (let n = 0; n < 10; n++) expect((await logIn(`203.0.113.${String(n)}`)).status).toBe(401);
    expect((await logIn('203.0.113.99', { password: PASSWORD })).status).toBe(429);
    expect((await logIn('203.0.113.99', { password: PASSWORD, cookie })).status).toBe(200);
    expect((await logIn('203.0.113.99', { password: PASSWORD })).status).toBe(429);
  });

  it('of strangers at the same address do not lock it out either', async () => {
    const cookie = await known();
    await fail(50, () => '203.0.113.5');
    expect((await logIn('203.0.113.5', { password: PASSWORD })).status).toBe(429);
    expect((await logIn('203.0.113.5', { password: PASSWORD, cookie })).status).toBe(200);
  });

  it('in such a browser count by themselves, and stop the eleventh try', async () => {
    const cookie = await known();
    for (let n = 0; n < 10; n++) expect((await logIn(`203.0.113.${String(n)}`, { cookie })).status).toBe(401);
    const { status, body } = await logIn('203.0.113.99', { password: PASSWORD, cookie });
    expect([status, body.code]).toEqual([429, 'too-many-logins']);
    expect((await logIn('203.0.113.99', { password: PASSWORD })).status).toBe(200);
  });

  it('count as those of strangers with a cookie that is made up, or of somebody else', async () => {
    const others = await known('manager@example.com');
    const [name = '', value = ''] = (await known()).split('=');
    const madeUp = `${name}=${value.startsWith('A') ? 'B' : 'A'}${value.slice(1)}`;
    for (let n = 0; n < 10; n++) await logIn(`203.0.113.${String(n)}`);
    const moved = `${name}=${others.split('=')[1] ?? ''}`;
    for (const cookie of [others, moved, madeUp, `${name}=`, `${name}=x.y`]) {
      expect([cookie, (await logIn('203.0.113.99', { password: PASSWORD, cookie })).status]).toEqual([cookie, 429]);
    }
  });
});

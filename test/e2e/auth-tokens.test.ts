import { createHmac, randomBytes } from 'node:crypto';
import { createApp } from '../../src/app';
import { createLog } from '../../src/common/logging';
import { KeyRing } from '../../src/database/secrets';
import { PASSWORD, startApp, type TestApp } from '../support/app';

type Part = Record<string, unknown>;

const encode = (part: Part) => Buffer.from(JSON.stringify(part)).toString('base64url');
const decode = (part = '') => JSON.parse(Buffer.from(part, 'base64url').toString()) as Part;

function signed(header: Part, claims: Part, key: Buffer, hash = 'sha256'): string {
  const text = `${encode(header)}.${encode(claims)}`;
  return `${text}.${createHmac(hash, key).update(text).digest('base64url')}`;
}

describe('an access token', () => {
  let amiral: TestApp;
  let good: string;
  let header: Part;
  let claims: Part;
  let key: Buffer;

  beforeAll(async () => {
    amiral = await startApp();
    good = await amiral.token('admin');
    const [first, second] = good.split('.');
    [header, claims] = [decode(first), decode(second)];
    key = derived(amiral.config.secretKeys[0] ?? '');
  });
  afterAll(async () => {
    await amiral.stop();
  });

  const derived = (secret: string) => new KeyRing([secret]).derive('amiral access token')[0]?.bytes ?? Buffer.alloc(0);
  const who = (token: string) => amiral.call('GET', '/auth/me', { token });

  it('says who and which session for 15 minutes, and nothing that could get old', () => {
    const { iat, exp, ...rest } = claims as { iat: number; exp: number };
    expect(exp - iat).toBe(900);
    expect(Math.abs(iat - Date.now() / 1000)).toBeLessThan(60);
    expect(Object.keys(rest).sort()).toEqual(['iss', 'sid', 'sub']);
    expect(rest).toMatchObject({ sub: amiral.userId('admin'), iss: 'amiral' });
    expect(header).toMatchObject({ alg: 'HS256', typ: 'JWT' });
  });

  it('made by hand with the right key is good, so what is refused below is refused for its fault', async () => {
    expect((await who(signed(header, claims, key))).status).toBe(200);
  });

  it('is over after 15 minutes', async () => {
    const now = Math.floor(Date.now() / 1000);
    expect((await who(signed(header, { ...claims, iat: now - 899, exp: now + 1 }, key))).status).toBe(200);
    expect((await who(signed(header, { ...claims, iat: now - 901, exp: now - 1 }, key))).status).toBe(401);
  });

  it('is over after 15 minutes even where it was seen to be good before', async () => {
    const { body } = await amiral.call('POST', '/auth/login', {
      body: { email: 'user@example.com', password: PASSWORD },
    });
    const { accessToken } = body as { accessToken: string };
    expect((await who(accessToken)).status).toBe(200);
    const later = Date.now() + 901_000;
    const clock = jest.spyOn(Date, 'now').mockReturnValue(later);
    const { status } = await who(accessToken);
    clock.mockRestore();
    expect(status).toBe(401);
  });

  it('is refused when anything about it was changed', async () => {
    const [head = '', body = '', tag = ''] = good.split('.');
    const other = { ...claims, sub: amiral.userId('user') };
    const forged: Record<string, string> = {
      'other claims': `${head}.${encode(other)}.${tag}`,
      'other tag': `${head}.${body}.${tag.startsWith('A') ? 'B' : 'A'}${tag.slice(1)}`,
      'no tag': `${head}.${body}.`,
      'no dots': good.replaceAll('.', ''),
      'alg none': `${encode({ ...header, alg: 'none' })}.${body}.`,
      'alg None with tag': `${encode({ ...header, alg: 'None' })}.${body}.${tag}`,
      'alg HS512': signed({ ...header, alg: 'HS512' }, claims, key, 'sha512'),
      'alg RS256': signed({ ...header, alg: 'RS256' }, claims, key),
      'other kid': signed({ ...header, kid: 'ffffffff' }, claims, key),
      'no kid': signed({ alg: 'HS256', typ: 'JWT' }, claims, key),
      'kid of another type': signed({ ...header, kid: 5 }, claims, key),
      'other key': signed(header, claims, randomBytes(32)),
      'the secret itself as key': signed(header, claims, Buffer.from(amiral.config.secretKeys[0] ?? '', 'base64')),
      'other issuer': signed(header, { ...claims, iss: 'somebody' }, key),
      'no issuer': signed(header, { ...claims, iss: undefined }, key),
      'unknown session': signed(header, { ...claims, sid: '019a8d2e-7c3b-7e4f-9a1b-2c3d4e5f6a7b' }, key),
      'a session that is none': signed(header, { ...claims, sid: "x' OR '1'='1" }, key),
      'a session of another type': signed(header, { ...claims, sid: { $ne: null } }, key),
      'no session': signed(header, { ...claims, sid: undefined }, key),
      'not yet': signed(header, { ...claims, nbf: Math.floor(Date.now() / 1000) + 60 }, key),
      garbage: 'x'.repeat(500),
    };
    for (const [how, token] of Object.entries(forged)) {
      const { status, body: problem, headers } = await who(token);
      expect([how, status, problem.code]).toEqual([how, 401, 'unauthenticated']);
      expect(headers.get('www-authenticate')).toBe('Bearer');
    }
    expect((await who(good)).status).toBe(200);
  });

  it.each(['Basic YWRtaW46YWRtaW4=', 'Bearer', 'Bearer ', 'Token x'])('is not %j', async (authorization) => {
    expect((await amiral.call('GET', '/auth/me', { headers: { authorization } })).status).toBe(401);
  });

  it('is taken from the header alone, never from the address', async () => {
    const { status } = await amiral.call('GET', `/auth/me?access_token=${good}`, {
      headers: { cookie: `token=${good}` },
    });
    expect(status).toBe(401);
  });

  it('stays good after a rotation of the keys as long as the older key is kept, and new ones are under the new key', async () => {
    const newest = randomBytes(32).toString('base64');
    const older = amiral.config.secretKeys[0] ?? '';
    const statuses: Record<string, number> = {};
    for (const [name, secretKeys] of [
      ['both', [newest, older]],
      ['new alone', [newest]],
    ] as const) {
      const app = await createApp({ ...amiral.config, secretKeys }, createLog('fatal'));
      await app.listen(0, '127.0.0.1');
      const base = await app.getUrl();
      const call = (path: string, init: RequestInit) => fetch(`${base}/api/v1${path}`, init);
      const me = await call('/auth/me', { headers: { authorization: `Bearer ${good}` } });
      statuses[name] = me.status;
      const login = await call('/auth/login', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ email: 'admin@example.com', password: PASSWORD }),
      });
      const { accessToken } = (await login.json()) as { accessToken: string };
      const [head, body, tag] = accessToken.split('.');
      expect(signed(decode(head), decode(body), derived(newest)).split('.')[2]).toBe(tag);
      await app.close();
    }
    expect(statuses).toEqual({ both: 200, 'new alone': 401 });
  });
});

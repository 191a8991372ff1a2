import { createHmac, randomBytes } from 'node:crypto';
import { connect } from 'node:net';
import { eventually, PASSWORD, startApp, type TestApp } from '../support/app';
import { type Pair, sidOf } from '../support/sessions';

describe('a session that is refreshed', () => {
  let amiral: TestApp;

  beforeAll(async () => {
    amiral = await startApp();
  });
  afterAll(async () => {
    await amiral.stop();
  });

  const logIn = async (): Promise<Pair> =>
    (await amiral.call('POST', '/auth/login', { body: { email: 'user@example.com', password: PASSWORD } }))
      .body as Pair;
  const refresh = (refreshToken: string) => amiral.call('POST', '/auth/refresh', { body: { refreshToken } });
  const who = async (token: string) => (await amiral.call('GET', '/auth/me', { token })).status;
  const eventsOf = async (action: string) =>
    (await amiral.call('GET', `/events?action=${action}`, { as: 'admin' })).body.items as Record<string, unknown>[];

  it('goes on with a new pair for each refresh token', async () => {
    const first = await logIn();
    const { status, body } = await refresh(first.refreshToken);
    expect(status).toBe(200);
    expect(Object.keys(body).sort()).toEqual(['accessToken', 'expiresIn', 'refreshToken']);
    expect(body.refreshToken).not.toBe(first.refreshToken);
    expect(await who(body.accessToken)).toBe(200);
    expect((await refresh(body.refreshToken)).status).toBe(200);
  });

  it('goes on where an answer was lost: a token that comes again gives the same one again, as long as that is unspent', async () => {
    const first = await logIn();
    const { body: second } = await refresh(first.refreshToken);
    for (let n = 0; n < 5; n++) {
      const { status, body } = await refresh(first.refreshToken);
      expect([status, body.refreshToken]).toEqual([200, second.refreshToken]);
      expect(await who(body.accessToken)).toBe(200);
    }
    const { status, body: third } = await refresh(second.refreshToken);
    expect([status, third.refreshToken === second.refreshToken]).toEqual([200, false]);
    expect((await refresh(second.refreshToken)).body.refreshToken).toBe(third.refreshToken);
    expect(await who(first.accessToken)).toBe(200);
    expect(await eventsOf('refresh-reused')).toEqual([]);
  });

  it('goes on where somebody hung up before the answer', async () => {
    const { refreshToken, accessToken } = await logIn();
    const hash = () =>
      amiral.dataSource.query('SELECT refresh_hash AS hash FROM sessions WHERE id = $1', [sidOf(accessToken)]);
    const before = await hash();
    const { hostname, port } = new URL(amiral.url);
    const body = JSON.stringify({ refreshToken });
    const socket = connect(Number(port), hostname, () => {
      const head = ['POST /api/v1/auth/refresh HTTP/1.1', 'Host: x', 'Content-Type: application/json'];
      socket.write([...head, `Content-Length: ${String(body.length)}`, '', body].join('\r\n'), () => socket.destroy());
    });
    await eventually(hash, (now) => now[0].hash !== before[0].hash);
    const { status, body: pair } = await refresh(refreshToken);
    expect([status, await who(pair.accessToken), (await refresh(pair.refreshToken)).status]).toEqual([200, 200, 200]);
  });

  it('goes on with one new token when its last one is spent at the same moment in several processes', async () => {
    const beside = await startApp({ beside: amiral });
    const { refreshToken } = await logIn();
    const spend = (at: TestApp) => at.call('POST', '/auth/refresh', { body: { refreshToken } });
    const answers = await Promise.all([amiral, beside, amiral, beside, beside].map(spend));
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200]);
    expect(new Set(answers.map(({ body }) => (body as Pair).refreshToken)).size).toBe(1);
    expect((await refresh((answers[0]?.body as Pair).refreshToken)).status).toBe(200);
    await beside.stop();
  });

  it('goes on where an answer was lost and the key was changed meanwhile', async () => {
    const secretKeys = [randomBytes(32).toString('base64'), ...amiral.config.secretKeys];
    const next = await startApp({ beside: { ...amiral, config: { ...amiral.config, secretKeys } } });
    const { refreshToken } = await logIn();
    const { body: second } = await refresh(refreshToken);
    const { status, body } = await next.call('POST', '/auth/refresh', { body: { refreshToken } });
    expect([status, body.refreshToken]).toEqual([200, second.refreshToken]);
    expect((await next.call('POST', '/auth/refresh', { body })).status).toBe(422);
    expect((await next.call('POST', '/auth/refresh', { body: { refreshToken: body.refreshToken } })).status).toBe(200);
    await next.stop();
  });

  /** Lets so many seconds go by since the last refresh. */
  const wait = (accessToken: string, seconds: number) =>
    amiral.dataSource.query(`UPDATE sessions SET refreshed_at = refreshed_at - $2 * interval '1 s' WHERE id = $1`, [
      sidOf(accessToken),
      seconds,
    ]);

  it.each<[string, (first: Pair, second: Pair) => Promise<unknown>]>([
    ['after its successor was spent', (_first, second) => refresh(second.refreshToken)],
    ['later than an answer is waited for', (first) => wait(first.accessToken, 31)],
  ])(
    'ends as a whole when a spent refresh token comes back %s, and no other session does',
    async (_when, meanwhile) => {
      const other = await logIn();
      const first = await logIn();
      const { body: second } = await refresh(first.refreshToken);
      await meanwhile(first, second as Pair);
      const { status, body } = await refresh(first.refreshToken);
      expect([status, body.code]).toEqual([401, 'session-ended']);
      expect(await who(second.accessToken)).toBe(401);
      expect(await who(first.accessToken)).toBe(401);
      expect((await refresh(second.refreshToken)).status).toBe(401);
      expect(await who(other.accessToken)).toBe(200);
      expect((await eventsOf('refresh-reused'))[0]).toMatchObject({
        subjectName: 'user@example.com',
        actor: { id: null },
      });
    },
  );

  it('is not kept open by a token that comes again and again: the time counts from when it was spent', async () => {
    const first = await logIn();
    await refresh(first.refreshToken);
    await wait(first.accessToken, 20);
    expect((await refresh(first.refreshToken)).status).toBe(200);
    await wait(first.accessToken, 20);
    expect((await refresh(first.refreshToken)).status).toBe(401);
  });

  it('ends when somebody makes up what follows a token without the key', async () => {
    const first = await logIn();
    const made = createHmac('sha256', '').update(first.refreshToken).digest('base64url');
    expect((await refresh(`${sidOf(first.accessToken)}.${made}`)).status).toBe(401);
    expect(await who(first.accessToken)).toBe(401);
  });

  it.each(['', 'x'.repeat(201), 5, null])('refuses %j as the shape of a refresh token', async (refreshToken) => {
    expect((await amiral.call('POST', '/auth/refresh', { body: { refreshToken } })).status).toBe(422);
  });

  it('is not found by a refresh token that was never given', async () => {
    const { refreshToken, accessToken } = await logIn();
    const secret = 'A'.repeat(43);
    for (const made of [
      'nonsense',
      accessToken.slice(0, 200),
      `${'-'.repeat(36)}.${secret}`,
      `019a8d2e-7c3b-7e4f-9a1b-2c3d4e5f6a7b.${secret}`,
      refreshToken.toUpperCase(),
      `${refreshToken}x`,
    ]) {
      const { status, body } = await refresh(made);
      expect([made, status, body.code]).toEqual([made, 401, 'session-ended']);
    }
    expect(await who(accessToken)).toBe(200);
  });
});

import { eventually, PASSWORD, startApp, type TestApp } from '../support/app';

interface Pair {
  accessToken: string;
  refreshToken: string;
}

describe('a session', () => {
  let amiral: TestApp;

  beforeAll(async () => {
    amiral = await startApp();
  });
  afterAll(async () => {
    await amiral.stop();
  });

  const logIn = async (email = 'user@example.com', password = PASSWORD): Promise<Pair> =>
    (await amiral.call('POST', '/auth/login', { body: { email, password } })).body as Pair;
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

  it('ends as a whole when a spent refresh token comes back, and no other session does', async () => {
    const other = await logIn();
    const first = await logIn();
    const { body: second } = await refresh(first.refreshToken);
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
  });

  it('gives one of two refreshes at the same moment a pair, and then ends: one of the two was not the owner', async () => {
    const { refreshToken } = await logIn();
    const answers = await Promise.all([refresh(refreshToken), refresh(refreshToken)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 401]);
    const won = answers.find(({ status }) => status === 200)?.body as Pair;
    expect(await who(won.accessToken)).toBe(401);
    expect((await refresh(won.refreshToken)).status).toBe(401);
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

  it('ends with logout, and no other one does', async () => {
    const [mine, other] = [await logIn(), await logIn()];
    expect(await who(mine.accessToken)).toBe(200);
    const { status, body } = await amiral.call('POST', '/auth/logout', { token: mine.accessToken });
    expect([status, body]).toEqual([204, '']);
    expect(await who(mine.accessToken)).toBe(401);
    expect((await refresh(mine.refreshToken)).status).toBe(401);
    expect((await amiral.call('POST', '/auth/logout', { token: mine.accessToken })).status).toBe(401);
    expect(await who(other.accessToken)).toBe(200);
    expect((await eventsOf('logout'))[0]).toMatchObject({ actor: { name: 'user' }, subjectName: 'user@example.com' });
  });

  it('ends with every other one of its owner when that is asked for, and nobody else does', async () => {
    const [mine, other, stranger] = [await logIn(), await logIn(), await logIn('manager@example.com')];
    for (const { accessToken } of [mine, other]) expect(await who(accessToken)).toBe(200);
    const { accessToken: token } = mine;
    const body = { everywhere: true };
    expect((await amiral.call('POST', '/auth/logout', { token, body: { everywhere: 'yes' } })).status).toBe(422);
    expect((await amiral.call('POST', '/auth/logout', { token, body })).status).toBe(204);
    for (const { accessToken, refreshToken } of [mine, other]) {
      expect(await who(accessToken)).toBe(401);
      expect((await refresh(refreshToken)).status).toBe(401);
    }
    expect(await who(stranger.accessToken)).toBe(200);
    const changes = [{ field: 'everywhere', before: null, after: true }];
    expect((await eventsOf('logout'))[0]).toMatchObject({ subjectName: 'user@example.com', changes });
    expect((await amiral.call('POST', '/auth/logout', { token, body })).status).toBe(401);
  });

  it('ends in another process, too, when its owner logs out everywhere', async () => {
    const beside = await startApp({ beside: amiral });
    const [mine, other] = [await logIn(), await logIn()];
    const there = async () => (await beside.call('GET', '/auth/me', { token: other.accessToken })).status;
    expect(await there()).toBe(200);
    await amiral.call('POST', '/auth/logout', { token: mine.accessToken, body: { everywhere: true } });
    expect(await eventually(there, (status) => status !== 200, 1_000)).toBe(401);
    await beside.stop();
  });

  it('is the only one left after its owner has changed the password', async () => {
    const [mine, other] = [await logIn(), await logIn()];
    expect(await who(other.accessToken)).toBe(200);
    const body = { currentPassword: PASSWORD, newPassword: 'another good password' };
    expect((await amiral.call('PUT', '/auth/password', { token: mine.accessToken, body })).status).toBe(204);
    expect(await who(mine.accessToken)).toBe(200);
    expect((await refresh(mine.refreshToken)).status).toBe(200);
    expect(await who(other.accessToken)).toBe(401);
    expect((await refresh(other.refreshToken)).status).toBe(401);
    const old = await amiral.call('POST', '/auth/login', { body: { email: 'user@example.com', password: PASSWORD } });
    expect(old.status).toBe(401);
    const { accessToken } = await logIn('user@example.com', body.newPassword);
    const back = { currentPassword: body.newPassword, newPassword: PASSWORD };
    expect((await amiral.call('PUT', '/auth/password', { token: accessToken, body: back })).status).toBe(204);
    const [event] = await eventsOf('change-password');
    expect(event).toMatchObject({ subjectName: 'user@example.com' });
    expect(JSON.stringify(event)).not.toContain('another good password');
  });

  it.each([
    [{ currentPassword: 'wrong', newPassword: 'long enough to be one' }, 'currentPassword'],
    [{ currentPassword: PASSWORD, newPassword: 'too short' }, 'newPassword'],
    [{ currentPassword: PASSWORD, newPassword: 'x'.repeat(257) }, 'newPassword'],
    [{ newPassword: 'long enough to be one' }, 'currentPassword'],
    [{ currentPassword: PASSWORD, newPassword: 'long enough to be one', role: 'admin' }, 'role'],
  ])('stays as it was when the change is %j', async (body, field) => {
    const { accessToken } = await logIn();
    const { status, body: problem } = await amiral.call('PUT', '/auth/password', { token: accessToken, body });
    expect([status, problem.errors[0].field]).toEqual([422, field]);
    expect(await who((await logIn()).accessToken)).toBe(200);
  });

  it('lets one of two changes of the password at once through', async () => {
    const { accessToken: token } = await logIn('manager@example.com');
    const change = (newPassword: string) =>
      amiral.call('PUT', '/auth/password', { token, body: { currentPassword: PASSWORD, newPassword } });
    const answers = await Promise.all([change('this one or the other'), change('that one or the other')]);
    expect(answers.map(({ status }) => status).sort()).toEqual([204, 422]);
  });

  it('is over after its time, whatever its tokens say', async () => {
    const { accessToken, refreshToken } = await logIn();
    const [, payload = ''] = accessToken.split('.');
    const { sid } = JSON.parse(Buffer.from(payload, 'base64url').toString()) as { sid: string };
    await amiral.dataSource.query(`UPDATE sessions SET expires_at = now() WHERE id = $1`, [sid]);
    expect((await refresh(refreshToken)).status).toBe(401);
    expect(await who(accessToken)).toBe(401);
  });

  it('is kept without anything that would let a thief of the database in', async () => {
    const { refreshToken } = await logIn();
    const rows = await amiral.dataSource.query('SELECT to_jsonb(s)::text AS text FROM sessions s');
    const dump = (rows as { text: string }[]).map(({ text }) => text).join('\n');
    expect(dump).not.toContain(refreshToken.split('.')[1]);
  });
});

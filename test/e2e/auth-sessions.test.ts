import { eventually, PASSWORD, startApp, type TestApp } from '../support/app';
import { type Pair, sidOf } from '../support/sessions';

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
    [{ currentPassword: PASSWORD, newPassword: 'password1234' }, 'newPassword'],
    [{ currentPassword: PASSWORD, newPassword: 'user@example.com' }, 'newPassword'],
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
    await amiral.dataSource.query(`UPDATE sessions SET expires_at = now() WHERE id = $1`, [sidOf(accessToken)]);
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

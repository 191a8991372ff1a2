import { CHANNELS } from '../../src/database/notifications';
import { Listener } from '../../src/database/listener';
import { PASSWORD, startApp, type TestApp } from '../support/app';

/** Within the process that makes a change nothing may depend on hearing of it: the answer comes after it has taken effect. */
describe('a change in a process that hears no NOTIFY', () => {
  let amiral: TestApp;
  let serial = 0;

  beforeAll(async () => {
    amiral = await startApp();
    const handlers = Reflect.get(amiral.app.get(Listener), 'handlers') as Map<string, unknown[]>;
    handlers.set(CHANNELS.actor, []);
  });
  afterAll(async () => {
    await amiral.stop();
  });

  const patch = (body: object) => (id: string) => amiral.call('PATCH', `/users/${id}`, { as: 'admin', body });
  const who = async (token: string) => (await amiral.call('GET', '/events', { token })).status;

  /** A manager who has been seen, so that it is known who they are. */
  const known = async () => {
    const email = `known-${String(++serial)}@example.com`;
    const body = { email, name: 'Known', role: 'manager', password: PASSWORD };
    const { id } = (await amiral.call('POST', '/users', { as: 'admin', body })).body as { id: string };
    const logIn = async () =>
      (await amiral.call('POST', '/auth/login', { body: { email, password: PASSWORD } })).body as {
        accessToken: string;
        refreshToken: string;
      };
    const [pair, other] = [await logIn(), await logIn()];
    for (const { accessToken } of [pair, other]) expect(await who(accessToken)).toBe(200);
    return { id, pair, other };
  };

  it.each<[string, (id: string) => Promise<unknown>, number]>([
    ['another role', patch({ role: 'user' }), 403],
    ['disabling', patch({ disabled: true }), 401],
    ['a password given by an admin', patch({ password: 'given by an admin' }), 401],
    ['deletion', (id) => amiral.call('DELETE', `/users/${id}`, { as: 'admin' }), 401],
  ])('bites on the next request: %s', async (_what, change, status) => {
    const { id, pair } = await known();
    await change(id);
    expect(await who(pair.accessToken)).toBe(status);
  });

  it('bites on the next request: logging out', async () => {
    const { pair, other } = await known();
    await amiral.call('POST', '/auth/logout', { token: pair.accessToken });
    expect([await who(pair.accessToken), await who(other.accessToken)]).toEqual([401, 200]);
  });

  it('bites on the next request: logging out everywhere', async () => {
    const { pair, other } = await known();
    await amiral.call('POST', '/auth/logout', { token: pair.accessToken, body: { everywhere: true } });
    expect([await who(pair.accessToken), await who(other.accessToken)]).toEqual([401, 401]);
  });

  it("bites on the next request: another password of one's own", async () => {
    const { pair, other } = await known();
    const body = { currentPassword: PASSWORD, newPassword: 'chosen by myself' };
    await amiral.call('PUT', '/auth/password', { token: pair.accessToken, body });
    expect([await who(pair.accessToken), await who(other.accessToken)]).toEqual([200, 401]);
  });

  it('bites on the next request: a refresh token used twice', async () => {
    const { pair, other } = await known();
    const spend = (refreshToken: string) => amiral.call('POST', '/auth/refresh', { body: { refreshToken } });
    const next = await spend(pair.refreshToken);
    expect((await spend((next.body as typeof pair).refreshToken)).status).toBe(200);
    expect((await spend(pair.refreshToken)).status).toBe(401);
    expect([await who(pair.accessToken), await who(other.accessToken)]).toEqual([401, 200]);
  });
});

describe('a process that does not listen at all', () => {
  it('asks the database about every caller, and hears again when it listens again', async () => {
    const amiral = await startApp();
    const token = await amiral.token('user');
    const me = async () => (await amiral.call('GET', '/auth/me', { token })).status;
    expect(await me()).toBe(200);
    const listener = jest.spyOn(amiral.app.get(Listener), 'isUp', 'get').mockReturnValue(false);
    await amiral.dataSource.query('UPDATE users SET disabled = true WHERE id = $1', [amiral.userId('user')]);
    expect(await me()).toBe(401);
    await amiral.dataSource.query('UPDATE users SET disabled = false WHERE id = $1', [amiral.userId('user')]);
    expect(await me()).toBe(200);
    listener.mockRestore();
    await amiral.stop();
  });
});

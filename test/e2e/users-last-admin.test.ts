import { PASSWORD, startApp, type TestApp } from '../support/app';

describe('the last enabled admin', () => {
  let amiral: TestApp;
  let me: string;

  beforeAll(async () => {
    amiral = await startApp();
    me = amiral.userId('admin');
    const body = { email: 'disabled@example.com', name: 'Disabled', role: 'admin', password: PASSWORD, disabled: true };
    expect((await amiral.call('POST', '/users', { as: 'admin', body })).status).toBe(201);
  });
  afterAll(async () => {
    await amiral.stop();
  });

  const patch = (id: string, body: unknown, token?: string) =>
    amiral.call('PATCH', `/users/${id}`, token ? { token, body } : { as: 'admin', body });
  const enabledAdmins = async () =>
    amiral.dataSource.query<unknown[]>(`SELECT id FROM users WHERE role = 'admin' AND NOT disabled`);

  it.each([[{ disabled: true }], [{ role: 'manager' }], [{ role: 'user', disabled: true }]])(
    'cannot be changed to %j',
    async (body) => {
      const { status, body: problem } = await patch(me, body);
      expect([status, problem.code]).toEqual([409, 'last-admin']);
      expect((await amiral.call('GET', '/auth/me', { as: 'admin' })).body.role).toBe('admin');
    },
  );

  it('cannot be deleted, in whatever case the id is written', async () => {
    for (const id of [me, me.toUpperCase()]) {
      expect((await amiral.call('DELETE', `/users/${id}`, { as: 'admin' })).status).toBe(409);
    }
    expect(await enabledAdmins()).toHaveLength(1);
  });

  it('may change everything else', async () => {
    expect((await patch(me, { name: 'Boss', role: 'admin', disabled: false })).body.name).toBe('Boss');
  });

  it.each([{ role: 'user' }, { disabled: true }])(
    'remains when two admins each do %j to the other at the same moment',
    async (change) => {
      for (let round = 0; round < 5; round++) {
        await amiral.dataSource.query('UPDATE users SET disabled = id <> $1', [me]);
        const [one, two] = [await newAdmin(), await newAdmin()];
        await amiral.dataSource.query('UPDATE users SET disabled = true WHERE id = $1', [me]);
        const answers = await Promise.all([patch(one.id, change, two.token), patch(two.id, change, one.token)]);
        const [first, second] = answers.map(({ status }) => status).sort();
        expect(first).toBe(200);
        // Refused as the last one, or because the role or the session had gone when the request was looked at.
        expect([401, 403, 409]).toContain(second);
        expect(await enabledAdmins()).toHaveLength(1);
      }
    },
  );

  let hired = 0;
  async function newAdmin(): Promise<{ id: string; token: string }> {
    const email = `rival-${String(++hired)}@example.com`;
    const body = { email, name: 'Rival', role: 'admin', password: PASSWORD };
    const { id } = (await amiral.call('POST', '/users', { as: 'admin', body })).body as { id: string };
    const login = await amiral.call('POST', '/auth/login', { body: { email, password: PASSWORD } });
    return { id, token: login.body.accessToken as string };
  }
});

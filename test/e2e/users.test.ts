import { eventually, PASSWORD, startApp, type TestApp } from '../support/app';

describe('the staff', () => {
  let amiral: TestApp;
  let beside: TestApp;
  let serial = 0;

  beforeAll(async () => {
    amiral = await startApp();
    beside = await startApp({ beside: amiral });
  });
  afterAll(async () => {
    await beside.stop();
    await amiral.stop();
  });

  const asAdmin = (method: string, path: string, body?: unknown) => amiral.call(method, path, { as: 'admin', body });
  const hire = async (role = 'user', fields: Record<string, unknown> = {}) => {
    const email = `staff-${String(++serial)}@example.com`;
    const { status, body } = await asAdmin('POST', '/users', {
      email,
      name: 'Staff',
      role,
      password: PASSWORD,
      ...fields,
    });
    expect(status).toBe(201);
    return body as { id: string; email: string };
  };
  const logIn = async (email: string, password = PASSWORD) =>
    (await amiral.call('POST', '/auth/login', { body: { email, password } })).body.accessToken as string;
  const statusOf = async (token: string, at = amiral, path = '/auth/me') =>
    (await at.call('GET', path, { token })).status;

  it('is entered by an admin with e-mail, name, role and password, none of which but the last is ever secret', async () => {
    const body = { email: 'Lea.Martin@Example.com', name: ' Léa Martin ', role: 'manager', password: PASSWORD };
    const answer = await asAdmin('POST', '/users', body);
    expect(answer.status).toBe(201);
    const { id, createdAt, updatedAt, ...shown } = answer.body;
    expect(shown).toEqual({ email: 'lea.martin@example.com', name: 'Léa Martin', role: 'manager', disabled: false });
    expect((await asAdmin('GET', `/users/${String(id)}`)).body).toEqual({ id, createdAt, updatedAt, ...shown });
    expect(await statusOf(await logIn('LEA.martin@example.com'))).toBe(200);
    const again = await asAdmin('POST', '/users', { ...body, email: 'lea.martin@EXAMPLE.com' });
    expect([again.status, again.body.code]).toEqual([409, 'email-taken']);
  });

  it('may be entered without a password, and nobody logs in as them until one is set', async () => {
    const { id, email } = await hire('user', { password: undefined });
    expect(await logIn(email)).toBeUndefined();
    expect((await asAdmin('PATCH', `/users/${id}`, { password: PASSWORD })).status).toBe(200);
    expect(await logIn(email)).toBeDefined();
  });

  it.each([
    ['email', 'not an address'],
    ['email', null],
    ['name', ''],
    ['role', 'root'],
    ['role', undefined],
    ['password', 'too short'],
    ['password', 'password1234'],
    ['password', 'x'.repeat(257)],
    ['disabled', 'yes'],
    ['passwordHash', 'x'],
    ['id', '019a8d2e-7c3b-7e4f-9a1b-2c3d4e5f6a7b'],
  ])('is refused when %s is %j', async (field, value) => {
    const good = { email: `x${String(++serial)}@example.com`, name: 'X', role: 'user', password: PASSWORD };
    const { status, body } = await asAdmin('POST', '/users', { ...good, [field]: value });
    expect([status, body.errors[0].field]).toEqual([422, field]);
  });

  it('is listed with filters, text, sorts and pages, and without hashes', async () => {
    await hire('user', { email: 'zoe@example.com', name: 'Zoé', disabled: true });
    const list = async (query: string) => (await asAdmin('GET', `/users?${query}`)).body;
    expect(
      (await list('role=admin&role=manager&q=example')).items.map(({ role }: { role: string }) => role),
    ).not.toContain('user');
    expect((await list('disabled=true')).items).toMatchObject([{ email: 'zoe@example.com', disabled: true }]);
    expect((await list('disabled=true&disabled=false')).total).toBe((await list('')).total);
    expect((await list('q=ZOE@')).total).toBe(1);
    expect((await list('sort=-email&perPage=1')).items[0].email).toBe('zoe@example.com');
    for (const query of ['sort=passwordHash', 'colour=red', 'role=root', 'perPage=201']) {
      expect((await asAdmin('GET', `/users?${query}`)).status).toBe(422);
    }
    expect(JSON.stringify(await list('perPage=200'))).not.toMatch(/argon2|password/i);
  });

  it('meets a new role on the next request, and within a second in another process', async () => {
    const { id, email } = await hire('manager');
    const token = await logIn(email);
    for (const at of [amiral, beside]) expect(await statusOf(token, at, '/events')).toBe(200);
    expect((await asAdmin('PATCH', `/users/${id}`, { role: 'user' })).body.role).toBe('user');
    expect(await statusOf(token, amiral, '/events')).toBe(403);
    await eventually(
      () => statusOf(token, beside, '/events'),
      (status) => status === 403,
      1_000,
    );
    expect((await asAdmin('PATCH', `/users/${id.toUpperCase()}`, { role: 'manager' })).status).toBe(200);
    expect(await statusOf(token, amiral, '/events')).toBe(200);
    await eventually(
      () => statusOf(token, beside, '/events'),
      (status) => status === 200,
      1_000,
    );
  });

  it.each([
    ['disabled', (id: string) => asAdmin('PATCH', `/users/${id}`, { disabled: true })],
    [
      'disabled, the id in capitals',
      (id: string) => asAdmin('PATCH', `/users/${id.toUpperCase()}`, { disabled: true }),
    ],
    ['deleted', (id: string) => asAdmin('DELETE', `/users/${id}`)],
    ['given another password', (id: string) => asAdmin('PATCH', `/users/${id}`, { password: 'given by an admin' })],
  ])('is out on the next request when %s, and within a second in another process', async (_how, change) => {
    const { id, email } = await hire();
    const token = await logIn(email);
    for (const at of [amiral, beside]) expect(await statusOf(token, at)).toBe(200);
    expect((await change(id)).status).toBeLessThan(300);
    expect(await statusOf(token)).toBe(401);
    await eventually(
      () => statusOf(token, beside),
      (status) => status === 401,
      1_000,
    );
    expect(await logIn(email)).toBeUndefined();
  });

  it('is out of every process within a second of a logout', async () => {
    const token = await logIn((await hire()).email);
    expect(await statusOf(token, beside)).toBe(200);
    expect((await amiral.call('POST', '/auth/logout', { token })).status).toBe(204);
    await eventually(
      () => statusOf(token, beside),
      (status) => status === 401,
      1_000,
    );
  });

  it('comes back by logging in when enabled again, not by an old session', async () => {
    const { id, email } = await hire();
    const token = await logIn(email);
    for (const disabled of [true, false]) await asAdmin('PATCH', `/users/${id}`, { disabled });
    expect(await statusOf(token)).toBe(401);
    expect(await statusOf(await logIn(email))).toBe(200);
  });

  it('is journalled with what changed, a password only as changed', async () => {
    const { id, email } = await hire();
    await asAdmin('PATCH', `/users/${id}`, { name: 'Other', password: 'a brand new password' });
    await asAdmin('PATCH', `/users/${id}`, {});
    await asAdmin('DELETE', `/users/${id}`);
    const { body } = await asAdmin('GET', `/events?subjectId=${id}&sort=at`);
    expect(body.items).toMatchObject([
      { action: 'create', subjectName: email, actor: { id: amiral.userId('admin') } },
      {
        action: 'update',
        changes: [
          { field: 'name', before: 'Staff', after: 'Other' },
          { field: 'password', before: '(secret)', after: '(secret)' },
        ],
      },
      { action: 'delete', subjectName: email },
    ]);
    expect(body.total).toBe(3);
    expect(JSON.stringify(body)).not.toMatch(/argon2|brand new/);
  });

  it('answers 404 for nobody and 400 for what is no id', async () => {
    for (const [method, body] of [['GET'], ['PATCH', {}], ['DELETE']] as const) {
      expect((await asAdmin(method, '/users/019a8d2e-7c3b-7e4f-9a1b-2c3d4e5f6a7b', body)).status).toBe(404);
      expect((await asAdmin(method, '/users/admin', body)).status).toBe(400);
    }
  });
});

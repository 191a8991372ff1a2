import { verify } from '@node-rs/argon2';
import { eventually, PASSWORD, startApp, type TestApp } from '../support/app';

jest.mock('@node-rs/argon2', () => {
  const real = jest.requireActual<typeof import('@node-rs/argon2')>('@node-rs/argon2');
  return { ...real, verify: jest.fn(real.verify) };
});

const real = jest.requireActual<typeof import('@node-rs/argon2')>('@node-rs/argon2');

describe('logging in', () => {
  let amiral: TestApp;

  beforeAll(async () => {
    amiral = await startApp({ env: { TRUST_PROXY: '127.0.0.1/32' } });
    await amiral.token('admin');
    const body = { email: 'gone@example.com', name: 'Gone', role: 'user', password: PASSWORD, disabled: true };
    await amiral.call('POST', '/users', { as: 'admin', body });
  });
  afterAll(async () => {
    await amiral.stop();
  });
  beforeEach(async () => {
    await amiral.dataSource.query('DELETE FROM login_failures');
    jest.mocked(verify).mockClear();
  });

  let hosts = 0;
  const logIn = (email: string, password: string, from = `10.0.0.${String(++hosts)}`) =>
    amiral.call('POST', '/auth/login', { body: { email, password }, headers: { 'x-forwarded-for': from } });
  const fail = async (times: number, email: string, from?: string) => {
    for (let n = 0; n < times; n++) expect((await logIn(email, 'wrong', from)).status).toBe(401);
  };

  it('gives a pair of tokens and how long the first is good', async () => {
    const { status, body, headers } = await logIn(' User@Example.com ', PASSWORD);
    expect(status).toBe(200);
    expect(Object.keys(body).sort()).toEqual(['accessToken', 'expiresIn', 'refreshToken']);
    expect(body.expiresIn).toBe(900);
    expect(headers.get('cache-control')).toBe('no-store');
    const me = await amiral.call('GET', '/auth/me', { token: body.accessToken });
    expect(me.body).toMatchObject({ email: 'user@example.com', role: 'user' });
  });

  it('refuses a wrong password, an unknown e-mail and a disabled user in the same words and with the same work', async () => {
    const answers = [];
    for (const [email, password] of [
      ['user@example.com', 'wrong'],
      ['nobody@example.com', 'wrong'],
      ['gone@example.com', PASSWORD],
      ['gone@example.com', 'wrong'],
    ] as const) {
      jest.mocked(verify).mockClear();
      const { status, body, headers } = await logIn(email, password);
      expect(body.requestId).toBe(headers.get('x-request-id'));
      const work = jest.mocked(verify).mock.calls.map(([hash]) => String(hash).split('$').slice(0, 4).join('$'));
      answers.push({ status, body: { ...body, requestId: '' }, work });
    }
    expect(answers[0]).toMatchObject({ status: 401, body: { code: 'wrong-credentials' } });
    expect(answers[0]?.work).toEqual(['$argon2id$v=19$m=19456,t=2,p=1']);
    for (const answer of answers) expect(answer).toEqual(answers[0]);
  });

  it.each([
    [{}, ['email', 'password']],
    [{ email: 'a@example.com' }, ['password']],
    [{ email: ['a@example.com'], password: 'x' }, ['email']],
    [{ email: 'a\u0000@example.com', password: 'x' }, ['email']],
    [{ email: 'a@example.com', password: 'x', role: 'admin' }, ['role']],
  ])('refuses %j as a wrong request, not as a failure', async (body, fields) => {
    const { status, body: problem } = await amiral.call('POST', '/auth/login', { body });
    expect([status, problem.errors.map(({ field }: { field: string }) => field).sort()]).toEqual([422, fields]);
  });

  it.each(['user@example.com', 'nobody@example.com'])(
    'stops the eleventh try for %s, wherever it comes from',
    async (email) => {
      await fail(10, email);
      const { status, body, headers } = await logIn(email, PASSWORD);
      expect([status, body.code]).toEqual([429, 'too-many-logins']);
      const wait = Number(headers.get('retry-after'));
      expect(wait).toBeGreaterThan(14 * 60);
      expect(wait).toBeLessThanOrEqual(15 * 60);
      expect((await logIn(email.toUpperCase(), PASSWORD)).status).toBe(429);
      expect((await logIn('manager@example.com', PASSWORD)).status).toBe(200);
    },
  );

  it('stops the fifty-first failure from one address, and that address alone', async () => {
    for (let n = 0; n < 50; n++)
      expect((await logIn(`x${String(n)}@example.com`, 'wrong', '10.9.9.9')).status).toBe(401);
    const { status, headers } = await logIn('manager@example.com', PASSWORD, '10.9.9.9');
    expect([status, Number(headers.get('retry-after')) > 0]).toEqual([429, true]);
    expect((await logIn('manager@example.com', PASSWORD, '10.9.9.8')).status).toBe(200);
  });

  it('counts the right password of a disabled user as a failure', async () => {
    for (let n = 0; n < 10; n++) expect((await logIn('gone@example.com', PASSWORD)).status).toBe(401);
    expect((await logIn('gone@example.com', PASSWORD)).status).toBe(429);
  });

  it('forgets the failures of an e-mail after a right login', async () => {
    await fail(9, 'user@example.com');
    expect((await logIn('user@example.com', PASSWORD)).status).toBe(200);
    await fail(10, 'user@example.com');
    expect((await logIn('user@example.com', PASSWORD)).status).toBe(429);
  });

  it('holds neither right logins nor refused tries against an address that others share', async () => {
    for (let n = 0; n < 60; n++) expect((await logIn('user@example.com', PASSWORD, '10.8.8.8')).status).toBe(200);
    await fail(10, 'nobody@example.com', '10.8.8.8');
    for (let n = 0; n < 45; n++) expect((await logIn('nobody@example.com', 'x', '10.8.8.8')).status).toBe(429);
    expect((await logIn('manager@example.com', PASSWORD, '10.8.8.8')).status).toBe(200);
  });

  it('lets at most ten of thirty wrong tries at once have their password looked at', async () => {
    const tries = await Promise.all(Array.from({ length: 30 }, () => logIn('user@example.com', 'wrong')));
    expect(tries.map(({ status }) => status).sort()).toEqual([...Array(10).fill(401), ...Array(20).fill(429)]);
    expect(verify).toHaveBeenCalledTimes(10);
  });

  it('lets all of thirty right tries at once through, and holds nothing against anybody', async () => {
    const tries = await Promise.all(Array.from({ length: 30 }, () => logIn('user@example.com', PASSWORD, '10.7.7.7')));
    expect(new Set(tries.map(({ status }) => status))).toEqual(new Set([200]));
    const rows = await amiral.dataSource.query(`SELECT key, points FROM login_failures WHERE points <> 0`);
    expect(rows).toEqual([]);
  });

  it('never stops a call with a valid token, however many logins have failed', async () => {
    const token = await amiral.token('user');
    await fail(10, 'user@example.com', '127.0.0.1');
    for (let n = 0; n < 60; n++) expect((await amiral.call('GET', '/auth/me', { token })).status).toBe(200);
    const wrong = { currentPassword: 'not it at all', newPassword: 'something quite new' };
    const change = (body: object) => amiral.call('PUT', '/auth/password', { token, body });
    for (let n = 0; n < 9; n++) expect((await change(wrong)).status).toBe(422);
    expect((await change({ ...wrong, currentPassword: PASSWORD })).status).toBe(204);
    expect((await change({ currentPassword: wrong.newPassword, newPassword: PASSWORD })).status).toBe(204);
  });

  it('lets a session look at its own password ten times and no more, and other sessions of the same user go on', async () => {
    const { body } = await logIn('user@example.com', PASSWORD);
    const change = (token: string, currentPassword: string) =>
      amiral.call('PUT', '/auth/password', { token, body: { currentPassword, newPassword: PASSWORD } });
    const tries = await Promise.all(Array.from({ length: 15 }, () => change(body.accessToken, 'not it at all')));
    expect(tries.map(({ status }) => status).sort()).toEqual([...Array(10).fill(422), ...Array(5).fill(429)]);
    const refused = await change(body.accessToken, PASSWORD);
    expect([refused.status, Number(refused.headers.get('retry-after')) > 0]).toEqual([429, true]);
    expect((await logIn('user@example.com', 'wrong')).status).toBe(401);
    const other = await logIn('user@example.com', PASSWORD);
    expect((await change(other.body.accessToken, PASSWORD)).status).toBe(204);
  });

  it('turns away for a moment those who come in a crowd, and holds that against nobody', async () => {
    let letGo: () => void = () => undefined;
    const isLookedAt = new Promise<void>((resolve) => (letGo = resolve));
    jest.mocked(verify).mockImplementation(() => isLookedAt.then(() => false));
    let turnedAway = 0;
    const come = async (n: number) => {
      const { status, body, headers } = await logIn(`x${String(n)}@example.com`, 'wrong', '10.6.6.6');
      if (status === 503 && ++turnedAway === 8) letGo();
      return [status, body.code, headers.get('retry-after')];
    };
    const answers = await Promise.all(Array.from({ length: 40 }, (_, n) => come(n)));
    jest.mocked(verify).mockImplementation(real.verify);
    expect(answers.sort()).toEqual([
      ...Array(32).fill([401, 'wrong-credentials', null]),
      ...Array(8).fill([503, 'passwords-busy', '2']),
    ]);
    const [row] = await amiral.dataSource.query(`SELECT sum(points)::integer AS points FROM login_failures`);
    expect(row).toEqual({ points: 2 * 32 });
    expect((await logIn('user@example.com', PASSWORD, '10.6.6.6')).status).toBe(200);
  });

  it('is journalled, and so is every failure, with where it came from', async () => {
    await logIn('nobody@example.com', 'wrong', '192.0.2.7');
    const { headers } = await logIn('manager@example.com', PASSWORD, '192.0.2.8');
    const { body } = await amiral.call('GET', '/events?subjectType=user&perPage=2', { as: 'admin' });
    expect(body.items).toMatchObject([
      {
        action: 'login',
        actor: { id: amiral.userId('manager'), name: 'manager' },
        subjectId: amiral.userId('manager'),
        requestId: headers.get('x-request-id'),
        ip: '192.0.2.8',
      },
      {
        action: 'login-failed',
        actor: { id: null },
        subjectId: null,
        subjectName: expect.stringMatching(/^unknown-[0-9a-f]{12}$/),
        ip: '192.0.2.7',
      },
    ]);
  });

  it('leaves nothing in the journal of what somebody typed into the wrong field', async () => {
    for (const typed of ['my Secret passphrase', 'my Secret passphrase', 'another one']) await logIn(typed, 'x');
    const { body } = await amiral.call('GET', '/events?action=login-failed&perPage=3', { as: 'admin' });
    expect(JSON.stringify(body).toLowerCase()).not.toMatch(/secret|another/);
    const [third, second, first] = (body.items as { subjectName: string }[]).map(({ subjectName }) => subjectName);
    expect([first === second, second === third]).toEqual([true, false]);
  });

  it('does not outlive a password that is changed while it is checked', async () => {
    const change = amiral.dataSource.createQueryRunner();
    await change.startTransaction();
    await change.query(`UPDATE users SET password_hash = '$argon2id$changed' WHERE email = 'user@example.com'`);
    const waiting = logIn('user@example.com', PASSWORD);
    const blocked = () =>
      amiral.dataSource.query(
        `SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`,
      );
    await eventually(blocked, (rows) => rows.length > 0);
    await change.commitTransaction();
    await change.release();
    expect((await waiting).status).toBe(401);
  });
});

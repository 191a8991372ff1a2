import { type DataSource } from 'typeorm';
import { resetAdmin } from '../../src/admin-password';
import { eventually, startApp, type TestApp } from '../support/app';

describe('a new password for an administrator', () => {
  let amiral: TestApp;
  let beside: DataSource;

  beforeAll(async () => {
    amiral = await startApp();
    beside = amiral.dataSource;
  });
  afterAll(() => amiral.stop());

  it('opens the account, ends its sessions beside a running Amiral, and stands in the journal', async () => {
    await amiral.token('admin');
    const { email, password } = await resetAdmin(beside, null, 'admin@localhost');
    expect(email).toBe('admin@example.com');
    await eventually(
      () => amiral.call('GET', '/auth/me', { as: 'admin' }),
      ({ status }) => status === 401,
    );
    const { body } = await amiral.call('POST', '/auth/login', { body: { email, password } });
    const { body: events } = await amiral.call('GET', '/events?action=update&subjectType=user', {
      token: body.accessToken as string,
    });
    expect(events.items).toMatchObject([{ subjectName: email, actor: { name: 'admin:password' } }]);
    expect(JSON.stringify(events)).not.toContain(password);
  });

  it('lets in an administrator whom failed logins have locked out', async () => {
    const logIn = (password: string) =>
      amiral.call('POST', '/auth/login', { body: { email: 'admin@example.com', password } });
    for (let n = 0; n < 10; n++) expect((await logIn('wrong')).status).toBe(401);
    expect((await logIn('wrong')).status).toBe(429);
    const { password } = await resetAdmin(beside, null, 'admin@example.com');
    expect((await logIn(password)).status).toBe(200);
  });

  it('is refused for whoever is disabled, no administrator or nobody, and names those it is for', async () => {
    await beside.query(`UPDATE users SET role = 'admin', disabled = true WHERE email = 'user@example.com'`);
    const words: [string, RegExp][] = [
      ['user@example.com', /is disabled: name one of admin@example\.com/],
      ['manager@example.com', /is no administrator: name one of admin@example\.com/],
      ['who@example.com', /there is nobody called/],
    ];
    for (const [email, said] of words) await expect(resetAdmin(beside, email, 'x')).rejects.toThrow(said);
    await beside.query('UPDATE users SET disabled = false');
    await expect(resetAdmin(beside, null, 'x')).rejects.toThrow(/several administrators: name one of/);
  });
});

import { randomBytes } from 'node:crypto';
import { readConfig } from '../../src/common/config';
import { startAmiral } from '../../src/server';
import { createTestDatabase, type TestDatabase } from '../support/database';
import { addressOf, send } from '../support/http';
import { ask } from '../support/test-cluster';

describe("the first administrator's password", () => {
  let database: TestDatabase;
  beforeEach(async () => {
    database = await createTestDatabase();
  });
  afterEach(() => database.drop());

  const start = (ADMIN_PASSWORD: string) => {
    const keys = randomBytes(32).toString('base64');
    const env = { PORT: '0', LOG_LEVEL: 'silent', DATABASE_URL: database.url, SECRET_KEYS: keys, ADMIN_PASSWORD };
    return startAmiral(readConfig({ ...env, ADMIN_EMAIL: 'ops@example.com' }), () => undefined);
  };
  const refusalOf = async (password: string) =>
    start(password).then(
      async (amiral) => (await amiral.stop(), null),
      (error: unknown) => (error as Error).message,
    );

  it.each([
    ['password1234', /^ADMIN_PASSWORD is among the first that are tried: choose/],
    ['ops@example.com', /^ADMIN_PASSWORD is little more than a name or an address: choose/],
    ['Administrator-1', /^ADMIN_PASSWORD is little more than a name/],
  ])('ends the start when it is %s, and nothing is made', async (password, words) => {
    expect(await refusalOf(password)).toMatch(words);
    const made = await ask(database.url, 'SELECT id FROM users UNION ALL SELECT id FROM journal');
    expect(made).toEqual([]);
  });

  it('is looked at no more once there is somebody', async () => {
    const first = await start('correct-horse-battery');
    await first.stop();
    const again = await start('password1234');
    const body = { email: 'ops@example.com', password: 'correct-horse-battery' };
    const { status } = await send(addressOf(again.url, '/auth/login'), 'POST', undefined, { body });
    await again.stop();
    expect([first.first?.adminEmail, again.first, status]).toEqual(['ops@example.com', null, 200]);
  });
});

import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createTestDatabase } from '../support/database';
import { build, type Build, startProcess } from '../support/process';

describe('the pool of threads on which names are resolved', () => {
  let built: Build;

  beforeAll(async () => {
    built = await build();
  });
  afterAll(() => built.remove());

  it.each([
    ['wide by itself', {}, true],
    ['as wide as the operator says', { UV_THREADPOOL_SIZE: '4' }, false],
  ])('is %s, however Amiral is started', async (_, env, isWide) => {
    const database = await createTestDatabase();
    const secrets = { SECRET_KEYS: randomBytes(32).toString('base64') };
    const amiral = await startProcess(built, { DATABASE_URL: database.url, ...secrets, ...env });
    const status = readFileSync(`/proc/${String(amiral.child.pid)}/status`, 'utf8');
    await amiral.end('SIGTERM');
    await database.drop();
    expect(Number(/^Threads:\s+(\d+)$/m.exec(status)?.[1]) >= 64).toBe(isWide);
  });
});

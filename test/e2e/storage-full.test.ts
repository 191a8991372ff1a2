import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { createApp } from '../../src/app';
import { readConfig } from '../../src/common/config';
import { createLog } from '../../src/common/logging';
import { type EmbeddedPostgres, startEmbedded } from '../../src/database/embedded/start';
import { migrate, underSetupLock } from '../../src/migrate';
import { seed } from '../../src/seed';
import { eventually } from '../support/app';
import { addressOf, send } from '../support/http';

/** A disk of its own, small enough to be filled: only root may have one. */
const disk = mkdtempSync(join(tmpdir(), 'amiral-disk-'));
const HAS_DISK = mounts();

function mounts(): boolean {
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=200m,mode=755', 'none', disk], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

(HAS_DISK ? describe : describe.skip)('a full disk', () => {
  let postgres: EmbeddedPostgres;
  let app: NestFastifyApplication;
  let url: string;
  let token: string;

  beforeAll(async () => {
    postgres = await startEmbedded({ dataDir: join(disk, 'data'), durable: false });
    await migrate(postgres.url);
    const settings = readConfig({ LOG_LEVEL: 'silent', ADMIN_PASSWORD: 'correct-horse-battery' });
    await underSetupLock(postgres.url, (dataSource) => seed(dataSource, settings));
    const secretKeys = [randomBytes(32).toString('base64')];
    app = await createApp({ ...settings, databaseUrl: postgres.url, secretKeys }, createLog('silent'));
    await app.listen(0, '127.0.0.1');
    url = await app.getUrl();
    const body = { email: 'admin@localhost', password: 'correct-horse-battery' };
    token = (await send(addressOf(url, '/auth/login'), 'POST', undefined, { body })).body.accessToken as string;
  });
  afterAll(async () => {
    await app.close();
    await postgres.stop();
    execFileSync('umount', [disk]);
    rmSync(disk, { recursive: true });
  });

  const call = (method: string, path: string, body?: object) =>
    send(addressOf(url, path), method, token, body === undefined ? {} : { body });
  let count = 0;
  const create = () => {
    const code = `plan-${String((count += 1))}`;
    return call('POST', '/plans', { name: code, code, priceMonthly: 1, description: 'x'.repeat(900) });
  };

  it('is 503 storage-full for what writes and for readiness, while reading goes on, until there is room', async () => {
    expect((await call('GET', '//health/ready')).status).toBe(200);
    const { bavail, bsize } = statfsSync(disk);
    writeFileSync(join(disk, 'filler'), Buffer.alloc(bavail * bsize));
    // What fits into pages that are there already is still stored.
    const refused = await eventually(create, ({ status }) => status !== 201);
    expect([refused.status, refused.body.code, refused.headers.get('retry-after')]).toEqual([
      503,
      'storage-full',
      '30',
    ]);
    const ready = await call('GET', '//health/ready');
    expect([ready.status, ready.body.code]).toEqual([503, 'storage-full']);
    expect((await call('GET', '/plans')).status).toBe(200);
    expect((await call('GET', '//health/live')).status).toBe(200);
    rmSync(join(disk, 'filler'));
    await eventually(create, ({ status }) => status === 201);
    expect((await call('GET', '//health/ready')).status).toBe(200);
  });
});

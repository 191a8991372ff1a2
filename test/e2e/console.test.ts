import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { serveConsole } from '../../src/console';

@Module({})
class Nothing {}

describe('the pages of the console', () => {
  const folder = mkdtempSync(join(tmpdir(), 'amiral-console-'));
  let app: NestFastifyApplication;

  beforeAll(async () => {
    mkdirSync(join(folder, 'assets'));
    writeFileSync(join(folder, 'index.html'), '<title>Amiral</title>');
    writeFileSync(join(folder, 'assets/index-abc.js'), 'plain');
    writeFileSync(join(folder, 'assets/index-abc.js.gz'), 'squeezed');
    app = await NestFactory.create<NestFastifyApplication>(Nothing, new FastifyAdapter(), { logger: false });
    await serveConsole(app, folder);
    await app.init();
  });
  afterAll(async () => {
    await app.close();
    rmSync(folder, { recursive: true });
  });

  const get = (url: string, accept = 'text/html') => app.inject({ method: 'GET', url, headers: { accept } });

  it.each(['/', '/servers', '/servers/019a8d2e-7c3b-7e4f-9a1b-2c3d4e5f6a7b?tab=journal'])(
    'is given to a browser that goes to %s, and asked for each time',
    async (url) => {
      const { statusCode, body, headers } = await get(url);
      expect([statusCode, body, headers['cache-control']]).toEqual([200, '<title>Amiral</title>', 'no-cache']);
    },
  );

  it.each(['/api/v1/nothing', '/docs-nothing/../docs/x', '/health/x', '/metrics', '/assets/gone.js'])(
    'is not given in place of %s',
    async (url) => {
      expect((await get(url)).statusCode).toBe(404);
    },
  );

  it('is not given to whoever does not ask for a page', async () => {
    expect((await get('/servers', 'application/json')).statusCode).toBe(404);
  });

  it('has files that are kept for ever, squeezed for those who can take it', async () => {
    const plain = await get('/assets/index-abc.js');
    expect([plain.body, plain.headers['cache-control']]).toEqual(['plain', 'public, max-age=31536000, immutable']);
    const headers = { 'accept-encoding': 'gzip' };
    const squeezed = await app.inject({ method: 'GET', url: '/assets/index-abc.js', headers });
    expect([squeezed.body, squeezed.headers['content-encoding']]).toEqual(['squeezed', 'gzip']);
  });
});

it('says so when the console is not built', async () => {
  const app = await NestFactory.create<NestFastifyApplication>(Nothing, new FastifyAdapter(), { logger: false });
  await serveConsole(app, join(tmpdir(), 'there-is-nothing-here'));
  await app.init();
  const { statusCode, body } = await app.inject({ method: 'GET', url: '/' });
  expect([statusCode, (JSON.parse(body) as { code: string }).code]).toEqual([404, 'console-not-built']);
  await app.close();
});

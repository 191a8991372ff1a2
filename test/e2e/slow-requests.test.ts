import { once } from 'node:events';
import type { Server } from 'node:http';
import { connect } from 'node:net';
import { ARRIVAL } from '../../src/common/connections';
import { startApp, type TestApp } from '../support/app';

/** In this test; what the product waits is looked at beside it. */
const WHOLE_MS = 1_000;
const HEAD_MS = 500;

describe('a request that does not arrive', () => {
  let amiral: TestApp;
  let server: Server;

  beforeAll(async () => {
    amiral = await startApp();
    server = amiral.app.getHttpServer();
  });
  afterAll(() => amiral.stop());

  /** Says so much, then a letter at a time, and gives what is answered until the other end has had enough. */
  const drip = async (said: string, letter: string) => {
    const { port, hostname } = new URL(amiral.url);
    const socket = connect(Number(port), hostname);
    let answer = '';
    socket.on('data', (chunk: Buffer) => (answer += chunk.toString()));
    socket.on('error', () => undefined);
    socket.write(said);
    const timer = setInterval(() => socket.write(letter), 50);
    await once(socket, 'close');
    clearInterval(timer);
    return answer;
  };

  it('is given up after 30 s, its head after 15', () => {
    expect([server.requestTimeout, server.headersTimeout]).toEqual([30_000, 15_000]);
    expect(ARRIVAL.lookEveryMs).toBeLessThan(5_000);
  });

  it.each([
    [
      'a body, a byte at a time',
      'POST /api/v1/auth/login HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nContent-Length: 900\r\n\r\n{"email":"',
      'a',
    ],
    ['headers, a byte at a time', 'GET /api/v1/servers HTTP/1.1\r\nHost: a\r\nX-Slow: ', 'a'],
  ])('is answered 408 as a problem and let go: %s', async (_what, said, letter) => {
    server.requestTimeout = WHOLE_MS;
    server.headersTimeout = HEAD_MS;
    const answer = await drip(said, letter);
    expect(answer).toMatch(/^HTTP\/1\.1 408 /);
    expect(JSON.parse(answer.split('\r\n\r\n')[1] ?? '')).toMatchObject({ status: 408, code: 'request-timeout' });
  });

  it('keeps nothing from those who follow, or are answered slowly', async () => {
    server.requestTimeout = WHOLE_MS;
    server.headersTimeout = HEAD_MS;
    const follow = new AbortController();
    const headers = { authorization: `Bearer ${await amiral.token('user')}` };
    const stream = await fetch(`${amiral.url}/api/v1/stream`, { headers, signal: follow.signal });
    const holder = amiral.dataSource.createQueryRunner();
    await holder.startTransaction();
    await holder.query('LOCK TABLE plans IN ACCESS EXCLUSIVE MODE');
    const slow = amiral.call('GET', '/plans', { as: 'user' });
    // Longer than a request may take to arrive, and a look at those that have not.
    await drip('GET / HTTP/1.1\r\nX-Slow: ', 'a');
    await drip('GET / HTTP/1.1\r\nX-Slow: ', 'a');
    await holder.rollbackTransaction();
    await holder.release();
    expect((await slow).status).toBe(200);
    const reader = stream.body?.getReader();
    expect(new TextDecoder().decode((await reader?.read())?.value as Uint8Array)).toContain('event: ready');
    follow.abort();
  });

  it('is told as a problem when it is no HTTP at all', async () => {
    const answer = await drip('THIS IS NOT HTTP\r\n\r\n', '');
    expect(answer).toMatch(/^HTTP\/1\.1 400 /);
    expect(answer).toContain('"code":"malformed-request"');
  });
});

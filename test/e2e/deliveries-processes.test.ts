import { randomBytes } from 'node:crypto';
import { DataSource } from 'typeorm';
import { eventually, startApp } from '../support/app';
import { createTestDatabase } from '../support/database';
import { addressOf, send } from '../support/http';
import { enterChannel, noticeOf, sendNotice, signingSecret, webhookTo } from '../support/notices';
import { type AmiralProcess, build, type Build, startProcess } from '../support/process';
import { Receiver } from '../support/receiver';

const ADMIN = { email: 'admin@localhost', password: 'correct-horse-battery' };
const NOTICES = 60;

describe('two processes on one outbox', () => {
  it('deliver each notice exactly once, and go on with what one leaves behind', async () => {
    const one = await startApp();
    const two = await startApp({ beside: one });
    const receiver = await Receiver.start();
    const channels = [`${receiver.url}/a`, `${receiver.url}/b`];
    for (const url of channels) await enterChannel(one, webhookTo(url));
    const ids = Array.from({ length: NOTICES }, () => noticeOf());
    await Promise.all(ids.map((notice, n) => sendNotice(n % 2 ? one.app : two.app, notice)));
    await two.app.close();
    await eventually(
      () => one.dataSource.query<unknown[]>(`SELECT 1 FROM deliveries WHERE state = 'pending'`),
      (waiting) => waiting.length === 0,
    );
    for (const path of ['/a', '/b']) {
      const got = receiver.at(path).map(({ headers }) => headers['webhook-id']);
      expect(got.sort()).toEqual(ids.map(({ id }) => id).sort());
    }
    await receiver.stop();
    await one.stop();
  });
});

describe('a process that is killed', () => {
  let product: Build;
  const running: AmiralProcess[] = [];

  beforeAll(async () => {
    product = await build();
  });
  afterAll(async () => {
    await Promise.all(running.map((amiral) => amiral.end('SIGKILL')));
    await product.remove();
  });

  it('between the call and its answer has its notice sent again under the same id by another', async () => {
    const database = await createTestDatabase();
    const receiver = await Receiver.start();
    const env = {
      DATABASE_URL: database.url,
      SECRET_KEYS: randomBytes(32).toString('base64'),
      ADMIN_PASSWORD: ADMIN.password,
      LOG_LEVEL: 'warn',
    };
    const start = async () => {
      const amiral = await startProcess(product, env);
      running.push(amiral);
      return amiral;
    };
    const first = await start();
    const { body: login } = await send(addressOf(first.url, '/auth/login'), 'POST', undefined, { body: ADMIN });
    const call = (url: string, method: string, path: string, body?: unknown) =>
      send(addressOf(url, path), method, login.accessToken, body === undefined ? {} : { body });
    receiver.mode = 'hang';
    const settings = { url: receiver.url, secrets: [signingSecret()] };
    const { body: channel } = await call(first.url, 'POST', '/channels', { kind: 'webhook', name: 'a', settings });
    const waiting = call(first.url, 'POST', `/channels/${channel.id}/test`).catch(() => null);
    await eventually(
      () => Promise.resolve(receiver.received.length),
      (count) => count === 1,
    );
    await first.end('SIGKILL');
    await waiting;
    receiver.mode = 200;
    const second = await start();
    const dataSource = await new DataSource({ type: 'postgres', url: database.url }).initialize();
    // As if its lease had run out.
    await dataSource.query('UPDATE deliveries SET due_at = now()');
    const { body } = await eventually(
      () => call(second.url, 'GET', '/deliveries'),
      (answer) => answer.body.items[0].state === 'delivered',
    );
    expect(body.items[0].attempts).toMatchObject([
      { number: 1, ok: false, error: expect.stringMatching(/ended before the answer came/) },
      { number: 2, ok: true, status: 200 },
    ]);
    const ids = receiver.received.map(({ headers }) => headers['webhook-id']);
    expect(ids).toEqual([body.items[0].notice.id, body.items[0].notice.id]);
    const attempts = receiver.received.map(({ headers }) => headers['amiral-attempt-id']);
    expect(attempts).toEqual(body.items[0].attempts.map(({ id }: { id: string }) => id));
    await dataSource.destroy();
    await receiver.stop();
    await Promise.all(running.map((amiral) => amiral.end('SIGKILL')));
    await database.drop();
  });
});

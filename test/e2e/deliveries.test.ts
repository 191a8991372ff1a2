import { Webhook } from 'standardwebhooks';
import { Notices } from '../../src/channels/notices.service';
import { newId } from '../../src/common/clock';
import { eventually, startApp, type TestApp } from '../support/app';
import { enterChannel, noticeOf, sendNotice, sendToAll, signingSecret, webhookTo } from '../support/notices';
import type { Answer } from '../support/http';
import { Receiver } from '../support/receiver';

describe('deliveries', () => {
  let amiral: TestApp;
  let receiver: Receiver;

  beforeAll(async () => {
    amiral = await startApp();
    receiver = await Receiver.start();
  });
  afterAll(async () => {
    await receiver.stop();
    await amiral.stop();
  });
  beforeEach(async () => {
    receiver.mode = 200;
    receiver.headers = {};
    receiver.received.splice(0);
    await amiral.dataSource.query('DELETE FROM channels');
  });

  const log = async (channelId: string, query = '') =>
    (await amiral.call('GET', `/channels/${channelId}/deliveries?${query}`, { as: 'manager' })).body.items;
  const settled = (channelId: string, state: string): Promise<Answer['body'][]> =>
    eventually(
      () => log(channelId),
      (all: Answer['body'][]) =>
        all.length > 0 &&
        all.every((one) => one.state === state && one.attempts.some((made: Answer['body']) => made.endedAt)),
    );
  /** As if the time until the next attempt had passed. */
  const makeDue = (channelId: string) =>
    amiral.dataSource.query(`UPDATE deliveries SET due_at = now() WHERE channel_id = $1 AND state = 'pending'`, [
      channelId,
    ]);

  it('bring a notice to a webhook, signed with every secret, and say so in the log', async () => {
    const secrets = [signingSecret(), signingSecret()];
    const { id } = await enterChannel(amiral, webhookTo(`${receiver.url}/hook?a=1`, secrets));
    const notice = noticeOf();
    await sendNotice(amiral.app, notice);
    const [delivery] = await settled(id, 'delivered');
    const [request] = receiver.at('/hook?a=1');
    for (const secret of secrets) {
      const body = new Webhook(secret).verify(request?.body ?? '', request?.headers as Record<string, string>);
      expect(body).toMatchObject({
        type: 'notice.firing',
        timestamp: '2026-11-22T03:00:10.000Z',
        data: { id: notice.id, severity: 'critical', alertCount: 1, alerts: [{ serverCode: 'prod-1', endsAt: null }] },
      });
    }
    expect(() => new Webhook(signingSecret()).verify(request?.body ?? '', request?.headers as never)).toThrow();
    expect(request?.headers['webhook-id']).toBe(notice.id);
    expect(delivery).toMatchObject({
      channel: { id, kind: 'webhook' },
      notice: { id: notice.id, title: notice.title, at: '2026-11-22T03:00:10.000Z' },
      nextAttemptAt: null,
      attempts: [{ id: request?.headers['amiral-attempt-id'], number: 1, ok: true, status: 200, error: null }],
      actions: [],
    });
    expect(receiver.received).toHaveLength(1);
  });

  it('are nothing while the transaction they were sent in is not committed', async () => {
    const { id } = await enterChannel(amiral, webhookTo(receiver.url));
    const tx = amiral.dataSource.createQueryRunner();
    await tx.startTransaction();
    await sendToAll(tx.manager, amiral.app.get(Notices, { strict: false }), noticeOf());
    await tx.rollbackTransaction();
    await tx.release();
    expect(await log(id)).toEqual([]);
  });

  it.each([
    ['an error', 500, {}, 'The receiver answered HTTP 500.'],
    ['a redirect', 302, { location: '/elsewhere' }, 'The receiver redirects (HTTP 302): enter the final address.'],
  ])('are tried again after %s, with the same id in a new attempt', async (_what, mode, headers, error) => {
    receiver.mode = mode;
    receiver.headers = headers;
    const { id } = await enterChannel(amiral, webhookTo(`${receiver.url}/hook`));
    await sendNotice(amiral.app, noticeOf());
    const [failed] = await settled(id, 'pending');
    expect(failed).toMatchObject({ attempts: [{ ok: false, status: mode, error }] });
    const wait = Date.parse(failed.nextAttemptAt) - Date.parse(failed.attempts[0].startedAt);
    expect(wait).toBeGreaterThanOrEqual(10_000);
    expect(wait).toBeLessThan(30_000);
    receiver.mode = 204;
    await makeDue(id);
    const [delivered] = await settled(id, 'delivered');
    expect(delivered.attempts).toHaveLength(2);
    const requests = receiver.at('/hook');
    expect(new Set(requests.map((request) => request.headers['webhook-id'])).size).toBe(1);
    expect(new Set(requests.map((request) => request.headers['amiral-attempt-id'])).size).toBe(2);
    expect(receiver.received).toHaveLength(2);
  });

  it('of one thread keep their order: an end waits for its beginning', async () => {
    receiver.mode = 500;
    const { id } = await enterChannel(amiral, webhookTo(receiver.url));
    const threadKey = 'incident 1';
    await sendNotice(amiral.app, noticeOf({ threadKey }));
    await settled(id, 'pending');
    await sendNotice(amiral.app, noticeOf({ threadKey, kind: 'resolved' }));
    await sendNotice(amiral.app, noticeOf({ threadKey: 'another' }));
    // Both attempts are written down, or the next one of `another` would be planned after it was made due.
    await eventually(
      () => log(id),
      (all: Answer['body'][]) =>
        all.filter(({ nextAttemptAt, attempts }) => attempts.length > 0 && nextAttemptAt).length === 2,
    );
    expect(receiver.received).toHaveLength(2);
    receiver.mode = 200;
    await makeDue(id);
    await settled(id, 'delivered');
    const kinds = receiver.received.map(({ body }) => [JSON.parse(body).data.threadKey, JSON.parse(body).data.kind]);
    expect(kinds.filter(([key]) => key === threadKey).map(([, kind]) => kind)).toEqual([
      'firing',
      'firing',
      'resolved',
    ]);
  });

  it('to one that hangs keep no other waiting', async () => {
    const hanging = await enterChannel(amiral, webhookTo(`${receiver.url}/hang`));
    for (let n = 0; n < 12; n++) await sendNotice(amiral.app, noticeOf());
    await eventually(
      () => Promise.resolve(receiver.at('/hang').length),
      (count) => count === 4,
    );
    await amiral.call('PATCH', `/channels/${hanging.id}`, { as: 'admin', body: { labels: { no: 'more' } } });
    const quick = await enterChannel(amiral, webhookTo(`${receiver.url}/quick`));
    for (let n = 0; n < 12; n++) await sendNotice(amiral.app, noticeOf());
    await settled(quick.id, 'delivered');
    // Four were under way all the while, and no more.
    expect(receiver.at('/hang')).toHaveLength(4);
    expect(receiver.at('/quick')).toHaveLength(12);
  });

  it('that were given up are tried once more by a manager, and only those', async () => {
    receiver.mode = 500;
    const { id } = await enterChannel(amiral, webhookTo(receiver.url));
    await sendNotice(amiral.app, noticeOf());
    const [waiting] = await settled(id, 'pending');
    const retry = (as: 'user' | 'manager', path = waiting.id as string) =>
      amiral.call('POST', `/deliveries/${path}/retry`, { as });
    expect((await retry('user')).status).toBe(403);
    expect((await retry('manager')).body).toMatchObject({ status: 409, code: 'wrong-state' });
    expect((await retry('manager', newId())).status).toBe(404);
    await amiral.dataSource.query('UPDATE deliveries SET give_up_at = now(), due_at = now()');
    const [failed] = await settled(id, 'failed');
    expect(failed).toMatchObject({ nextAttemptAt: null, actions: ['retry'] });
    await amiral.call('PATCH', `/channels/${id}`, { as: 'admin', body: { enabled: false } });
    expect((await retry('manager')).body).toMatchObject({ status: 409, code: 'channel-disabled' });
    await amiral.call('PATCH', `/channels/${id}`, { as: 'admin', body: { enabled: true } });
    expect((await retry('manager')).body).toMatchObject({ state: 'pending' });
    await eventually(
      () => log(id),
      ([one]) => one.attempts.length === 3 && one.state === 'failed',
    );
    receiver.mode = 200;
    await retry('manager');
    await settled(id, 'delivered');
    const { body } = await amiral.call('GET', '/events?subjectType=delivery', { as: 'manager' });
    expect(body.items.map(({ action }: { action: string }) => action)).toEqual(['retry', 'retry']);
  });

  it('are listed by channel, state and time', async () => {
    const { id } = await enterChannel(amiral, webhookTo(receiver.url));
    await enterChannel(amiral, webhookTo(receiver.url));
    await sendNotice(amiral.app, noticeOf({ title: 'one' }));
    await sendNotice(amiral.app, noticeOf({ title: 'two' }));
    await settled(id, 'delivered');
    const total = async (query: string) =>
      (await amiral.call('GET', `/deliveries?${query}`, { as: 'manager' })).body.total as number;
    expect(await total('q=one')).toBe(2);
    expect(await total(`q=one&channelId=${id}`)).toBe(1);
    expect(await total('state=failed')).toBe(0);
    expect(await total(`from=2099-01-01T00:00:00Z`)).toBe(0);
    expect((await log(id)).map((one: { notice: { title: string } }) => one.notice.title)).toEqual(['two', 'one']);
    expect((await log(id, 'sort=createdAt'))[0].notice.title).toBe('one');
    expect((await amiral.call('GET', '/deliveries', { as: 'user' })).status).toBe(403);
    expect((await amiral.call('GET', '/deliveries?state=lost', { as: 'manager' })).status).toBe(422);
    expect((await amiral.call('GET', `/channels/${newId()}/deliveries`, { as: 'manager' })).status).toBe(404);
  });
});

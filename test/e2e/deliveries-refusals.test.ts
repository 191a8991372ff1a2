import { eventually, startApp, type TestApp } from '../support/app';
import type { Answer } from '../support/http';
import { MailServer } from '../support/mail-server';
import { enterChannel, noticeOf, sendNotice, webhookTo } from '../support/notices';
import { Receiver } from '../support/receiver';

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

type Body = Answer['body'];
const log = async (channelId: string): Promise<Body[]> =>
  (await amiral.call('GET', `/channels/${channelId}/deliveries`, { as: 'manager' })).body.items;
/** The only delivery of a channel, once its last attempt has ended and it is in this state. */
const settled = async (channelId: string, state: string, attempts: number): Promise<Body> => {
  const [delivery] = await eventually(
    () => log(channelId),
    ([one]) => one?.state === state && one.attempts.length === attempts && one.attempts.at(-1).endedAt !== null,
  );
  return delivery;
};
/** As if the time until the next attempt had passed. */
const makeDue = () => amiral.dataSource.query(`UPDATE deliveries SET due_at = now() WHERE state = 'pending'`);
const secondsUntilNext = ({ nextAttemptAt, attempts }: Body) =>
  (Date.parse(nextAttemptAt) - Date.parse(attempts.at(-1).endedAt)) / 1_000;

describe('a receiver that asks for time', () => {
  it.each([
    ['in seconds', () => '180', 175, 220],
    ['until a date', () => new Date(Date.now() + 240_000).toUTCString(), 235, 280],
    ['until a date that is past', () => new Date(Date.now() - 240_000).toUTCString(), 9, 20],
    ['until next year', () => new Date(Date.now() + 400 * 86_400_000).toUTCString(), 21_500, 24_000],
  ])('%s gets it, within bounds', async (_how, retryAfter, least, most) => {
    receiver.mode = 503;
    receiver.headers = { 'Retry-After': retryAfter() };
    const { id } = await enterChannel(amiral, webhookTo(receiver.url));
    await sendNotice(amiral.app, noticeOf());
    const wait = secondsUntilNext(await settled(id, 'pending', 1));
    expect(wait).toBeGreaterThanOrEqual(least);
    expect(wait).toBeLessThan(most);
  });
});

describe('a receiver that is gone for good', () => {
  const channel = async (id: string): Promise<Body> =>
    (await amiral.call('GET', `/channels/${id}`, { as: 'admin' })).body;
  const told = (path: string) => receiver.at(path).map(({ body }) => JSON.parse(body));

  it('is called once, and its channel disabled, with a line in the journal', async () => {
    const { id } = await enterChannel(amiral, { name: 'Old hook', ...webhookTo(`${receiver.url}/gone`) });
    await sendNotice(amiral.app, noticeOf());
    const failed = await settled(id, 'failed', 1);
    expect(failed).toMatchObject({ nextAttemptAt: null, attempts: [{ ok: false, status: 410 }] });
    expect(await channel(id)).toMatchObject({ enabled: false, goneAt: expect.any(String), version: 2 });
    const { body } = await amiral.call('GET', `/events?subjectType=channel&subjectId=${id}`, { as: 'manager' });
    expect(body.items[0]).toMatchObject({
      actor: { id: null },
      action: 'update',
      subjectName: 'Old hook',
      changes: [
        { field: 'enabled', before: true, after: false },
        { field: 'goneAt', before: null, after: expect.any(String) },
      ],
    });
    await sendNotice(amiral.app, noticeOf());
    expect(receiver.received).toHaveLength(1);
  });

  it('is told to every other channel, whatever it asks for, and so is its end to those', async () => {
    const { id } = await enterChannel(amiral, { name: 'Chat', ...webhookTo(`${receiver.url}/gone`) });
    const picky = { minSeverity: 'critical', labels: { rack: '9' } };
    await enterChannel(amiral, { name: 'Picky', ...picky, ...webhookTo(`${receiver.url}/picky`) });
    await enterChannel(amiral, { name: 'Off', enabled: false, ...webhookTo(`${receiver.url}/off`) });
    await amiral.call('POST', `/channels/${id}/test`, { as: 'admin' });
    await eventually(
      () => Promise.resolve(told('/picky').length),
      (count) => count === 1,
    );
    await enterChannel(amiral, { name: 'Later', ...webhookTo(`${receiver.url}/later`) });
    await amiral.call('PATCH', `/channels/${id}`, { as: 'admin', body: { enabled: true } });
    expect(await channel(id)).toMatchObject({ enabled: true, goneAt: null });
    const [firing, resolved] = await eventually(
      () => Promise.resolve(told('/picky')),
      ({ length }) => length === 2,
    );
    expect(firing).toMatchObject({
      type: 'notice.firing',
      data: { title: 'the receiver of the channel "Chat" is gone', alerts: [{ rule: 'channel-gone', endsAt: null }] },
    });
    expect(resolved).toMatchObject({
      type: 'notice.resolved',
      data: {
        threadKey: firing.data.threadKey,
        alerts: [{ id: firing.data.alerts[0].id, endsAt: expect.any(String) }],
      },
    });
    expect([told('/off'), told('/later')]).toEqual([[], []]);
  });

  it('leaves a channel alone that leads elsewhere by then', async () => {
    const held = await enterChannel(amiral, webhookTo(`${receiver.url}/hold`));
    await sendNotice(amiral.app, noticeOf());
    await eventually(
      () => Promise.resolve(receiver.at('/hold').length),
      (count) => count === 1,
    );
    await amiral.call('PATCH', `/channels/${held.id}`, {
      as: 'admin',
      body: { settings: { url: `${receiver.url}/new` } },
    });
    receiver.release(410);
    expect(await settled(held.id, 'pending', 1)).toMatchObject({ attempts: [{ status: 410 }] });
    expect(await channel(held.id)).toMatchObject({ enabled: true, goneAt: null });
    await makeDue();
    await settled(held.id, 'delivered', 2);
  });
});

describe('a mail to several', () => {
  let server: MailServer;

  beforeEach(async () => {
    server = await MailServer.start({ plain: true });
  });
  afterEach(async () => {
    await server.stop();
  });

  const mailTo = (...to: string[]) =>
    enterChannel(amiral, {
      kind: 'email',
      settings: { host: '127.0.0.1', port: server.port, secure: 'none', from: 'amiral@example.com', to },
    });
  const arrived = () => server.mails.map(({ recipients }) => recipients);

  it('comes later, and alone, to whom it was put off for, and never twice to the others', async () => {
    server.greyListed.add('grey@example.com');
    server.refused.add('gone@example.com');
    const { id } = await mailTo('one@example.com', 'Grey@Example.com', 'gone@example.com');
    server.greyListed.add('Grey@example.com');
    await sendNotice(amiral.app, noticeOf());
    const first = await settled(id, 'pending', 1);
    expect(first.attempts).toMatchObject([
      {
        ok: true,
        error:
          'The mail server refused it for gone@example.com. The mail server put it off for Grey@Example.com, who get it later.',
      },
    ]);
    expect(secondsUntilNext(first)).toBeGreaterThanOrEqual(9);
    await makeDue();
    await settled(id, 'pending', 2);
    server.greyListed.clear();
    server.answer = { responseCode: 452, message: 'no room' };
    await makeDue();
    await settled(id, 'pending', 3);
    expect(arrived()).toEqual([['one@example.com']]);
    server.answer = null;
    await makeDue();
    const last = await settled(id, 'delivered', 4);
    expect(last.attempts.map(({ ok }: Body) => ok)).toEqual([true, false, false, true]);
    expect(arrived()).toEqual([['one@example.com'], [expect.stringMatching(/^grey@example.com$/i)]]);
    expect(server.mails[0]?.messageId).toBe(server.mails[1]?.messageId);
  });

  it('holds the next one back from nobody who has it', async () => {
    server.greyListed.add('grey@example.com');
    const { id } = await mailTo('one@example.com', 'grey@example.com');
    await sendNotice(amiral.app, noticeOf({ threadKey: 'one' }));
    await settled(id, 'pending', 1);
    await sendNotice(amiral.app, noticeOf({ threadKey: 'one', kind: 'resolved' }));
    await eventually(
      () => Promise.resolve(arrived()),
      ({ length }) => length === 2,
    );
    expect(arrived()).toEqual([['one@example.com'], ['one@example.com']]);
  });

  it('is over when those left are no recipients any more, or are refused for good', async () => {
    server.greyListed.add('grey@example.com').add('lost@example.com');
    const { id } = await mailTo('grey@example.com', 'one@example.com');
    await sendNotice(amiral.app, noticeOf());
    await settled(id, 'pending', 1);
    await amiral.call('PATCH', `/channels/${id}`, { as: 'admin', body: { settings: { to: ['one@example.com'] } } });
    await settled(id, 'delivered', 2);

    server.refused.add('gone@example.com');
    const nobody = await mailTo('lost@example.com', 'gone@example.com');
    await amiral.call('PATCH', `/channels/${id}`, { as: 'admin', body: { enabled: false } });
    await sendNotice(amiral.app, noticeOf());
    await settled(nobody.id, 'pending', 1);
    server.greyListed.clear();
    server.refused.add('lost@example.com');
    await makeDue();
    const failed = await settled(nobody.id, 'failed', 2);
    expect(failed.attempts.at(-1).error).toMatch(/refused it for lost@example.com\. It said: 550/);
    expect(arrived()).toEqual([['one@example.com']]);
  });

  it('goes as one again while it was put off for everybody', async () => {
    for (const name of ['a', 'b']) server.greyListed.add(`${name}@example.com`);
    const { id } = await mailTo('a@example.com', 'b@example.com');
    await sendNotice(amiral.app, noticeOf());
    const first = await settled(id, 'pending', 1);
    expect(first.attempts).toMatchObject([{ ok: false, status: 450, error: expect.stringMatching(/come back later/) }]);
    server.greyListed.clear();
    await makeDue();
    await settled(id, 'delivered', 2);
    expect(arrived()).toEqual([['a@example.com', 'b@example.com']]);
  });
});

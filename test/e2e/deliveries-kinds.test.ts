import { Channel } from '../../src/channels/channel.entity';
import { Notices } from '../../src/channels/notices.service';
import { eventually, startApp, type TestApp } from '../support/app';
import { alertOf, enterChannel, noticeOf, sendNotice } from '../support/notices';
import { Receiver } from '../support/receiver';

describe('notices for other receivers', () => {
  let amiral: TestApp;
  let receiver: Receiver;
  const fires = [
    { ...alertOf({ serverCode: 'critical' }), severity: 'critical' as const },
    { ...alertOf({ serverCode: 'info' }), severity: 'info' as const },
    { ...alertOf({ serverCode: 'elsewhere', labels: {} }), severity: 'critical' as const },
  ];

  beforeAll(async () => {
    amiral = await startApp();
    receiver = await Receiver.start();
  });
  afterAll(async () => {
    await amiral.stop();
    await receiver.stop();
  });
  beforeEach(async () => {
    await amiral.dataSource.query('DELETE FROM channels');
    receiver.received.splice(0);
  });

  const received = async (path: string, count = 1) => {
    await eventually(
      () => Promise.resolve(receiver.at(path)),
      (requests) => requests.length >= count,
    );
    return receiver.at(path).map(({ body }) => JSON.parse(body));
  };

  it('are messages with a text and blocks for Slack', async () => {
    await enterChannel(amiral, { kind: 'slack', settings: { url: `${receiver.url}/services/T/B/x` } });
    await sendNotice(amiral.app, noticeOf());
    const [message] = await received('/services/T/B/x');
    expect(message.text).toBe('Firing (critical): 1 server: server critical');
    expect(message.blocks).toMatchObject([
      { type: 'header', text: { type: 'plain_text' } },
      { type: 'section', text: { text: '• Production 1 (prod-1): does not answer, since 2026-11-22 03:00 UTC' } },
    ]);
  });

  it('are Adaptive Cards for Teams', async () => {
    await enterChannel(amiral, { kind: 'teams', settings: { url: `${receiver.url}/workflows/1?sig=2` } });
    await sendNotice(amiral.app, noticeOf());
    const [message] = await received('/workflows/1?sig=2');
    expect(message).toMatchObject({
      type: 'message',
      attachments: [
        {
          contentType: 'application/vnd.microsoft.card.adaptive',
          content: { type: 'AdaptiveCard', body: [{ type: 'TextBlock', color: 'Attention' }, { type: 'TextBlock' }] },
        },
      ],
    });
  });

  it('are alerts for an Alertmanager, told again while they fire, and ended once', async () => {
    amiral.app.get(Notices, { strict: false }).register({ list: () => Promise.resolve(fires) });
    const settings = { url: `${receiver.url}/am/`, username: 'amiral', password: 'p:w' };
    const facts = { kind: 'alertmanager', minSeverity: 'warning', labels: { rack: '2' }, settings };
    const { id } = await enterChannel(amiral, facts);
    const path = '/am/api/v2/alerts';
    const [first] = await received(path);
    expect(first.map(({ labels }: { labels: { server: string } }) => labels.server)).toEqual(['critical']);
    expect(Date.parse(first[0].endsAt)).toBeGreaterThan(Date.now());
    expect(receiver.at(path)[0]?.headers.authorization).toBe(`Basic ${Buffer.from('amiral:p:w').toString('base64')}`);
    const endsAt = new Date();
    await sendNotice(amiral.app, noticeOf({ kind: 'resolved', alerts: [alertOf({ endsAt })] }));
    const [, ended] = await received(path, 2);
    expect(ended).toMatchObject([{ labels: { alertname: 'server-critical' }, endsAt: endsAt.toISOString() }]);
    await amiral.dataSource.manager.update(Channel, { id }, { resentAt: new Date(Date.now() - 61_000) });
    const [, , again] = await received(path, 3);
    expect(again[0].labels).toEqual(first[0].labels);
  });
});

import type { Notice, NoticeAlert } from '../notice';
import { postableAlerts } from './alertmanager';
import { slackMessage, teamsMessage } from './chat';
import { linkOf } from './link';
import { mailOf } from './mail';
import { webhookBody, webhookBodyOf } from './webhook';
import { headline, linesOf } from './wording';

const alert: NoticeAlert = {
  id: 'a1',
  rule: 'server-critical',
  incidentId: '019a8d2e-7c3b-7e4f-9a1b-2c3d4e5f6a7d',
  serverId: '019a8d2e-7c3b-7e4f-9a1b-2c3d4e5f6a7b',
  serverName: 'Shop <!channel> & [Co](http://x)',
  serverCode: 'shop',
  instanceId: null,
  operationId: null,
  labels: { rack: '2', 'k8s.io/zone-name': 'a', '2nd': 'b' },
  summary: 'does not answer',
  startsAt: new Date('2026-11-22T03:00:00Z'),
  endsAt: null,
  endReason: null,
  ended: null,
  acknowledgedBy: 'Léa',
};
const notice: Notice = {
  id: '019a8d2e-7c3b-7e4f-9a1b-2c3d4e5f6a7c',
  kind: 'firing',
  threadKey: 't',
  severity: 'critical',
  at: new Date('2026-11-22T03:00:10Z'),
  title: '1 server: server critical',
  alerts: [alert],
};
interface SlackMessage {
  text: string;
  mrkdwn: boolean;
  blocks: { text: { type: string; text: string; emoji?: boolean } }[];
}
const LINK = 'https://amiral.example.com/incidents/019a8d2e-7c3b-7e4f-9a1b-2c3d4e5f6a7d';
const MAIL = { host: 'h', from: 'a@b.example', to: ['c@d.example'] };
const many = { ...notice, title: 'x'.repeat(5_000), alerts: Array.from({ length: 20_000 }, () => alert) };

describe('messages', () => {
  it('say what it is about, and how it ended', () => {
    expect(headline(notice)).toBe('Firing (critical): 1 server: server critical');
    const ended = { ...alert, serverName: null, endsAt: new Date('2026-11-22T04:30:00Z'), acknowledgedBy: null };
    expect(linesOf([alert, ended, ended, ended], 2)).toEqual([
      'Shop <!channel> & [Co](http://x) (shop): does not answer, since 2026-11-22 03:00 UTC, acknowledged by Léa',
      'does not answer, since 2026-11-22 03:00 UTC, until 2026-11-22 04:30 UTC',
      'and 2 more',
    ]);
  });

  it.each([
    ['maintenance', 'In maintenance', 'in maintenance by Tom, until 2026-11-22 06:00 UTC'],
    ['deactivated', 'Deactivated', 'deactivated by Léa'],
    ['deleted', 'Deleted', 'deleted by Léa'],
    ['rule-disabled', 'Rule disabled', 'its rule was disabled'],
  ] as const)(
    'say of what is no longer watched (%s) that it is that, and nowhere that it is well',
    (reason, word, ended) => {
      const left = {
        ...alert,
        endsAt: new Date('2026-11-22T04:30:00Z'),
        endReason: reason,
        ended,
        acknowledgedBy: null,
      };
      const withdrawn: Notice = { ...notice, kind: 'withdrawn', alerts: [left] };
      expect(headline(withdrawn)).toBe(`${word} (critical): 1 server: server critical`);
      expect(linesOf([left], 9)).toEqual([
        `Shop <!channel> & [Co](http://x) (shop): does not answer, since 2026-11-22 03:00 UTC, ${ended}`,
      ]);
      const { subject, text, html, priority } = mailOf(withdrawn, 'c', MAIL, null);
      const [amAlert] = postableAlerts([{ ...left, severity: 'critical' }], new Date(), null);
      const messages = [slackMessage(withdrawn, null), teamsMessage(withdrawn, null), { subject, text, html }, amAlert];
      for (const message of messages) {
        const shown = JSON.stringify(message);
        expect(shown).toContain(ended);
        expect(shown).not.toMatch(/resolved|white_check_mark|"Good"|#146c2e/i);
      }
      expect([subject, priority]).toEqual([headline(withdrawn), undefined]);
      const body = webhookBody.parse(webhookBodyOf(withdrawn, null));
      expect(body).toMatchObject({ type: 'notice.withdrawn', data: { alerts: [{ endReason: reason, ended }] } });
    },
  );

  it('of two operations on one server are two alerts for an Alertmanager', () => {
    const about = (operationId: string) => ({ ...alert, severity: 'warning' as const, operationId, instanceId: 'i1' });
    const sent = postableAlerts([about('o1'), about('o2')], new Date(), null);
    expect(sent.map(({ labels }) => [labels['instance_id'], labels['operation_id']])).toEqual([
      ['i1', 'o1'],
      ['i1', 'o2'],
    ]);
  });

  it('ring nobody and link nowhere because of a name', () => {
    const { text, mrkdwn, blocks } = slackMessage({ ...notice, title: '<!here>: *bold*' }, null) as SlackMessage;
    expect([text, mrkdwn]).toEqual(['Firing (critical): &lt;!here&gt;: *bold*', false]);
    expect(blocks.map((block) => block.text.type)).toEqual(['plain_text', 'plain_text']);
    expect(blocks[1]?.text.text).toContain('Shop <!channel> & [Co](http://x)');
    expect(blocks[1]?.text.emoji).toBe(false);
    expect(JSON.stringify(teamsMessage(notice, null))).toContain(JSON.stringify('\\[Co\\](http').slice(1, -1));
    expect(mailOf(notice, 'c', MAIL, null).html).toContain('&lt;!channel&gt;');
  });

  it('keep each alert on its line, whatever a name holds', () => {
    const named = { ...alert, serverName: 'one\r\ntwo\u202Eeerht', summary: 'x\ty\u2028z' };
    expect(headline({ ...notice, title: 'one\ntwo' })).toBe('Firing (critical): one two');
    expect(linesOf([named], 1)).toEqual([
      'one two eerht (shop): x y z, since 2026-11-22 03:00 UTC, acknowledged by Léa',
    ]);
  });

  it('lead to the incident they tell of, or to all of them, where it is known how Amiral is opened', () => {
    const origin = 'https://amiral.example.com';
    expect(linkOf([alert, alert], origin)).toBe(LINK);
    expect(linkOf([alert, { ...alert, incidentId: 'another' }], origin)).toBe(`${origin}/incidents`);
    expect(linkOf([{ ...alert, incidentId: null }], origin)).toBe(`${origin}/incidents`);
    expect(linkOf([alert], null)).toBeNull();
    const linked = [slackMessage(notice, LINK), teamsMessage(notice, LINK), webhookBodyOf(notice, LINK)];
    for (const message of linked) expect(JSON.stringify(message)).toContain(LINK);
    const { text, html } = mailOf(notice, 'c', MAIL, LINK);
    expect(text).toContain(`\n${LINK}\n`);
    expect(html).toContain(`<a href="${LINK}">`);
    const unlinked = [slackMessage(notice, null), teamsMessage(notice, null), mailOf(notice, 'c', MAIL, null).html];
    expect(JSON.stringify(unlinked)).not.toContain('Open in Amiral');
  });

  it('stay within what receivers take, however many alerts there are', () => {
    const slack = slackMessage(many, LINK) as { blocks: { text: { text: string } }[] };
    expect(slack.blocks.map(({ text }) => text.text.length)).toEqual([150, expect.any(Number), expect.any(Number)]);
    expect(slack.blocks[1]?.text.text.length).toBeLessThanOrEqual(3_000);
    expect(slack.blocks[1]?.text.text).toMatch(/and 19990 more$/);
    expect(JSON.stringify(teamsMessage(many, LINK)).length).toBeLessThan(28_000);
    expect(webhookBodyOf(many, LINK).data).toMatchObject({ alertCount: 20_000, alerts: { length: 1_000 } });
    expect(mailOf(many, 'c', MAIL, null).text).toMatch(/and 19800 more\n$/);
  });

  it('have the documented shape as webhooks', () => {
    expect(webhookBody.parse(webhookBodyOf(notice, LINK))).toEqual(webhookBodyOf(notice, LINK));
  });

  it('are alerts with names an Alertmanager takes, which end by themselves unless told again', () => {
    const now = new Date('2026-11-22T05:00:00Z');
    const endsAt = new Date('2026-11-22T04:00:00Z');
    const [firing, ended] = postableAlerts(
      [
        { ...alert, severity: 'critical' },
        { ...alert, severity: 'critical', endsAt },
      ],
      now,
      'https://amiral.example.com',
    );
    expect(firing).toEqual({
      labels: {
        rack: '2',
        k8s_io_zone_name: 'a',
        _2nd: 'b',
        alertname: 'server-critical',
        severity: 'critical',
        server: 'shop',
      },
      annotations: { summary: 'does not answer', server_name: alert.serverName },
      startsAt: '2026-11-22T03:00:00.000Z',
      endsAt: '2026-11-22T05:04:00.000Z',
      generatorURL: LINK,
    });
    expect([ended?.endsAt, ended?.labels]).toEqual([endsAt.toISOString(), firing?.labels]);
  });
});

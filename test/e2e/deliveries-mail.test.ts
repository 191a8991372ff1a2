import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import { OdooSimulator } from '../odoo-simulator/simulator';
import { eventually, startApp, type TestApp } from '../support/app';
import type { Answer } from '../support/http';
import { MAIL_CA, MailServer, type ReceivedMail } from '../support/mail-server';
import { alertOf, enterChannel, noticeOf, sendNotice } from '../support/notices';
import { enterServer } from '../support/servers';

describe('mails', () => {
  let amiral: TestApp;
  const servers: { stop(): Promise<void> }[] = [];

  beforeAll(async () => {
    amiral = await startApp();
  });
  afterAll(async () => {
    await amiral.stop();
  });
  afterEach(async () => {
    await amiral.dataSource.query('DELETE FROM channels');
    await Promise.all(servers.splice(0).map((server) => server.stop()));
  });

  const start = async (options?: Parameters<typeof MailServer.start>[0]) => {
    const server = await MailServer.start(options);
    servers.push(server);
    return server;
  };
  const mailTo = (port: number, settings: object = {}) => ({
    kind: 'email',
    settings: {
      host: '127.0.0.1',
      port,
      secure: 'none',
      from: 'amiral@example.com',
      to: ['oncall@example.com', 'boss@example.com'],
      ...settings,
    },
  });
  const test = async (id: string): Promise<Answer['body']> =>
    (await amiral.call('POST', `/channels/${id}/test`, { as: 'admin' })).body;

  it('arrive as one thread, in text and in HTML, marked as automatic', async () => {
    const server = await start({ plain: true });
    await enterChannel(amiral, mailTo(server.port));
    const threadKey = 'incident 7';
    const alerts = [alertOf({ serverName: '<b>Näme</b>', summary: 'does not answer & worse' })];
    const firing = noticeOf({ threadKey, alerts });
    await sendNotice(amiral.app, firing);
    await sendNotice(amiral.app, noticeOf({ threadKey, kind: 'resolved', title: 'all is well' }));
    await eventually(
      () => Promise.resolve(server.mails.length),
      (count) => count === 2,
    );
    await sendNotice(amiral.app, noticeOf({ title: 'another' }));
    await eventually(
      () => Promise.resolve(server.mails.length),
      (count) => count === 3,
    );
    const [first, end, other] = server.mails as [ReceivedMail, ReceivedMail, ReceivedMail];
    expect(first.subject).toBe('Firing (critical): 1 server: server critical');
    expect(end.subject).toBe('Resolved (critical): all is well');
    expect(first.inReplyTo).toMatch(/^<thread-[0-9a-f]{32}@example\.com>$/);
    expect([end.inReplyTo, end.references]).toEqual([first.inReplyTo, first.inReplyTo]);
    expect(other.inReplyTo).not.toBe(first.inReplyTo);
    expect(first.messageId).toMatch(new RegExp(`^<${firing.id}\\.[0-9a-f-]+@example\\.com>$`));
    expect(first.from).toMatchObject({ name: 'Amiral', address: 'amiral@example.com' });
    expect(first.recipients).toEqual(['oncall@example.com', 'boss@example.com']);
    expect(first.text).toContain('<b>Näme</b> (prod-1): does not answer & worse, since 2026-11-22 03:00 UTC');
    expect(first.html).toContain('&lt;b&gt;Näme&lt;/b&gt; (prod-1): does not answer &amp; worse');
    const headers = Object.fromEntries(first.headers.map(({ key, value }) => [key, value]));
    expect(headers).toMatchObject({
      'auto-submitted': 'auto-generated',
      'list-id': 'Amiral notices <notices.amiral.example.com>',
      'x-priority': '1 (Highest)',
    });
    expect(first.date).toBe('2026-11-22T03:00:10.000Z');
  });

  it.each([
    ['STARTTLS', 'starttls', false],
    ['TLS', 'tls', true],
  ])('go by %s with a login to a server whose CA is given', async (_name, secure, isSecure) => {
    const login = { user: 'amiral', pass: 'Tr0ub4dor-mail' };
    const server = await start({ secure: isSecure, login });
    const settings = { secure, username: login.user, password: login.pass, tlsCa: MAIL_CA };
    const channel = await enterChannel(amiral, mailTo(server.port, settings));
    const { ok, attempts } = await test(channel.id);
    expect([attempts[0].error, attempts[0].status, ok]).toEqual([null, 250, true]);
    expect(server.mails).toMatchObject([{ user: 'amiral', secure: true }]);
  });

  it('are handed to nobody whose certificate or encryption is not what was asked for', async () => {
    const server = await start();
    const unknown = await enterChannel(amiral, mailTo(server.port, { secure: 'starttls' }));
    expect(await test(unknown.id)).toMatchObject({
      ok: false,
      attempts: [{ error: expect.stringMatching(/certificate/) }],
    });
    const plain = await start({ plain: true });
    const bare = await enterChannel(amiral, mailTo(plain.port, { secure: 'starttls' }));
    expect(await test(bare.id)).toMatchObject({ ok: false });
    expect([...server.mails, ...plain.mails]).toEqual([]);
  });

  it('tell what the server says against them, but never the password', async () => {
    const server = await start({ plain: true, login: { user: 'amiral', pass: 'right' } });
    const settings = { username: 'amiral', password: 'Tr0ub4dor-wrong' };
    const { id } = await enterChannel(amiral, mailTo(server.port, settings));
    const refusal = await test(id);
    expect(refusal).toMatchObject({ ok: false, attempts: [{ status: 535 }] });
    expect(refusal.attempts[0].error).toBe('The mail server refused the user name or the password.');
    expect(JSON.stringify(refusal)).not.toContain('Tr0ub4dor');
    await amiral.call('PATCH', `/channels/${id}`, { as: 'admin', body: { settings: { password: 'right' } } });
    server.answer = {
      responseCode: 451,
      message: `you said ${Buffer.from('\0amiral\0right').toString('base64')} just now`,
    };
    expect((await test(id)).attempts[0].error).toMatch(/you said \(secret\) just now/);
    server.answer = null;
    server.refused.add('boss@example.com');
    expect(await test(id)).toMatchObject({
      ok: true,
      attempts: [{ error: 'The mail server refused it for boss@example.com.' }],
    });
    server.answer = { responseCode: 452, message: 'mailbox full' };
    const full = await test(id);
    expect(full).toMatchObject({
      ok: false,
      attempts: [{ status: 452, error: expect.stringContaining('mailbox full') }],
    });
  });

  it('obey the rules about addresses', async () => {
    const server = await start({ plain: true });
    const careful = await startApp({ env: { EGRESS_DENY: '127.0.0.0/8,::1/128' } });
    for (const host of ['127.0.0.1', 'localhost']) {
      const { id } = await enterChannel(careful, mailTo(server.port, { host }));
      const { body } = await careful.call('POST', `/channels/${id}/test`, { as: 'admin' });
      expect(body).toMatchObject({ ok: false, attempts: [{ error: expect.stringMatching(/may not be called/) }] });
    }
    expect(server.mails).toEqual([]);
    await careful.stop();
  });

  describe('to a server that makes no sense', () => {
    let silent: Server;
    const sockets = new Set<Socket>();

    beforeEach(async () => {
      silent = createServer((socket) => sockets.add(socket.on('error', () => undefined)));
      await new Promise<void>((listening) => silent.listen(0, '127.0.0.1', listening));
    });
    afterEach(() => {
      for (const socket of sockets) socket.destroy();
      silent.close();
    });

    it('are given up, in our words, whatever bytes it says', async () => {
      silent.on('connection', (socket: Socket) => socket.end('99999999999 go\0a\u202eway\x1b[2J\r\n'));
      const channel = await enterChannel(amiral, mailTo((silent.address() as AddressInfo).port));
      const { attempts } = await test(channel.id);
      expect(attempts).toMatchObject([
        { ok: false, status: null, error: 'What listens there does not speak SMTP as a mail server does.' },
      ]);
    });

    it('hold up neither other mails nor any probe', async () => {
      const odoo = await OdooSimulator.start();
      servers.push(odoo);
      const watched = await enterServer(amiral, { serverUrl: odoo.url });
      await amiral.call('POST', `/servers/${watched.id}/activate`, { as: 'admin' });
      const hanging = await enterChannel(amiral, mailTo((silent.address() as AddressInfo).port));
      const waiting = test(hanging.id);
      await eventually(
        () => Promise.resolve(sockets.size),
        (count) => count === 1,
      );
      const probed = odoo.requests.length;
      const server = await start({ plain: true });
      const quick = await enterChannel(amiral, mailTo(server.port));
      expect(await test(quick.id)).toMatchObject({ ok: true });
      await eventually(
        () => Promise.resolve(odoo.requests.length),
        (count) => count > probed + 5,
      );
      const { body } = await amiral.call('GET', `/channels/${hanging.id}/deliveries`, { as: 'manager' });
      expect(body.items).toMatchObject([{ state: 'pending', attempts: [{ endedAt: null }] }]);
      for (const socket of sockets) socket.destroy();
      expect(await waiting).toMatchObject({ ok: false, attempts: [{ ok: false }] });
      await amiral.call('POST', `/servers/${watched.id}/deactivate`, { as: 'admin' });
    });
  });
});

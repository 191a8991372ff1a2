import { newId } from '../../src/common/clock';
import { startApp, type TestApp } from '../support/app';
import { fieldsOf } from '../support/customers';
import { enterChannel, signingSecret, webhookTo } from '../support/notices';
import { MAIL_CA } from '../support/mail-server';
import { Receiver } from '../support/receiver';

let amiral: TestApp;

beforeAll(async () => {
  amiral = await startApp();
});
afterAll(async () => {
  await amiral.stop();
});

const URL = 'https://hooks.example.com/amiral';
const post = (body: object, as: 'user' | 'manager' | 'admin' = 'admin') =>
  amiral.call('POST', '/channels', { as, body: { name: newId(), ...body } });
const patch = (id: string, body: object, headers: Record<string, string> = {}) =>
  amiral.call('PATCH', `/channels/${id}`, { as: 'admin', body, headers });
const mail = (settings: object = {}) => ({
  kind: 'email',
  settings: { host: 'smtp.example.com', from: 'amiral@example.com', to: ['oncall@example.com'], ...settings },
});

describe('channels', () => {
  it('are made, changed and deleted by an admin, and read by everybody', async () => {
    for (const as of ['user', 'manager'] as const) expect((await post(webhookTo(URL), as)).status).toBe(403);
    const made = await post({ name: 'On call', ...webhookTo(URL) });
    expect([made.status, made.headers.get('etag')]).toEqual([201, '"1"']);
    expect(made.body).toEqual({
      id: expect.any(String),
      name: 'On call',
      kind: 'webhook',
      enabled: true,
      minSeverity: 'info',
      labels: {},
      escalation: false,
      settings: { url: URL, tlsCa: null, secretCount: 1 },
      goneAt: null,
      createdAt: expect.any(String),
      updatedAt: expect.any(String),
      version: 1,
    });
    const path = `/channels/${made.body.id}`;
    expect((await amiral.call('GET', path, { as: 'admin' })).body).toEqual(made.body);
    const shown = { ...made.body, settings: { host: 'hooks.example.com', tlsCa: null, secretCount: 1 } };
    for (const as of ['user', 'manager'] as const) expect((await amiral.call('GET', path, { as })).body).toEqual(shown);
    expect((await amiral.call('GET', '/channels', { as: 'user' })).body.items).toEqual([shown]);
    expect((await amiral.call('PATCH', path, { as: 'manager', body: { enabled: false } })).status).toBe(403);
    const changed = await patch(made.body.id, { enabled: false, labels: { rack: '2' }, minSeverity: 'critical' });
    expect(changed.body).toMatchObject({ enabled: false, labels: { rack: '2' }, minSeverity: 'critical', version: 2 });
    expect((await amiral.call('DELETE', path, { as: 'manager' })).status).toBe(403);
    expect((await amiral.call('DELETE', path, { as: 'admin' })).status).toBe(204);
    expect((await amiral.call('GET', path, { as: 'user' })).status).toBe(404);
  });

  it.each([
    ['email', mail(), { port: 587, secure: 'starttls', username: null, hasPassword: false, tlsCa: null }],
    ['email', mail({ secure: 'tls', username: 'u', password: 'p' }), { port: 465, username: 'u', hasPassword: true }],
    ['slack', { settings: { url: 'https://hooks.slack.com/services/T/B/x' } }, { host: 'hooks.slack.com' }],
    ['teams', { settings: { url: 'https://x.logic.azure.com/workflows?sig=y' } }, { host: 'x.logic.azure.com' }],
    ['alertmanager', { settings: { url: 'http://am:9093' } }, { url: 'http://am:9093', hasPassword: false }],
  ])('of the kind %s show what is no secret', async (kind, body, settings) => {
    const made = await post({ kind, ...body });
    expect(made.body).toMatchObject({ kind, settings });
    expect(made.body.settings).not.toHaveProperty('password');
    if (kind === 'slack' || kind === 'teams') expect(made.body.settings).toEqual(settings);
  });

  it.each([
    ['kind', { kind: 'pager', settings: {} }],
    ['settings', { kind: 'webhook' }],
    ['settings.secrets', { kind: 'webhook', settings: { url: URL } }],
    ['settings.secrets.0', webhookTo(URL, ['whsec_c2hvcnQ='])],
    ['settings.secrets.0', webhookTo(URL, ['no prefix'])],
    ['settings.secrets', webhookTo(URL, [signingSecret(), signingSecret(), signingSecret()])],
    ['settings.url', webhookTo('ftp://x')],
    ['settings.url', webhookTo('https://user:pass@x.example')],
    ['settings.url', webhookTo('http://169.254.169.254/latest')],
    ['settings.host', mail({ host: '169.254.169.254' })],
    ['settings.host', mail({ host: 'no spaces' })],
    ['settings.to', mail({ to: [] })],
    ['settings.to.0', mail({ to: ['nobody'] })],
    ['settings.username', mail({ password: 'alone' })],
    ['settings.tlsCa', mail({ tlsCa: 'none' })],
    ['settings.colour', mail({ colour: 'red' })],
    ['minSeverity', { ...mail(), minSeverity: 'bad' }],
    ['colour', { ...mail(), colour: 'red' }],
  ])('are refused with %s named for %o', async (field, body) => {
    const answer = await post(body);
    expect([answer.status, fieldsOf(answer.body)]).toEqual([422, [field]]);
  });

  it('have a name of their own', async () => {
    const { body } = await post({ name: 'taken', ...webhookTo(URL) });
    expect((await post({ name: 'taken', ...webhookTo(URL) })).body.code).toBe('name-taken');
    const other = await enterChannel(amiral, webhookTo(URL));
    expect((await patch(other.id, { name: 'taken' })).body).toMatchObject({ status: 409, code: 'name-taken' });
    expect(body.name).toBe('taken');
  });

  it('keep the settings that an edit leaves out, and refuse what their kind has not', async () => {
    const { id } = await enterChannel(amiral, webhookTo(URL));
    const both = await patch(id, { settings: { secrets: [signingSecret(), signingSecret()] } });
    expect(both.body.settings).toEqual({ url: URL, tlsCa: null, secretCount: 2 });
    const moved = await patch(id, { settings: { url: `${URL}/2` } });
    expect(moved.body.settings).toEqual({ url: `${URL}/2`, tlsCa: null, secretCount: 2 });
    const wrong = await patch(id, { settings: { url: 'nowhere', from: 'a@example.com' } });
    expect([wrong.status, fieldsOf(wrong.body)?.sort()]).toEqual([422, ['settings.from', 'settings.url']]);
    expect((await patch(id, { kind: 'slack' })).status).toBe(422);
    expect((await patch(id, { settings: {} })).body.version).toBe(3);
  });

  it('lose a password that would follow the address elsewhere', async () => {
    const { id } = await enterChannel(amiral, mail({ username: 'u', password: 'p' }));
    const kept = await patch(id, { settings: { to: ['other@example.com'] } });
    expect(kept.body.settings).toMatchObject({ hasPassword: true, to: ['other@example.com'] });
    expect((await patch(id, { settings: { host: 'evil.example' } })).body.settings.hasPassword).toBe(false);
    const again = await patch(id, { settings: { host: 'smtp.example.com', password: 'p' } });
    expect(again.body.settings.hasPassword).toBe(true);
    expect((await patch(id, { settings: { secure: 'none' } })).body.settings.hasPassword).toBe(false);
    expect((await patch(id, { settings: { username: null, password: 'p' } })).status).toBe(422);
  });

  it.each([
    ['email', mail({ username: 'u', password: 'p', tlsCa: MAIL_CA }), [{ tlsCa: null }, { port: 2525 }]],
    [
      'alertmanager',
      { kind: 'alertmanager', settings: { url: 'http://am:9093/a', username: 'u', password: 'p', tlsCa: MAIL_CA } },
      [{ url: 'http://am:9093/b' }, { url: 'http://am:9093/a?x=1' }, { tlsCa: null }],
    ],
  ])(
    'of the kind %s lose the password with any other end or authority, and the journal tells it',
    async (_kind, body, moves) => {
      for (const settings of moves) {
        const { id } = await enterChannel(amiral, body);
        expect((await patch(id, { settings: { tlsCa: ` ${MAIL_CA}` } })).body.settings.hasPassword).toBe(true);
        expect((await patch(id, { settings })).body.settings.hasPassword).toBe(false);
        const { body: events } = await amiral.call('GET', `/events?subjectId=${id}&action=update`, { as: 'manager' });
        const [told] = events.items[0].changes.filter(({ field }: { field: string }) => field === 'settings');
        expect([told.before.hasPassword, told.after.hasPassword]).toEqual([true, false]);
        const other = await enterChannel(amiral, body);
        const again = await patch(other.id, { settings: { ...settings, password: 'p' } });
        expect(again.body.settings.hasPassword).toBe(true);
      }
    },
  );

  it('are changed and deleted at the version seen only', async () => {
    const { id } = await enterChannel(amiral, webhookTo(URL));
    const stale = { 'if-match': '"7"' };
    expect((await patch(id, { enabled: false }, stale)).status).toBe(412);
    expect((await patch(id, { enabled: false }, { 'if-match': 'W/"1"' })).status).toBe(200);
    expect((await amiral.call('DELETE', `/channels/${id}`, { as: 'admin', headers: stale })).status).toBe(412);
  });

  it('are told of in the journal without what is secret', async () => {
    const secret = signingSecret();
    const { id } = await enterChannel(amiral, webhookTo(URL, [secret]));
    await patch(id, { settings: { secrets: [signingSecret()] } });
    const { body } = await amiral.call('GET', `/events?subjectType=channel&subjectId=${id}`, { as: 'manager' });
    expect(body.items[0]).toMatchObject({
      action: 'update',
      changes: [{ field: 'secrets', before: '(secret)', after: '(secret)' }],
    });
    expect(body.items[1].action).toBe('create');
    expect(JSON.stringify(body)).not.toContain('whsec_');
  });

  it('are told of in the journal without the path of their address, which may be a key', async () => {
    const { id } = await enterChannel(amiral, webhookTo(`${URL}/key-of-old`));
    await patch(id, { settings: { url: `${URL}/key-of-new` } });
    const { body } = await amiral.call('GET', `/events?subjectType=channel&subjectId=${id}`, { as: 'manager' });
    const [updated] = body.items as { changes: { field: string; after: { url: string } }[] }[];
    expect(updated?.changes.find(({ field }) => field === 'settings')?.after.url).toMatch(
      /^https?:[/][/][^/]+[/]\(secret\)$/,
    );
    expect(JSON.stringify(body)).not.toContain('key-of');
  });

  it('are listed by kind, name and whether they are enabled', async () => {
    const word = newId();
    await enterChannel(amiral, { name: `${word} b`, enabled: false, ...webhookTo(URL) });
    await enterChannel(amiral, { name: `${word} a`, ...mail() });
    const names = async (query: string) => {
      const { body } = await amiral.call('GET', `/channels?q=${word}&${query}`, { as: 'user' });
      expect(body.total).toBe(body.items.length);
      return body.items.map(({ name }: { name: string }) => name.at(-1)).join('');
    };
    expect(await names('')).toBe('ab');
    expect(await names('sort=-name')).toBe('ba');
    expect(await names('kind=email')).toBe('a');
    expect(await names('enabled=false')).toBe('b');
    expect((await amiral.call('GET', '/channels?kind=pager', { as: 'user' })).status).toBe(422);
  });

  it('say 404 for an unknown id and 400 for what is no id', async () => {
    for (const [method, path] of [
      ['GET', ''],
      ['PATCH', ''],
      ['DELETE', ''],
      ['POST', '/test'],
      ['GET', '/deliveries'],
    ] as const) {
      const body = method === 'PATCH' ? { enabled: true } : undefined;
      expect((await amiral.call(method, `/channels/${newId()}${path}`, { as: 'admin', body })).status).toBe(404);
      expect((await amiral.call(method, `/channels/seven${path}`, { as: 'admin', body })).status).toBe(400);
    }
  });
});

describe('a test of a channel', () => {
  it('goes out once, also to a disabled one, and tells what became of it', async () => {
    const receiver = await Receiver.start();
    const { id } = await enterChannel(amiral, { enabled: false, ...webhookTo(receiver.url) });
    const test = (as: 'manager' | 'admin') => amiral.call('POST', `/channels/${id}/test`, { as });
    expect((await test('manager')).status).toBe(403);
    const good = await test('admin');
    expect(good.body).toMatchObject({ ok: true, attempts: [{ number: 1, ok: true, status: 200 }] });
    expect(JSON.parse(receiver.received[0]?.body ?? '')).toMatchObject({ type: 'notice.sample' });
    receiver.mode = 503;
    const bad = await test('admin');
    expect(bad.body).toMatchObject({ ok: false, attempts: [{ ok: false, status: 503 }] });
    const { body } = await amiral.call('GET', `/channels/${id}/deliveries`, { as: 'manager' });
    expect(body.items).toMatchObject([{ id: bad.body.deliveryId, state: 'failed' }, { state: 'delivered' }]);
    await receiver.stop();
    const nobody = await test('admin');
    expect(nobody.body).toMatchObject({
      ok: false,
      attempts: [{ status: null, error: expect.stringMatching(/ECONNREFUSED/) }],
    });
  });
});

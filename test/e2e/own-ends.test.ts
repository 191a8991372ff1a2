import { OdooSimulator } from '../odoo-simulator/simulator';
import { startApp, type TestApp } from '../support/app';
import { enterChannel, webhookTo } from '../support/notices';
import { enterServer } from '../support/servers';

describe('no call to Amiral itself', () => {
  let amiral: TestApp;

  beforeAll(async () => {
    amiral = await startApp();
  });
  afterAll(async () => {
    await amiral.stop();
  });

  const httpPort = () => new URL(amiral.url).port;
  const databasePort = () => new URL(amiral.databaseUrl).port;
  const DENIED = 'Amiral itself or its database listens there.';

  const mail = { host: '127.0.0.1', secure: 'none', from: 'a@example.com', to: ['b@example.com'] };

  it.each(['127.0.0.1', '127.0.0.53', '[::ffff:127.0.0.1]', '0x7f.1', '2130706433'])(
    'is entered for a server at %s, its own port or its PostgreSQL',
    async (host) => {
      const { id } = await enterServer(amiral);
      const fields = { name: 'Own', code: 'own' };
      for (const port of [httpPort(), databasePort()]) {
        const serverUrl = `http://${host}:${port}/web`;
        for (const answer of [
          await amiral.call('POST', '/servers', { as: 'admin', body: { ...fields, serverUrl } }),
          await amiral.call('PATCH', `/servers/${id}`, { as: 'manager', body: { serverUrl } }),
        ]) {
          expect([answer.status, answer.body.errors]).toEqual([
            422,
            [{ field: 'serverUrl', message: DENIED, code: 'own-address' }],
          ]);
        }
      }
    },
  );

  it('is entered for a channel, whatever its kind', async () => {
    const url = () => `http://127.0.0.1:${httpPort()}/api/v1/auth/logout`;
    const bodies = [
      ['url', { kind: 'slack', settings: { url: url() } }],
      ['url', webhookTo(url())],
      ['url', { kind: 'alertmanager', settings: { url: `http://[::ffff:7f00:1]:${databasePort()}` } }],
      ['host', { kind: 'email', settings: { ...mail, port: Number(databasePort()) } }],
      ['host', { kind: 'email', settings: { ...mail, host: '::ffff:127.0.0.1', port: Number(httpPort()) } }],
    ] as const;
    for (const [field, body] of bodies) {
      const answer = await amiral.call('POST', '/channels', { as: 'admin', body: { name: 'Own', ...body } });
      expect([answer.status, answer.body.errors]).toEqual([
        422,
        [{ field: `settings.${field}`, message: DENIED, code: 'own-address' }],
      ]);
    }
    const edit = async (channel: Record<string, unknown>, settings: Record<string, unknown>) => {
      const { id } = await enterChannel(amiral, channel);
      const { status, body } = await amiral.call('PATCH', `/channels/${id}`, { as: 'admin', body: { settings } });
      return [status, body.errors?.[0].field];
    };
    const email = { kind: 'email', settings: { ...mail, port: 2525 } };
    expect(await edit(webhookTo('http://hooks.example'), { url: url() })).toEqual([422, 'settings.url']);
    expect(await edit(email, { port: Number(httpPort()) })).toEqual([422, 'settings.host']);
    expect(await edit(email, { port: 2526 })).toEqual([200, undefined]);
  });

  it('is made to where a name leads to its own port or its PostgreSQL', async () => {
    for (const port of [httpPort(), databasePort()]) {
      const { id } = await enterServer(amiral, { serverUrl: `http://localhost:${port}` });
      const { ok, reason, checks } = (await amiral.call('POST', `/servers/${id}/test-connection`, { as: 'manager' }))
        .body;
      expect([ok, reason]).toEqual([false, 'address-denied']);
      expect(checks[0].detail).toContain(DENIED);
    }
  });

  it('is made there by a channel, whatever its kind', async () => {
    const test = async (channel: Record<string, unknown>) => {
      const { id } = await enterChannel(amiral, channel);
      return (await amiral.call('POST', `/channels/${id}/test`, { as: 'admin' })).body;
    };
    const bodies = [
      await test(webhookTo(`http://localhost:${httpPort()}/api/v1/auth/logout`)),
      await test({ kind: 'email', settings: { ...mail, host: 'localhost', port: Number(databasePort()) } }),
      await test({ kind: 'email', settings: { ...mail, host: 'localhost', port: Number(httpPort()) } }),
    ];
    for (const body of bodies) expect(body).toMatchObject({ ok: false, attempts: [{ error: DENIED }] });
  });

  it('is kept from an Odoo on the same machine', async () => {
    const odoo = await OdooSimulator.start();
    const { id } = await enterServer(amiral, { serverUrl: odoo.url });
    expect((await amiral.call('POST', `/servers/${id}/test-connection`, { as: 'manager' })).body.ok).toBe(true);
    await odoo.stop();
  });
});

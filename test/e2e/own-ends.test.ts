import { OdooSimulator } from '../odoo-simulator/simulator';
import { startApp, type TestApp } from '../support/app';
import { enterChannel, webhookTo } from '../support/notices';
import { enterServer } from '../support/servers';

describe('no call that a person can ask for', () => {
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

  it.each(['127.0.0.1', 'localhost', '127.0.0.53', '[::ffff:127.0.0.1]'])(
    'leads to its own port or its PostgreSQL at %s',
    async (host) => {
      const test = async (port: string) => {
        const { id } = await enterServer(amiral, { serverUrl: `http://${host}:${port}` });
        return (await amiral.call('POST', `/servers/${id}/test-connection`, { as: 'manager' })).body;
      };
      for (const port of [httpPort(), databasePort()]) {
        const { ok, reason, checks } = await test(port);
        expect([ok, reason]).toEqual([false, 'address-denied']);
        expect(checks[0].detail).toContain(DENIED);
      }
    },
  );

  it('leads there by a channel, whatever its kind', async () => {
    const test = async (channel: Record<string, unknown>) => {
      const { id } = await enterChannel(amiral, channel);
      return (await amiral.call('POST', `/channels/${id}/test`, { as: 'admin' })).body;
    };
    const mail = { host: '127.0.0.1', secure: 'none', from: 'a@example.com', to: ['b@example.com'] };
    const bodies = [
      await test(webhookTo(`http://localhost:${httpPort()}/api/v1/auth/logout`)),
      await test({ kind: 'email', settings: { ...mail, port: Number(databasePort()) } }),
      await test({ kind: 'email', settings: { ...mail, port: Number(httpPort()) } }),
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

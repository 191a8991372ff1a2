import { OdooSimulator } from '../odoo-simulator/simulator';
import { eventually, startApp, type TestApp } from '../support/app';

describe('the health of a server', () => {
  let amiral: TestApp;
  let odoo: OdooSimulator;
  let id: string;

  beforeAll(async () => {
    amiral = await startApp();
  });
  afterAll(async () => {
    await amiral.stop();
  });
  beforeEach(async () => {
    odoo = await OdooSimulator.start();
    const code = `s${String(odoo.port)}`;
    const { body } = await amiral.call('POST', '/servers', {
      as: 'admin',
      body: { name: code, code, serverUrl: odoo.url },
    });
    id = body.id;
  });
  afterEach(async () => {
    await amiral.call('POST', `/servers/${id}/deactivate`, { as: 'admin' });
    await odoo.stop();
  });

  const server = async () => (await amiral.call('GET', `/servers/${id}`, { as: 'user' })).body;
  const act = (action: string, body?: unknown) =>
    amiral.call('POST', `/servers/${id}/${action}`, { as: 'manager', body });

  it('lets a manager activate a server that answers', async () => {
    const { status, body } = await act('activate');
    expect(status).toBe(200);
    expect(body).toMatchObject({ state: 'active', healthStatus: 'healthy', isOnline: true, odooVersion: '16.0' });
  });

  it('refuses to activate a server that does not answer, and changes nothing', async () => {
    await odoo.stop();
    const before = await server();
    const { status, body } = await act('activate');
    expect(status).toBe(409);
    expect(body).toMatchObject({ code: 'connection-failed', reason: 'refused' });
    expect(await server()).toEqual(before);
  });

  it('goes offline and critical after three failures and comes back by itself after two successes', async () => {
    await act('activate');
    await odoo.stop();
    await eventually(server, ({ state }) => state === 'offline');
    expect(await server()).toMatchObject({ healthStatus: 'critical', isOnline: false });
    odoo.forget();
    await odoo.restart();
    await eventually(server, ({ state }) => state === 'active');
    expect(await server()).toMatchObject({ healthStatus: 'healthy', isOnline: true });
    const versions = odoo.requests.filter(({ rpc }) => rpc === 'version');
    expect(versions.length).toBeGreaterThanOrEqual(2);
    const { body } = await amiral.call('GET', `/servers/${id}`, { as: 'user' });
    expect(body.version).toBe(1);
  });

  it('keeps a maintenance through a hundred probes', async () => {
    await act('activate');
    await amiral.call('PATCH', `/servers/${id}`, { as: 'manager', body: { healthIntervalSeconds: 1 } });
    await amiral.dataSource.query('UPDATE servers SET health_interval_seconds = 0.02 WHERE id = $1', [id]);
    await act('maintenance', { reason: 'disk' });
    odoo.forget();
    await eventually(
      () => Promise.resolve(odoo.received),
      (received) => received >= 200,
    );
    expect(await server()).toMatchObject({ state: 'maintenance', maintenanceReason: 'disk' });
    await odoo.set({ mode: 'refusing' });
    await eventually(server, ({ healthStatus }) => healthStatus === 'critical');
    expect((await server()).state).toBe('maintenance');
  });

  it('never has two requests open on one server, however many ask at once', async () => {
    await odoo.set({ delayMs: 30 });
    await act('activate');
    await Promise.all(Array.from({ length: 8 }, (_, n) => act(n % 2 ? 'check-health' : 'test-connection')));
    expect(odoo.maxOpen).toBe(1);
  });

  it('says why a server is not healthy, and since when', async () => {
    const draft = await server();
    expect(draft).toMatchObject({
      healthStatus: 'unknown',
      healthReasons: [{ code: 'stale', params: { since: null } }],
    });
    const { body: active } = await act('activate');
    expect(active).toMatchObject({ healthStatus: 'healthy', healthReasons: [] });
    expect(Date.parse(active.healthSince)).toBeGreaterThan(Date.parse(draft.healthSince));
    await act('cordon');
    expect((await server()).healthSince).toBe(active.healthSince);
    await odoo.stop();
    const down = await eventually(server, ({ state }) => state === 'offline');
    expect(down.healthReasons).toMatchObject([{ code: 'unreachable', params: { error: 'refused' } }]);
    expect(down.healthReasons[0].detail).toContain('refused');
    await act('check-health');
    expect((await server()).healthSince).toBe(down.healthSince);
    const { items } = (await amiral.call('GET', `/servers?q=${down.code}`, { as: 'user' })).body;
    expect(items).toMatchObject([{ healthReasons: [{ code: 'unreachable' }], healthSince: down.healthSince }]);
    await act('deactivate');
    const disabled = await server();
    expect(disabled).toMatchObject({ healthStatus: 'unknown', healthReasons: [{ code: 'stale' }] });
    expect(disabled.healthSince > down.healthSince).toBe(true);
  });
});

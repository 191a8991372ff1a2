import { type Fleet, startFleet } from '../odoo-simulator/fleet';
import { eventually, startApp, type TestApp } from '../support/app';

describe('a small fleet of which one is rarely looked at', () => {
  let amiral: TestApp;
  let fleet: Fleet;
  const ids: string[] = [];

  beforeAll(async () => {
    amiral = await startApp({ health: { intervalMs: 1_000, recheckMs: 400 } });
    fleet = await startFleet({ servers: 2 });
    for (const [n, serverUrl] of fleet.urls.entries()) {
      const code = `s${String(n)}`;
      const body = { name: code, code, serverUrl, ...(n === 1 && { healthIntervalSeconds: 3_600 }) };
      ids.push((await amiral.call('POST', '/servers', { as: 'admin', body })).body.id);
      await amiral.call('POST', `/servers/${ids[n] ?? ''}/activate`, { as: 'manager' });
    }
  });
  afterAll(async () => {
    await amiral.stop();
    await fleet.stop();
  });

  it('freezes when all fail at once, because one that begins to fail has the others looked at', async () => {
    await fleet.setAll({ mode: 'refusing' });
    const panic = async () => (await amiral.call('GET', '/health/panic', { as: 'user' })).body;
    expect(await eventually(panic, ({ frozen }) => frozen, 15_000)).toMatchObject({ failing: 2, counted: 2 });
    const states = async () => (await amiral.call('GET', '/servers', { as: 'user' })).body.items;
    const unknown = (server: { state: string; healthStatus: string }) =>
      server.state === 'active' && server.healthStatus === 'unknown';
    await eventually(states, (items) => items.every(unknown));
    const { body: monitor } = await amiral.call('GET', '/health/monitor', { as: 'user' });
    expect(monitor).toMatchObject({ paused: false, watching: 2, shards: 64 });
  });
});

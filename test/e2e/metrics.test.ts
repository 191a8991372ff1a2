import { readFileSync } from 'node:fs';
import { type Fleet, startFleet } from '../odoo-simulator/fleet';
import { eventually, startApp, type TestApp } from '../support/app';
import { startGate } from '../support/gate';

const TOKEN = 'a-token-for-prometheus';

/** The value of one series, its labels as they are written. */
const valueOf = (text: string, series: string) => {
  const line = text.split('\n').find((one) => one.startsWith(`${series} `));
  return line === undefined ? undefined : Number(line.slice(series.length + 1));
};

describe('the metrics', () => {
  let amiral: TestApp;
  let fleet: Fleet;
  let id: string;

  beforeAll(async () => {
    fleet = await startFleet({ servers: 2, log: false });
    amiral = await startApp();
    const create = async (code: string, more: object) =>
      (await amiral.call('POST', '/servers', { as: 'admin', body: { name: code, code, ...more } })).body.id as string;
    id = await create('well', {
      name: 'Says "hi"\\',
      serverUrl: fleet.urls[0],
      maxInstances: 10,
      labels: { 'rack/row': '2', 'a-b': 'dash', a_b: 'underscore' },
    });
    await create('draft', { serverUrl: 'https://draft.example.com', maxInstances: 5 });
    await amiral.call('POST', `/servers/${id}/activate`, { as: 'manager' });
    await fleet.set(0, { mode: 'http-error' });
  });
  afterAll(async () => {
    await amiral.stop();
    await fleet.stop();
  });

  const scrape = async (path = '//metrics') => (await amiral.call('GET', path, { as: 'admin' })).body as string;

  it('tell of the fleet, of probes and of requests', async () => {
    const text = await eventually(
      scrape,
      (now) => valueOf(now, 'amiral_servers{state="offline",health="critical"}') === 1,
    );
    expect(valueOf(text, 'amiral_servers{state="draft",health="unknown"}')).toBe(1);
    expect(valueOf(text, 'amiral_servers{state="active",health="healthy"}')).toBe(0);
    expect(valueOf(text, 'amiral_slots')).toBe(15);
    expect(valueOf(text, 'amiral_slots_placeable')).toBe(0);
    expect(valueOf(text, 'amiral_instances{state="active"}')).toBe(0);
    expect(valueOf(text, 'amiral_monitor_frozen')).toBeDefined();
    expect(valueOf(text, 'amiral_alerts{state="firing",severity="warning"}')).toBeDefined();
    expect(valueOf(text, 'amiral_incidents')).toBeDefined();
    expect(valueOf(text, 'amiral_deliveries_pending')).toBe(0);
    expect(valueOf(text, 'amiral_monitor_servers')).toBe(2);
    const failed = valueOf(text, 'amiral_probes_total{result="failed",reason="http-status"}') ?? 0;
    const passed = valueOf(text, 'amiral_probes_total{result="passed",reason=""}') ?? 0;
    expect(failed).toBeGreaterThanOrEqual(3);
    expect(valueOf(text, 'amiral_probe_duration_seconds_count')).toBe(failed + passed);
    await amiral.call('GET', '/servers/available', { as: 'user' });
    const placements = 'amiral_placement_duration_seconds_count{found="false"}';
    expect([valueOf(text, placements), valueOf(await scrape(), placements)]).toEqual([0, 1]);
    const requests =
      'amiral_http_request_duration_seconds_count{method="POST",route="/api/v1/servers/:id/activate",status="200"}';
    expect(valueOf(text, requests)).toBe(1);
    expect(text).toMatch(/^amiral_build_info\{version="\d+\.\d+\.\d+",node_version="v\d+/m);
  });

  it('never hold one series a server unless asked on their own path', async () => {
    expect(await scrape()).not.toContain('well');
    const text = await scrape('//metrics/servers');
    const info = text.split('\n').find((line) => line.startsWith('amiral_server_info{server="well"'));
    expect(info).toContain('name="Says \\"hi\\"\\\\"');
    expect(valueOf(text, 'amiral_server_up{server="well"}')).toBe(0);
    expect(valueOf(text, 'amiral_server_up{server="draft"}')).toBeUndefined();
    expect(valueOf(text, 'amiral_server_slots{server="draft"}')).toBe(5);
    expect(valueOf(text, 'amiral_server_last_check_timestamp_seconds{server="well"}')).toBeGreaterThan(1.7e9);
  });

  it('list the fleet for a Prometheus that looks for what to scrape', async () => {
    const { body } = await amiral.call('GET', '/sd/prometheus', { as: 'admin' });
    expect(body).toHaveLength(2);
    expect(body[0]).toMatchObject({
      targets: ['draft.example.com:443'],
      labels: { __meta_amiral_server_code: 'draft' },
    });
    expect(body[1].targets).toEqual([new URL(fleet.urls[0] ?? '').host]);
    expect(body[1].labels).toMatchObject({
      __meta_amiral_server_id: id,
      __meta_amiral_label_rack_row: '2',
      __meta_amiral_label_a_b: 'underscore',
    });
    expect(Object.values(body[1].labels)).toContain('dash');
  });

  it('are read with the token alone once one is set', async () => {
    const other = await startApp({ env: { METRICS_TOKEN: TOKEN } });
    for (const path of ['//metrics', '//metrics/servers', '/sd/prometheus']) {
      expect((await other.call('GET', path, { token: TOKEN })).status).toBe(200);
      expect((await other.call('GET', path, { as: 'admin' })).status).toBe(401);
      expect((await other.call('GET', path)).status).toBe(401);
    }
    expect((await other.call('GET', '/servers', { token: TOKEN })).status).toBe(401);
    await other.stop();
  });

  it('tell of the process itself when the database is lost or says nothing, and that the fleet is left out', async () => {
    const gate = await startGate(amiral.databaseUrl);
    const env = { METRICS_TOKEN: TOKEN };
    const other = await startApp({ env, beside: { ...amiral, databaseUrl: gate.url } });
    const text = async () => {
      const { status, body } = await other.call('GET', '//metrics', { token: TOKEN });
      expect(status).toBe(200);
      return body as string;
    };
    expect(valueOf(await text(), 'amiral_fleet_known')).toBe(1);
    gate.silence();
    const silent = await eventually(text, (now) => valueOf(now, 'amiral_fleet_known') === 0);
    expect(silent).not.toContain('amiral_slots');
    expect(valueOf(silent, 'amiral_database_queue_length')).toBeDefined();
    expect((await other.call('GET', '//health/ready')).body.code).toBe('database-unavailable');
    await gate.shut();
    const lost = await eventually(text, (now) => valueOf(now, 'amiral_monitor_paused') === 1);
    expect(valueOf(lost, 'amiral_fleet_known')).toBe(0);
    await gate.open();
    const back = await eventually(text, (now) => valueOf(now, 'amiral_fleet_known') === 1);
    expect(valueOf(back, 'amiral_slots')).toBe(15);
    await other.stop();
    await gate.shut();
  });

  it('hold every name that the rules and the dashboard ask for', async () => {
    const names = new Set((await scrape()).match(/^# TYPE \S+/gm)?.map((line) => line.slice('# TYPE '.length)));
    const files = ['prometheus/rules.yml', 'grafana/amiral.json'];
    const asked = files.flatMap((file) => readFileSync(`deploy/${file}`, 'utf8').match(/\bamiral_[a-z0-9_]+/g) ?? []);
    const unknown = asked.filter((name) => !names.has(name.replace(/_(bucket|count|sum)$/, '')) && !names.has(name));
    expect(asked.length).toBeGreaterThan(10);
    expect([...new Set(unknown)]).toEqual([]);
  });
});

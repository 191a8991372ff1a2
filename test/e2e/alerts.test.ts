import { isDeepStrictEqual } from 'node:util';
import { Timings } from '../../src/alerts/evaluation/timings';
import { eventually, startApp, type TestApp } from '../support/app';
import { WatchedServers } from '../support/fleet';
import { enterChannel, webhookTo } from '../support/notices';
import { Receiver } from '../support/receiver';
import { enterActive, keepProbesAway } from '../support/servers';
import { follow } from '../support/stream';

let amiral: TestApp;
let receiver: Receiver;

/** Impatient, so that a test sees minutes in seconds; and somebody wants to hear of it all. */
async function hurry(of: TestApp): Promise<void> {
  Object.assign(of.app.get(Timings, { strict: false }), { groupWaitMs: 1_500, groupIntervalMs: 0, clearMs: 1_000 });
  receiver = await Receiver.start();
  await enterChannel(of, { ...webhookTo(receiver.url), name: 'ops' });
}

const told = () =>
  amiral.dataSource.query<{ kind: string; alerts: number; rule: string }[]>(
    `SELECT kind, jsonb_array_length(alerts) AS alerts, alerts->0->>'rule' AS rule FROM notices ORDER BY at, id`,
  );
const list = async (path: string) => (await amiral.call('GET', path, { as: 'user' })).body;

describe('a fleet of 50', () => {
  let servers: WatchedServers;

  beforeEach(async () => {
    amiral = await startApp();
    await hurry(amiral);
    servers = await WatchedServers.start(amiral, 50);
    await eventually(
      () => Promise.resolve(servers.ids.filter((_, n) => servers.odoos.at(n).received < 2)),
      (unprobed) => unprobed.length === 0,
    );
  });
  afterEach(async () => {
    await amiral.stop();
    await servers.stop();
    await receiver.stop();
  });

  it('of which 40 stop at once freezes the monitor: one notice, and nothing is offline', async () => {
    await servers.change(0, 40, { mode: 'refusing' });
    await eventually(told, (notices) => notices.length > 0);
    await eventually(
      async () => (await servers.seen()).slice(0, 40).every(({ failStreak }) => failStreak > 12),
      Boolean,
    );
    expect(await told()).toEqual([{ kind: 'firing', alerts: 1, rule: 'Monitor frozen' }]);
    expect((await list('/servers?state=offline')).total).toBe(0);
    const { items } = await list('/incidents');
    expect(items).toMatchObject([{ serverId: null, serverName: null, closedAt: null, severity: 'critical' }]);
    await servers.change(0, 40, { mode: 'ok' });
    await eventually(told, (notices) => notices.length === 2);
    expect((await told())[1]).toEqual({ kind: 'resolved', alerts: 1, rule: 'Monitor frozen' });
  });

  it('of which 2 really go down: two incidents, two alerts, one notice, and one of the end', async () => {
    await servers.change(7, 9, { mode: 'refusing' });
    await eventually(told, (notices) => notices.length > 0);
    const { items } = await list('/alerts?state=firing&sort=serverCode');
    expect(items).toHaveLength(2);
    expect(items).toMatchObject([
      { kind: 'server-critical', severity: 'critical' },
      { incidentId: expect.any(String) as string },
    ]);
    expect((await list('/incidents?state=open&severity=critical')).total).toBe(2);
    await servers.change(7, 9, { mode: 'ok' });
    await eventually(told, (notices) => notices.length > 1);
    expect(await told()).toEqual([
      { kind: 'firing', alerts: 2, rule: 'Server critical' },
      { kind: 'resolved', alerts: 2, rule: 'Server critical' },
    ]);
    expect((await list('/incidents?state=open')).total).toBe(0);
    const [incident] = (await list(`/incidents?serverId=${servers.ids[7] ?? ''}`)).items;
    expect(incident).toMatchObject({ closeReason: 'recovered', changes: 2, flapping: false, actions: [] });
    const { timeline } = await list(`/incidents/${incident.id}`);
    expect(timeline.map(({ kind }: { kind: string }) => kind)).toEqual(
      expect.arrayContaining(['transition', 'alert', 'notice', 'notice']),
    );
    const taken = timeline.filter(({ kind }: { kind: string }) => kind === 'notice');
    expect(taken[0].notice).toMatchObject({ channels: [{ name: 'ops', kind: 'webhook' }], waiting: 0, failed: 0 });
    const [turn] = timeline.filter(({ kind }: { kind: string }) => kind === 'transition');
    expect(turn).toMatchObject({ transition: { stateBefore: 'active', state: 'offline', health: 'critical' } });
  });
});

describe('taking care', () => {
  let id: string;

  beforeAll(async () => {
    amiral = await startApp();
    await hurry(amiral);
    await keepProbesAway(amiral);
    ({ id } = await enterActive(amiral, { labels: { rack: '7' } }));
    await amiral.dataSource.query(
      `UPDATE servers SET reachability = 'unreachable', health_status = 'critical' WHERE id = $1`,
      [id],
    );
    await eventually(told, (notices) => notices.length > 0);
  });
  afterAll(async () => {
    await amiral.stop();
    await receiver.stop();
  });

  const first = async (path: string, as: 'user' | 'manager' = 'manager') =>
    (await amiral.call('GET', path, { as })).body.items[0];

  it('of an incident is a manager’s, and of what it consists of, until it is handed back', async () => {
    const incident = await first('/incidents');
    expect(incident).toMatchObject({
      serverId: id,
      acknowledgedAt: null,
      actions: ['acknowledge'],
      alerts: [{ state: 'firing' }],
    });
    expect((await first('/incidents', 'user')).actions).toEqual([]);
    const path = `/incidents/${incident.id}`;
    expect((await amiral.call('POST', `${path}/acknowledge`, { as: 'user' })).status).toBe(403);
    const { status, body } = await amiral.call('POST', `${path}/acknowledge`, {
      as: 'manager',
      body: { note: 'On my way' },
    });
    expect(status).toBe(200);
    const by = { id: amiral.userId('manager'), name: 'manager' };
    expect(body).toMatchObject({ acknowledgedBy: by, note: 'On my way', actions: ['unacknowledge'] });
    expect(await first('/alerts?state=firing')).toMatchObject({ acknowledgedBy: by, actions: ['unacknowledge'] });
    expect(await first('/incidents?state=open&acknowledged=true')).toMatchObject({ id: incident.id });
    expect(await first('/incidents?state=open&acknowledged=false')).toBeUndefined();
    expect(await amiral.call('POST', `${path}/acknowledge`, { as: 'manager' })).toMatchObject({
      status: 409,
      body: { code: 'already-acknowledged' },
    });
    expect((await amiral.call('POST', `${path}/unacknowledge`, { as: 'manager' })).body).toMatchObject({
      acknowledgedAt: null,
      acknowledgedBy: null,
      note: null,
    });
    expect(await first('/alerts?state=firing')).toMatchObject({ acknowledgedAt: null, actions: ['acknowledge'] });
    expect(await first('/incidents?state=open&acknowledged=false')).toMatchObject({ id: incident.id });
    expect((await amiral.call('POST', `${path}/unacknowledge`, { as: 'manager' })).body.code).toBe('not-acknowledged');
    const { body: journal } = await amiral.call('GET', `/events?subjectType=incident&subjectId=${incident.id}`, {
      as: 'manager',
    });
    expect(journal.items.map(({ action }: { action: string }) => action)).toEqual(['unacknowledge', 'acknowledge']);
  });

  it('of an alert alone', async () => {
    const path = `/alerts/${(await first('/alerts?state=firing')).id}`;
    expect((await amiral.call('POST', `${path}/acknowledge`, { as: 'manager' })).body.acknowledgedBy.name).toBe(
      'manager',
    );
    expect((await amiral.call('POST', `${path}/acknowledge`, { as: 'manager' })).status).toBe(409);
    expect((await amiral.call('POST', `${path}/unacknowledge`, { as: 'manager' })).status).toBe(200);
    expect((await amiral.call('POST', `${path}/unacknowledge`, { as: 'manager' })).body.code).toBe('not-acknowledged');
  });

  it('shows what was asked for', async () => {
    for (const [query, total] of [
      [`serverId=${id}`, 1],
      ['state=firing&severity=critical&kind=server-critical', 1],
      ['rule=019a8d2e-0000-7000-8000-000000000001', 1],
      ['silenced=true', 0],
      [`serverId=${id}&state=pending&state=resolved`, 0],
    ] as const) {
      expect([query, (await list(`/alerts?${query}`)).total]).toEqual([query, total]);
    }
    for (const [query, total] of [
      ['state=open', 1],
      ['state=closed', 0],
      ['severity=warning', 0],
      ['from=2020-01-01T00:00:00Z&to=2020-02-01T00:00:00Z', 0],
    ] as const) {
      expect([query, (await list(`/incidents?${query}`)).total]).toEqual([query, total]);
    }
    expect((await amiral.call('GET', '/alerts?nonsense=1', { as: 'user' })).status).toBe(422);
  });

  it('is told to those who follow, as the reading routes show it', async () => {
    const stream = await follow(amiral.url, await amiral.token('manager'));
    const read = () => Promise.resolve(stream.events);
    await eventually(read, (events) => events.length > 0);
    const incident = await first('/incidents');
    for (const action of ['acknowledge', 'unacknowledge']) {
      await amiral.call('POST', `/incidents/${incident.id}/${action}`, { as: 'manager' });
      const now = await first('/incidents');
      await eventually(read, (events) =>
        events.some(({ event, data }) => event === 'incident' && isDeepStrictEqual(data, now)),
      );
      const alert = await first('/alerts?state=firing');
      await eventually(read, (events) =>
        events.some(({ event, data }) => event === 'alert' && isDeepStrictEqual(data, alert)),
      );
    }
    stream.close();
  });

  it('of what is not there is not found', async () => {
    const unknown = '019a8d2e-7c3b-7e4f-9a1b-2c3d4e5f6a7b';
    for (const path of ['incidents', 'alerts']) {
      expect((await amiral.call('POST', `/${path}/${unknown}/acknowledge`, { as: 'manager' })).status).toBe(404);
    }
    expect((await amiral.call('GET', `/incidents/${unknown}`, { as: 'user' })).status).toBe(404);
  });

  it('ends with the incident: a server that is put into maintenance closes it', async () => {
    const incident = await first('/incidents');
    expect((await amiral.call('POST', `/servers/${id}/maintenance`, { as: 'manager' })).status).toBe(200);
    await eventually(
      () => list(`/incidents/${incident.id}`),
      ({ closeReason }) => closeReason === 'maintenance',
    );
    expect(await amiral.call('POST', `/incidents/${incident.id}/acknowledge`, { as: 'manager' })).toMatchObject({
      status: 409,
      body: { code: 'incident-closed' },
    });
    await eventually(told, (notices) => notices.some(({ kind }) => kind === 'withdrawn'));
    expect((await told()).filter(({ kind }) => kind === 'resolved')).toEqual([]);
    const alert = await first('/alerts?state=resolved');
    expect(alert).toMatchObject({ endReason: 'maintenance', ended: 'in maintenance by manager' });
    const bodies = await eventually(
      () => Promise.resolve(receiver.received.map(({ body }) => JSON.parse(body))),
      (all) => all.some(({ type }) => type === 'notice.withdrawn'),
    );
    expect(bodies.at(-1).data.alerts).toMatchObject([{ endReason: 'maintenance', ended: 'in maintenance by manager' }]);
  });
});

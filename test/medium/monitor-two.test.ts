import { Shards } from '../../src/health/shards.service';
import { shardOf } from '../../src/health/watched';
import { OdooClient } from '../../src/odoo/odoo.client';
import { eventually, startApp, type TestApp } from '../support/app';
import { WatchedServers } from '../support/fleet';

const INTERVAL_MS = 1_000;
const SERVERS = 24;
const health = { intervalMs: INTERVAL_MS, recheckMs: 200 };

let one: TestApp;
let two: TestApp;
let servers: WatchedServers;
/** When each server's probes began, by whichever process; by address, in ms. */
const begun = new Map<string, number[]>();

// One pair for all, in the order of its life: a process waits up to five seconds for its share.
beforeAll(async () => {
  one = note(await startApp({ health }));
  servers = await WatchedServers.start(one, SERVERS);
  await everyOneProbed();
});
afterAll(async () => {
  await one.stop();
  await servers.stop();
});

/** Notes every probe where it begins: the time at which it arrives depends on how busy this machine is. */
function note(amiral: TestApp): TestApp {
  const odoo = amiral.app.get(OdooClient, { strict: false });
  const probe = odoo.probe.bind(odoo);
  jest.spyOn(odoo, 'probe').mockImplementation((target, options) => {
    begun.set(target.url, [...(begun.get(target.url) ?? []), performance.now()]);
    return probe(target, options);
  });
  return amiral;
}

const shareOf = ({ app }: TestApp) => app.get(Shards, { strict: false }).owned.length;
const shares = () => Promise.resolve([shareOf(one), shareOf(two)]);
/** Until each of these has been probed anew. */
async function everyOneProbed(urls = servers.odoos.urls): Promise<void> {
  const now = performance.now();
  await eventually(
    () => Promise.resolve(urls.filter((url) => (begun.get(url)?.at(-1) ?? 0) < now)),
    (unprobed) => unprobed.length === 0,
  );
}

/** The shortest time between the beginnings of two probes of one server. */
function shortestGap(): number {
  const gaps = [...begun.values()].flatMap((times) => times.slice(1).map((at, n) => at - (times[n] ?? 0)));
  return Math.min(...gaps);
}

/** A clock that counts whole milliseconds may be one off at each end. */
const AN_INTERVAL = INTERVAL_MS - 2;

const ownedBy = (owner: TestApp) =>
  servers.ids.findIndex((id) => owner.app.get(Shards, { strict: false }).epochOf(shardOf(id)) !== null);

describe('two processes on one database', () => {
  it('come to share the fleet evenly, and probe no server twice in one interval meanwhile', async () => {
    two = note(await startApp({ health, beside: one }));
    await eventually(shares, ([first, second]) => first === 32 && second === 32);
    await everyOneProbed();
    await everyOneProbed();
    expect(shortestGap()).toBeGreaterThanOrEqual(AN_INTERVAL);
    expect(servers.odoos.totals()).toMatchObject({ maxOpen: 1, overlaps: 0 });
    expect(await servers.tally()).toEqual({ 'active healthy': SERVERS });
  });

  it('make a check by hand where the server is owned, whoever is asked, and never two at once', async () => {
    await servers.change(0, SERVERS, { delayMs: 20 });
    const checks = [one, two].flatMap((owner) => {
      const index = ownedBy(owner);
      const url = servers.odoos.urls[index] ?? '';
      return [one, two].flatMap((asked) =>
        Array.from({ length: 3 }, async () => {
          const from = performance.now();
          const { status, body } = await asked.call('POST', `/servers/${servers.ids[index] ?? ''}/check-health`, {
            as: 'manager',
          });
          expect(status).toBe(200);
          expect(body).toMatchObject({ isOnline: true, healthStatus: 'healthy' });
          expect(begun.get(url)?.some((at) => at >= from)).toBe(true);
        }),
      );
    });
    await Promise.all(checks);
    expect(servers.odoos.totals()).toMatchObject({ maxOpen: 1, overlaps: 0 });
  });

  it('tell a failed test by the reason, whoever is asked', async () => {
    const index = ownedBy(one);
    const path = `/servers/${servers.ids[index] ?? ''}`;
    await two.call('POST', `${path}/maintenance`, { as: 'manager' });
    await servers.change(index, index + 1, { mode: 'refusing' });
    const { status, body } = await two.call('POST', `${path}/activate`, { as: 'manager' });
    expect(status).toBe(409);
    expect(body).toMatchObject({ code: 'connection-failed', reason: 'refused' });
    await servers.change(index, index + 1, { mode: 'ok' });
    expect((await two.call('POST', `${path}/activate`, { as: 'manager' })).status).toBe(200);
  });

  it('both hear what people change', async () => {
    const index = ownedBy(two);
    await one.call('POST', `/servers/${servers.ids[index] ?? ''}/deactivate`, { as: 'manager' });
    const [gone = ''] = servers.odoos.urls.slice(index);
    const others = servers.odoos.urls.filter((url) => url !== gone);
    await everyOneProbed(others);
    const times = begun.get(gone)?.length;
    await everyOneProbed(others);
    expect(begun.get(gone)?.length).toBe(times);
    await one.call('POST', `/servers/${servers.ids[index] ?? ''}/activate`, { as: 'manager' });
  });

  it('hand over at once when one of them stops, and still probe no server twice in one interval', async () => {
    await everyOneProbed();
    begun.clear();
    await everyOneProbed();
    await two.app.close();
    await eventually(
      () => Promise.resolve(shareOf(one)),
      (share) => share === 64,
      4_000,
    );
    await everyOneProbed();
    await everyOneProbed();
    expect(shortestGap()).toBeGreaterThanOrEqual(AN_INTERVAL);
    expect(servers.odoos.totals()).toMatchObject({ maxOpen: 1, overlaps: 0 });
  });
});

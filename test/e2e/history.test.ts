import { Actor } from '../../src/auth/actor';
import { newId } from '../../src/common/clock';
import { enterFleet } from '../support/fleet';
import { startApp, type TestApp } from '../support/app';
import { DAY_MS, HistoryBench, HOUR_MS, MINUTE_MS } from '../support/history';

let amiral: TestApp;
let history: HistoryBench;
let id: string;

beforeAll(async () => {
  amiral = await startApp({ health: { intervalMs: MINUTE_MS, timeoutMs: 10_000 } });
  history = new HistoryBench(amiral);
});
beforeEach(async () => {
  await history.forget();
  // Nobody probes a draft: what is known of it is what the test puts there.
  [id = ''] = await enterFleet(amiral, [`http://${newId()}.invalid`], { lifecycle: 'draft' });
});
afterAll(() => amiral.stop());

const read = (path: string) => amiral.call('GET', `/servers/${id}/${path}`, { as: 'user' });
const query = (given: Record<string, string>) => read(`history?${new URLSearchParams(given).toString()}`);
const iso = (at: number) => new Date(at).toISOString();

/** A full hour of the day before yesterday. */
const HOUR = Math.floor(Date.now() / DAY_MS) * DAY_MS - DAY_MS - 5 * HOUR_MS;

describe('GET /servers/:id/history', () => {
  it('gives every point of the last 24 hours when nothing is asked for, nothing known in any', async () => {
    const { status, body } = await read('history');
    expect(status).toBe(200);
    expect(body.step).toBe(300);
    expect(body.points).toHaveLength((Date.parse(body.to) - Date.parse(body.from)) / 300_000);
    expect([288, 289]).toContain(body.points.length);
    expect(body.points[0]).toEqual({
      at: body.from,
      count: 0,
      failed: 0,
      okSeconds: null,
      warningSeconds: null,
      criticalSeconds: null,
      unknownSeconds: null,
      maintenanceSeconds: null,
      averageMs: null,
      maxMs: null,
      p50Ms: null,
      p95Ms: null,
      p99Ms: null,
    });
  });

  it('tells of each point what was found and for how long', async () => {
    await history.put(id, [
      { at: HOUR, responseMs: 30 },
      { at: HOUR + MINUTE_MS, responseMs: 50.5, verdict: 1 },
      { at: HOUR + 2 * MINUTE_MS, verdict: 2, reason: 4 },
      { at: HOUR + 3 * MINUTE_MS, verdict: 4, responseMs: 33 },
      { at: HOUR + 4 * MINUTE_MS, verdict: 3, reason: 104 },
    ]);
    const { body } = await query({ from: iso(HOUR), to: iso(HOUR + 10 * MINUTE_MS) });
    expect(body.points).toHaveLength(2);
    expect(body.points[0]).toEqual({
      at: iso(HOUR),
      count: 4,
      failed: 1,
      okSeconds: 60,
      warningSeconds: 60,
      criticalSeconds: 60,
      unknownSeconds: 60,
      maintenanceSeconds: 60,
      averageMs: 37.8,
      maxMs: 50.5,
      p50Ms: expect.any(Number) as number,
      p95Ms: expect.any(Number) as number,
      p99Ms: expect.any(Number) as number,
    });
    expect(body.points[1]).toMatchObject({ count: 0, unknownSeconds: 70, okSeconds: 0, averageMs: null });
  });

  it('moves both ends to the edges of points', async () => {
    const { body } = await query({ from: iso(HOUR + 61_000), to: iso(HOUR + HOUR_MS + 1), step: '3600' });
    expect(body).toMatchObject({ from: iso(HOUR), to: iso(HOUR + 2 * HOUR_MS), step: 3_600 });
    expect(body.points.map(({ at }: { at: string }) => at)).toEqual([iso(HOUR), iso(HOUR + HOUR_MS)]);
  });

  it('takes a step with at most 500 points when none is given, and a coarser one than asked where that is not kept', async () => {
    const now = Date.now();
    const steps = async (given: Record<string, string>) => (await query(given)).body.step;
    expect(await steps({ from: iso(now - DAY_MS) })).toBe(300);
    expect(await steps({ from: iso(now - 10 * DAY_MS) })).toBe(3_600);
    expect(await steps({ from: iso(now - 100 * DAY_MS) })).toBe(86_400);
    expect(await steps({ from: iso(now - 20 * DAY_MS), to: iso(now - 19 * DAY_MS), step: '300' })).toBe(3_600);
  });

  it.each([
    [{ from: iso(HOUR), to: iso(HOUR) }, 'from'],
    [{ from: iso(HOUR + 1), to: iso(HOUR) }, 'from'],
    [{ from: iso(Date.now() - 8 * DAY_MS), step: '300' }, 'from'],
    [{ from: 'yesterday' }, 'from'],
    [{ to: '2027-01-01' }, 'to'],
    [{ to: '9999-12-31T23:59:59Z' }, 'to'],
    [{ from: '9999-12-01T00:00:00Z', to: '9999-12-31T00:00:00.001Z', step: '86400' }, 'to'],
    [{ to: '0001-01-01T12:00:00Z' }, 'from'],
    [{ step: '60' }, 'step'],
    [{ steps: '300' }, ''],
  ])('refuses %j as 422', async (given: Record<string, string>, field) => {
    const { status, body } = await query(given);
    expect(status).toBe(422);
    expect(JSON.stringify(body.errors)).toContain(field);
  });

  it.each([
    [{ to: '9999-12-31T23:55:00Z', step: '300' }, '9999-12-31T23:55:00.000Z'],
    [{ from: '9999-12-01T00:00:00Z', to: '9999-12-30T00:00:00.001Z', step: '86400' }, '9999-12-31T00:00:00.000Z'],
    [{ to: '0001-01-02T00:00:00Z', step: '86400' }, '0001-01-02T00:00:00.000Z'],
  ])('knows nothing of %j', async (given: Record<string, string>, to) => {
    const { status, body } = await query(given);
    expect([status, body.to, body.points.at(-1)?.count]).toEqual([200, to, 0]);
  });
});

describe('GET /servers/:id/uptime', () => {
  it('knows nothing of a server that was never probed', async () => {
    const { status, body } = await read('uptime');
    expect(status).toBe(200);
    expect(body.windows.map(({ window }: { window: string }) => window)).toEqual(['24h', '7d', '30d', '90d']);
    for (const window of body.windows) {
      expect(window).toMatchObject({ uptime: null, coverage: 0, upSeconds: 0, downSeconds: 0, maintenanceSeconds: 0 });
    }
  });

  it('weighs by time, over the seam between what is rolled up and what is not', async () => {
    const now = Date.now();
    const today = Math.floor(now / DAY_MS) * DAY_MS;
    // Up for three days, but down for the first twelve hours of yesterday.
    await history.fill([id], today - 3 * DAY_MS, today - DAY_MS, 2 * MINUTE_MS);
    await history.query(
      `INSERT INTO probe_samples SELECT $1, at, NULL, 2, 4 FROM generate_series($2::timestamptz, $3::timestamptz, interval '2 min') AS at`,
      [id, new Date(today - DAY_MS), new Date(today - 12 * HOUR_MS - 1)],
    );
    await history.fill([id], today - 12 * HOUR_MS, now, 2 * MINUTE_MS);
    const before = (await read('uptime')).body.windows;
    // As it is on the day itself: the days before are rolled up then.
    await history.keepAt(now);
    const { body } = await read('uptime');
    const [day, week] = body.windows;
    const seconds = (name: string) => body.windows.map((window: Record<string, number>) => window[name]);
    expect(week.downSeconds).toBeCloseTo(43_200, -1);
    expect(seconds('downSeconds').slice(1)).toEqual([week.downSeconds, week.downSeconds, week.downSeconds]);
    const up = 100 - (12 * HOUR_MS * 100) / (now - today + 3 * DAY_MS);
    for (const uptime of seconds('uptime').slice(1)) expect(uptime).toBeCloseTo(up, 1);
    expect(day.coverage).toBeGreaterThan(99);
    expect(before[1].downSeconds).toBe(week.downSeconds);
    for (const window of body.windows) expect(window.coverage).toBeLessThanOrEqual(100);
  });
});

describe('a server that is not there', () => {
  it.each(['history', 'uptime'])('has no %s: 404, and 400 for an id that is none', async (route) => {
    const answers = [newId(), 'no-id'].map((given) => amiral.call('GET', `/servers/${given}/${route}`, { as: 'user' }));
    const [missing, malformed] = await Promise.all(answers);
    expect([missing?.status, malformed?.status]).toEqual([404, 400]);
  });

  it.each(['history', 'uptime'])('looks the same as one the caller may not read, for its %s', async (route) => {
    // No rule shuts a single server off yet: the caller's rules are narrowed here, between the look at the class and that at the row.
    const may = jest.spyOn(Actor.prototype, 'can').mockImplementation((_, subject) => typeof subject === 'function');
    const { status } = await read(route);
    may.mockRestore();
    expect(status).toBe(404);
  });
});

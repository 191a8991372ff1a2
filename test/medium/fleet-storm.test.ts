import { randomInt } from 'node:crypto';
import type { Change } from '../../src/journal/journal.entity';
import { type Fleet, startFleet } from '../odoo-simulator/fleet';
import type { Mode } from '../odoo-simulator/options';
import { eventually, startApp, type TestApp } from '../support/app';
import { enterFleet } from '../support/fleet';
import type { Answer } from '../support/http';

const SERVERS = 20;
const STORM_MS = 6_000;
const health = { intervalMs: 30, recheckMs: 10, timeoutMs: 500, fall: 2, rise: 1 };

let one: TestApp;
let two: TestApp;
let odoos: Fleet;
let ids: string[];
let planId: string;
let templateId: string;
let made = 0;
const answers: Answer[] = [];

/** In the name of the tests, so that a failure tells it; STORM_SEED chooses the same deeds again. */
const seed = Number(process.env['STORM_SEED'] ?? randomInt(2 ** 31));
let drawn = seed;

/** A number below 1, the next one of the seed's (mulberry32). */
function draw(): number {
  drawn = (drawn + 0x6d2b79f5) | 0;
  let mixed = Math.imul(drawn ^ (drawn >>> 15), 1 | drawn);
  mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
  return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
}

const below = (limit: number) => Math.floor(draw() * limit);
const anyOf = <T>(things: readonly T[]): T => things[below(things.length)] as T;
const query = <T>(sql: string, given: unknown[] = []) => one.dataSource.query<T[]>(sql, given);

/** What people and servers do all the time, here without a pause. */
const deeds: ((amiral: TestApp, n: number) => Promise<Answer | undefined>)[] = [
  async (_, n) => {
    await odoos.set(n, { mode: anyOf<Mode>(['ok', 'ok', 'refusing', 'database-down']) });
    return undefined;
  },
  (amiral, n) => act(amiral, n, anyOf(['maintenance', 'deactivate', 'cordon', 'uncordon'])),
  (amiral, n) => act(amiral, n, 'activate'),
  (amiral, n) => act(amiral, n, 'check-health'),
  // The same server under another origin: counting starts over.
  (amiral, n) => {
    const serverUrl = (odoos.urls[n] ?? '').replace('127.0.0.1', anyOf(['127.0.0.1', 'localhost']));
    return amiral.call('PATCH', `/servers/${ids[n] ?? ''}`, { as: 'manager', body: { serverUrl } });
  },
  (amiral, n) => enterCustomer(amiral, below(2) ? { serverId: ids[n] } : {}),
];

const act = (amiral: TestApp, n: number, action: string) =>
  amiral.call('POST', `/servers/${ids[n] ?? ''}/${action}`, { as: 'manager' });

function enterCustomer(amiral: TestApp, where: object): Promise<Answer> {
  const name = `c-${made++}`;
  const customer = { customerName: name, customerEmail: 'it@customer.example', databaseName: name, subdomain: name };
  return amiral.call('POST', '/instances', {
    as: 'manager',
    body: { name, ...customer, planId, templateId, ...where },
  });
}

async function storm(amiral: TestApp): Promise<void> {
  const end = performance.now() + STORM_MS;
  while (performance.now() < end) {
    const answer = await anyOf(deeds)(amiral, below(SERVERS));
    if (answer) answers.push(answer);
  }
}

beforeAll(async () => {
  one = await startApp({ health });
  two = await startApp({ health, beside: one });
  odoos = await startFleet({ servers: SERVERS, onePort: true, log: false, delayMs: 10 });
  ids = await enterFleet(one, odoos.urls, { max_instances: 10 });
  const add = async (path: string, body: object) => (await one.call('POST', path, { as: 'admin', body })).body.id;
  planId = await add('/plans', { name: 'Plan', code: 'plan' });
  templateId = await add('/templates', { name: 'Template', code: 'template', templateDb: 'template' });
  await Promise.all([one, two, one, two, one, two].map((amiral) => storm(amiral)));
});
afterAll(async () => {
  await two.app.close();
  await one.stop();
  await odoos.stop();
});

describe(`a storm of probes, actions, edits and customers in two processes (seed ${String(seed)})`, () => {
  it('is answered throughout, without a deadlock', async () => {
    expect(answers.length).toBeGreaterThan(100);
    expect(answers.filter(({ status }) => ![200, 201, 409].includes(status))).toEqual([]);
    const [counted] = await query('SELECT deadlocks FROM pg_stat_database WHERE datname = current_database()');
    expect(counted).toEqual({ deadlocks: '0' });
  });

  it('never has two requests open on one server', () => {
    expect(odoos.totals()).toMatchObject({ maxOpen: 1, overlaps: 0 });
  });

  it('overfills no server, and counts what it holds', async () => {
    const wrong = await query(
      `SELECT s.id FROM servers s WHERE s.instance_count > s.max_instances
          OR s.instance_count <> (SELECT count(*) FROM instances i WHERE i.server_id = s.id AND i.state <> 'terminated')`,
    );
    expect(wrong).toEqual([]);
  });

  it('leaves no server unwatched', async () => {
    await odoos.setAll({ mode: 'ok' });
    const unwell = () =>
      query(
        `SELECT s.id FROM servers s JOIN server_probes p ON p.server_id = s.id WHERE s.lifecycle IN ('active', 'maintenance')
            AND (s.health_status <> 'healthy' OR p.last_check_at < now() - interval '1 second')`,
      );
    await eventually(unwell, (servers) => servers.length === 0);
  });

  it('is told by the journal as the rows have it', async () => {
    const lines = await query<{ subject_id: string; changes: Change[] }>(
      `SELECT subject_id, changes FROM journal WHERE subject_type = 'server' ORDER BY id`,
    );
    const states = new Map(ids.map((id) => [id, 'active']));
    for (const { subject_id: id, changes } of lines) {
      const change = changes.find(({ field }) => field === 'state');
      if (!change) continue;
      expect(change.before).toBe(states.get(id));
      states.set(id, change.after as string);
    }
    const rows = await query<{ id: string; state: string }>('SELECT id, state FROM servers');
    expect(rows.filter(({ id, state }) => states.get(id) !== state)).toEqual([]);
  });
});

import { WorkAlerts1763800000033 } from '../../migrations/1763800000033-work-alerts';
import { newId } from '../../src/common/clock';
import { AlertsBench } from '../support/alerts';

const DAY = 86_400;

let bench: AlertsBench;
let planId: string;
let instanceId: string;

beforeAll(async () => {
  bench = await AlertsBench.start();
  planId = newId();
  await bench.dataSource.query(
    `INSERT INTO plans (id, name, code, user_limit, storage_limit_gb) VALUES ($1, 'Plan', 'plan', 10, 5)`,
    [planId],
  );
});
afterAll(async () => {
  await bench.stop();
});
beforeEach(async () => {
  await bench.dataSource.query('TRUNCATE operations, instances, expiry_holds CASCADE');
  await bench.fresh(2);
  instanceId = await enter('acme', {});
});

const insert = async (table: string, columns: Record<string, unknown>) => {
  const names = Object.keys(columns).join(', ');
  await bench.dataSource.query(
    `INSERT INTO ${table} (${names}) SELECT ${names} FROM jsonb_populate_record(NULL::${table}, $1::jsonb)`,
    [JSON.stringify(columns)],
  );
};

async function enter(name: string, facts: Record<string, unknown>): Promise<string> {
  const id = newId();
  const names = { name, customer_name: name, customer_email: 'c@example.com', database_name: name, subdomain: name };
  await insert('instances', { id, ...names, state: 'active', server_id: bench.ids[0], plan_id: planId, ...facts });
  return id;
}

/** Work on the instance that has come to this. */
async function operation(state: string, facts: Record<string, unknown> = {}): Promise<string> {
  const id = newId();
  const subject = { subject_type: 'instance', subject_id: instanceId, subject_name: 'Acme' };
  const ended = state === 'needs-operator' ? null : new Date();
  const failed = state === 'succeeded' ? {} : { error_code: 'not-done', error_detail: 'The server did not.' };
  const turned = state === 'failed' || state === 'compensated';
  const row = { state, server_id: bench.ids[0], requested_by_name: 'Pat', ended_at: ended, turned_back: turned };
  await insert('operations', { id, kind: 'suspend', ...subject, ...row, ...failed, ...facts });
  return id;
}

const open = async () => (await bench.rows('alerts')).filter(({ state }) => state !== 'resolved');

describe('work that does not come to its end', () => {
  it('calls for an operator, once, with what it is about, until somebody says what became of it', async () => {
    const id = await operation('needs-operator');
    await bench.look(1, 12, 13);
    expect(await bench.told()).toEqual([{ kind: 'firing', alerts: 1 }]);
    const [alert] = await open();
    expect(alert).toMatchObject({ kind: 'operation-needs-operator', severity: 'critical', labels: { rack: 'rack-2' } });
    expect(alert).toMatchObject({ server_id: bench.ids[0], instance_id: instanceId, operation_id: id });
    expect(alert?.['summary']).toBe('suspend of Acme: The server did not.');
    await bench.dataSource.query(`UPDATE operations SET state = 'succeeded', ended_at = now()`);
    await bench.look(60, 121, 132);
    expect(await bench.told()).toEqual([
      { kind: 'firing', alerts: 1 },
      { kind: 'resolved', alerts: 1 },
    ]);
  });

  it('is one alert an operation, and told as such', async () => {
    await operation('needs-operator');
    await operation('needs-operator');
    await bench.look(1, 12);
    expect(await open()).toHaveLength(2);
    const [notice] = await bench.dataSource.query<{ title: string }[]>('SELECT title FROM notices');
    expect(notice?.title).toBe('2 operations in rack=rack-2: operation needs an operator');
  });

  it('does not end because people take the server out of service', async () => {
    await operation('needs-operator');
    await bench.look(1);
    await bench.dataSource.query(`UPDATE operations SET state = 'succeeded', ended_at = now()`);
    await bench.turn(0, 1, { lifecycle: 'maintenance' }, 2);
    await bench.look(3, 64);
    expect((await bench.rows('alerts')).map(({ end_reason }) => end_reason)).toEqual(['recovered']);
  });

  it.each(['failed', 'compensated'])(
    'is told when it %s, once however often it is tried, until it succeeds',
    async (state) => {
      const first = await operation(state);
      await bench.look(1, 12);
      await operation(state);
      await bench.look(60, 120);
      expect((await open()).map(({ operation_id }) => operation_id)).toEqual([first]);
      expect(await bench.told()).toEqual([{ kind: 'firing', alerts: 1 }]);
      await operation('succeeded');
      await bench.look(180, 241);
      expect(await open()).toEqual([]);
    },
  );

  it.each<[string, () => Promise<unknown>]>([
    ['what people called off', () => operation('compensated', { cancel_requested: true })],
    ['what was before the rule', () => operation('failed', { ended_at: new Date('2020-01-01') })],
    [
      'a part of what failed',
      async () => operation('failed', { parent_id: await operation('failed', { kind: 'bulk' }), kind: 'resume' }),
    ],
  ])('does not speak of %s', async (_what, enterIt) => {
    await enterIt();
    await bench.look(1);
    expect((await open()).filter(({ summary }) => !String(summary).startsWith('bulk'))).toEqual([]);
  });

  it('is the past once the instance is gone', async () => {
    await operation('failed');
    await bench.look(1);
    expect(await open()).toHaveLength(1);
    await bench.dataSource.query(`UPDATE instances SET state = 'terminated'`);
    await bench.look(2, 63);
    expect(await open()).toEqual([]);
  });
});

describe('what looks inside have found', () => {
  it('calls for late scheduled actions, once a server, and for nothing else because of them', async () => {
    await bench.dataSource.query('UPDATE instances SET late_crons = 3');
    await enter('bravo', { late_crons: 1 });
    await bench.turn(0, 1, { health_status: 'warning' });
    await bench.look(1, 12, 400);
    expect((await open()).map(({ kind, server_id, instance_id }) => [kind, server_id, instance_id])).toEqual([
      ['crons-late', bench.ids[0], null],
    ]);
    expect((await open())[0]?.['summary']).toContain('2 databases');
    await bench.dataSource.query('UPDATE instances SET late_crons = 0');
    await bench.look(401, 462);
    expect(await open()).toEqual([]);
  });

  it.each([
    ['users', { active_users: 11 }, 'acme: 11 of 10 users.'],
    ['storage, files counted', { size_bytes: 3e9, attachments_bytes: 2.5e9 }, 'acme: 5.5 of 5 GB.'],
  ])('calls for more %s than the plan has, after a week of it', async (_what, used, summary) => {
    const set = Object.entries(used).map(([name, value]) => `${name} = ${String(value)}`);
    await bench.dataSource.query(`UPDATE instances SET ${set.join(', ')}`);
    for (let day = 0; day < 7; day++) await bench.look(1 + day * DAY);
    expect((await open()).map(({ kind, state, instance_id }) => [kind, state, instance_id])).toEqual([
      ['over-plan', 'pending', instanceId],
    ]);
    expect(await bench.told()).toEqual([]);
    await bench.look(1 + 7 * DAY, 12 + 7 * DAY);
    expect(await open()).toMatchObject([{ state: 'firing', summary }]);
    expect(await bench.told()).toEqual([{ kind: 'firing', alerts: 1 }]);
  });

  it('begins the week anew when it was within the plan meanwhile', async () => {
    await bench.dataSource.query('UPDATE instances SET active_users = 11');
    await bench.look(1, 3 * DAY);
    await bench.dataSource.query('UPDATE instances SET active_users = 10');
    await bench.look(3 * DAY + 30);
    expect(await open()).toEqual([]);
  });
});

describe('expiries that are held', () => {
  it('call for an administrator until one confirms', async () => {
    await insert('expiry_holds', { instance_id: instanceId, expires_at: new Date(), held_at: new Date() });
    await bench.look(1, 12);
    expect(await open()).toMatchObject([{ kind: 'expiry-held', server_id: null, state: 'firing' }]);
    await bench.dataSource.query('UPDATE expiry_holds SET confirmed_at = now()');
    await bench.look(13, 74);
    expect(await open()).toEqual([]);
  });
});

describe('an upgrade', () => {
  it('alerts nothing of the past but what still needs an operator, and keeps names that are taken', async () => {
    const migration = new WorkAlerts1763800000033();
    const runner = bench.dataSource.createQueryRunner();
    await migration.down(runner);
    await operation('failed');
    await bench.dataSource.query(`UPDATE alert_rules SET name = 'Over plan' WHERE kind = 'capacity'`);
    await migration.up(runner);
    await runner.release();
    await bench.look(1, 12);
    expect(await open()).toEqual([]);
    const stuck = await operation('needs-operator');
    await bench.look(13);
    expect((await open()).map(({ operation_id }) => operation_id)).toEqual([stuck]);
    const rules = await bench.dataSource.query<{ name: string }[]>(
      `SELECT name FROM alert_rules WHERE kind = 'over-plan'`,
    );
    expect(rules).toEqual([{ name: 'Over plan (built in)' }]);
  });
});

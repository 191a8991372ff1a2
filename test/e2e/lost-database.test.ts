import { eventually, startApp, type TestApp } from '../support/app';
import { type Gate, startGate } from '../support/gate';
import { ask } from '../support/test-cluster';

describe('a lost database', () => {
  let other: TestApp;
  let amiral: TestApp;
  let gate: Gate;

  beforeAll(async () => {
    other = await startApp();
    gate = await startGate(other.databaseUrl);
    amiral = await startApp({ beside: { ...other, databaseUrl: gate.url } });
    await amiral.token('admin');
  });
  afterAll(async () => {
    await amiral.stop();
    await gate.shut();
    await other.stop();
  });

  const list = () => amiral.call('GET', '/servers', { as: 'admin' });
  const create = (code: string) =>
    amiral.call('POST', '/plans', { as: 'admin', body: { name: code, code, priceMonthly: 1 } });

  it('is 503 with how long to wait for reads, writes, logins and readiness, until it is back', async () => {
    expect((await list()).status).toBe(200);
    await gate.shut();
    const login = () =>
      amiral.call('POST', '/auth/login', { body: { email: 'user@example.com', password: 'correct-horse-battery' } });
    for (const call of [list, () => create('unsaved'), login, () => amiral.call('GET', '//health/ready')]) {
      const { status, body, headers } = await call();
      expect([status, body.code, headers.get('retry-after')]).toEqual([503, 'database-unavailable', '2']);
      expect(headers.get('content-type')).toContain('application/problem+json');
    }
    await gate.open();
    await eventually(list, ({ status }) => status === 200);
    expect((await create('unsaved')).status).toBe(201);
  });

  it('is 503 for a statement that it ends half-way', async () => {
    const runner = other.dataSource.createQueryRunner();
    await runner.startTransaction();
    await runner.query('LOCK TABLE plans');
    const waiting = create('half-way');
    const cluster = process.env['AMIRAL_TEST_DATABASE_URL'] ?? '';
    const end = `SELECT pg_terminate_backend(pid) AS ended FROM pg_stat_activity
      WHERE datname = '${new URL(other.databaseUrl).pathname.slice(1)}' AND wait_event_type = 'Lock'`;
    await eventually(
      () => ask(cluster, end),
      (rows) => rows.length > 0,
    );
    const { status, body } = await waiting;
    expect([status, body.code]).toEqual([503, 'database-unavailable']);
    await runner.rollbackTransaction();
    await runner.release();
    expect((await create('half-way')).status).toBe(201);
  });
});

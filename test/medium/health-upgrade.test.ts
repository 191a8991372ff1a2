import { HealthReasons1763800000029 } from '../../migrations/1763800000029-health-reasons';
import { WorkAlerts1763800000033 } from '../../migrations/1763800000033-work-alerts';
import { newId } from '../../src/common/clock';
import { InstancesBench } from '../support/instances';

describe('an upgrade of a fleet that has a health already', () => {
  let bench: InstancesBench;

  beforeAll(async () => {
    bench = await InstancesBench.start();
    await bench.fresh();
  });
  afterAll(() => bench.stop());

  it('knows since when each holds, what can be told of why, and nothing of scheduled actions of another day', async () => {
    const well = await bench.addServer(10);
    const down = await bench.addServer(10, { reachability: 'unreachable', health_status: 'critical' });
    const mute = await bench.addServer(10, { health_status: 'critical' });
    const unknown = await bench.addServer(10, { health_status: 'unknown' });
    await bench.dataSource.query(
      `INSERT INTO instances (id, name, customer_name, customer_email, database_name, subdomain, state, server_id, plan_id, late_crons)
       VALUES ($1, 'a', 'C', 'c@example.com', 'a', 'a', 'active', $2, $3, 4)`,
      [newId(), well, bench.planId],
    );
    const [later, earlier] = [new WorkAlerts1763800000033(), new HealthReasons1763800000029()];
    const runner = bench.dataSource.createQueryRunner();
    await later.down(runner);
    await earlier.down(runner);
    await runner.query(`UPDATE server_transitions SET at = '2026-01-02T03:04:05Z'`);
    await earlier.up(runner);
    await later.up(runner);
    await runner.release();
    const rows = await bench.dataSource.query<{ id: string; reasons: string[]; since: Date }[]>(
      'SELECT id, health_reasons AS reasons, health_since AS since FROM servers',
    );
    expect(new Map(rows.map(({ id, reasons }) => [id, reasons]))).toEqual(
      new Map([
        [well, []],
        [down, ['unreachable']],
        [mute, ['database-down']],
        [unknown, ['stale']],
      ]),
    );
    expect(new Set(rows.map(({ since }) => since.toISOString()))).toEqual(new Set(['2026-01-02T03:04:05.000Z']));
    const late = await bench.dataSource.query<unknown[]>('SELECT FROM instances WHERE crons_late');
    expect(late).toEqual([]);
  });
});

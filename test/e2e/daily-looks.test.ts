import { AGE, DailyLooks } from '../../src/instances/look/daily-looks.service';
import { eventually } from '../support/app';
import { until } from '../support/operations';
import { Provisioning } from '../support/provisioning';

const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;

/** When it was last the turn of the instance: its second of the day stands in the end of its id. */
function turnOf(id: string): number {
  const second = Math.floor((parseInt(id.slice(-4), 16) * 86_400) / 65_536);
  const now = Date.now();
  return now - ((now - second * 1_000) % DAY_MS);
}

describe('the look inside a database each day', () => {
  let our: Provisioning;
  let id: string;
  let name: string;

  beforeAll(async () => {
    our = await Provisioning.start({ version: '16.0' });
    const { instance } = await our.provisioned();
    id = instance.id;
    name = instance.databaseName;
    // Of itself it sees a day on which nothing is due: only what a test asks for begins.
    Object.assign(our.amiral.app.get(DailyLooks, { strict: false }), { clock: { now: () => new Date(0) } });
  });
  afterAll(() => our.stop());
  beforeEach(async () => {
    await our.query(`DELETE FROM operations WHERE kind = 'inspect'`);
    await our.query(
      `UPDATE instances SET state = 'active', inspected_at = NULL, activated_at = now() - interval '3 days'`,
    );
    await our.query(`UPDATE servers SET lifecycle = 'active', maintenance_until = NULL`);
  });

  const looks = () =>
    our.query<{ id: string; priority: number; by: string | null }>(
      `SELECT id, priority, requested_by AS by FROM operations WHERE kind = 'inspect'`,
    );
  const counted = () => our.query(`SELECT late_crons AS late FROM instances WHERE id = $1`, [id]);
  const lookAt = (ms: number) => our.amiral.app.get(DailyLooks, { strict: false }).lookAround(new Date(ms));
  const server = () => our.read(`/servers/${String(our.serverIds[0])}`);

  it('begins by itself when its turn has come, once, and keeps what it found', async () => {
    await lookAt(turnOf(id) + MINUTE_MS);
    const [look, ...more] = await looks();
    expect(more).toEqual([]);
    expect(look).toMatchObject({ priority: 2, by: null });
    const { state, result } = await until(our.amiral, String(look?.id), 'succeeded', 'failed');
    expect(state).toBe('succeeded');
    expect(await our.read(`/instances/${id}`)).toMatchObject({ sizeBytes: result.sizeBytes, activeUsers: 2 });
    await lookAt(turnOf(id) + 2 * MINUTE_MS);
    expect(await looks()).toHaveLength(1);
  });

  it.each(['0000', '7fff', 'ffff'])('has a turn each day for an id that ends in %s', async (end) => {
    const one = `00000000-0000-7000-8000-00000000${end}`;
    const [row] = await our.query<{ age: string }>(`SELECT ${AGE} AS age FROM (SELECT $2::uuid AS id) i`, [
      new Date(turnOf(one) + MINUTE_MS),
      one,
    ]);
    expect(Number(row?.age)).toBe(60);
  });

  it('is over for the day two hours after its turn, and on the first day', async () => {
    await lookAt(turnOf(id) + 121 * MINUTE_MS);
    await our.query(`UPDATE instances SET activated_at = now() - interval '1 h'`);
    await lookAt(turnOf(id) + MINUTE_MS);
    expect(await looks()).toEqual([]);
  });

  it.each([
    ['a server in maintenance', `UPDATE servers SET lifecycle = 'maintenance'`],
    ['an expired instance', `UPDATE instances SET state = 'expired'`],
  ])('leaves %s alone', async (_what, change) => {
    await our.query(change);
    await lookAt(turnOf(id) + MINUTE_MS);
    expect(await looks()).toEqual([]);
  });

  it('waits while operations are paused, or something else works on the instance', async () => {
    await our.post('/operations/pause', { reason: 'storm' }, 'admin');
    await lookAt(turnOf(id) + MINUTE_MS);
    await our.post('/operations/unpause', {}, 'admin');
    const [busy] = await our.query<{ id: string }>(
      `UPDATE operations SET exclusion = 'instance:' || $1, state = 'needs-operator', ended_at = NULL
        WHERE id = (SELECT min(id::text)::uuid FROM operations) RETURNING id`,
      [id],
    );
    expect(busy).toBeDefined();
    await lookAt(turnOf(id) + MINUTE_MS);
    expect(await looks()).toEqual([]);
    await our.query(
      `UPDATE operations SET exclusion = NULL, state = 'succeeded', ended_at = now() WHERE ended_at IS NULL`,
    );
    await lookAt(turnOf(id) + 2 * MINUTE_MS);
    const [look] = await looks();
    await until(our.amiral, String(look?.id), 'succeeded');
  });

  it('finds scheduled actions that do not run, and an hour later that they do', async () => {
    for (const cron of our.odoo.database(name).table('ir_cron').where({ active: true })) {
      cron['nextcall'] = '2026-01-01 00:00:00';
    }
    const { result } = await our.done(`/instances/${id}/inspect`);
    expect(result.lateCrons).toBeGreaterThan(0);
    // It was made a moment ago: what is overdue has not had its turn yet.
    expect(await counted()).toEqual([{ late: null }]);
    await our.query(`UPDATE operations SET ended_at = ended_at - interval '31 min' WHERE kind = 'provision'`);
    await our.done(`/instances/${id}/inspect`);
    const late = await eventually(server, ({ healthReasons }) => healthReasons.length > 0);
    expect(late).toMatchObject({
      healthStatus: 'warning',
      healthReasons: [{ code: 'crons-late', params: { databases: 1 } }],
    });
    expect(late.healthReasons[0].detail).toContain('Restart Odoo');
    our.odoo.tick(new Date());
    await our.query(`UPDATE operations SET created_at = created_at - interval '1 h' WHERE kind = 'inspect'`);
    await our.query(`UPDATE instances SET inspected_at = inspected_at - interval '1 h'`);
    await lookAt(Date.now());
    expect(await looks()).toHaveLength(3);
    const well = await eventually(server, ({ healthReasons }) => healthReasons.length === 0);
    expect(well.healthStatus).toBe('healthy');
  });
});

import { Expiries } from '../../src/instances/expiry/expiries.service';
import { eventually } from '../support/app';
import type { Answer } from '../support/http';
import { until } from '../support/operations';
import { Provisioning } from '../support/provisioning';

interface Step {
  name: string;
  attempts: number;
}

const HOUR = 3_600_000;
const ago = (ms: number) => new Date(Date.now() - ms).toISOString();
const inside = (items: { instanceId: string }[], id: string) => items.find(({ instanceId }) => instanceId === id);

describe('what happens when the time of a customer is over', () => {
  let our: Provisioning;
  beforeAll(async () => {
    our = await Provisioning.start({ version: '19.0' });
  });
  afterAll(() => our.stop());

  /** The plan suspends since two days ago: what is dated later is acted upon. */
  const plan = async (suspendOnExpiry: boolean, since = ago(48 * HOUR)) => {
    const { body } = await our.amiral.call('PATCH', `/plans/${our.planId}`, {
      as: 'manager',
      body: { suspendOnExpiry },
    });
    if (suspendOnExpiry)
      await our.query('UPDATE plans SET suspend_on_expiry_since = $2 WHERE id = $1', [body.id, since]);
    return body;
  };
  /** A customer whose time is over since an hour, or when it is said. */
  const over = async (at = ago(HOUR)) => {
    const { instance } = await our.provisioned();
    await dated(instance.id, at);
    return instance;
  };
  const dated = (id: string, at: string) =>
    our.query(`UPDATE instances SET expires_at = $2, plan_since = now() - interval '3 days' WHERE id = $1`, [id, at]);
  /** Many rows, whose databases nobody looks into. */
  const many = (count: number, at: string) =>
    our.query<{ id: string }>(
      `INSERT INTO instances (id, name, customer_name, customer_email, database_name, subdomain, state, server_id, plan_id, service_access,
           expires_at, plan_since, activated_at)
       SELECT gen_random_uuid(), 'many-' || n, 'Many', 'many@example.com', 'many-' || n, 'many-' || n, 'active', $2, $3, 'sealed', $4,
           now() - interval '3 days', now() FROM generate_series(1, $1) n RETURNING id`,
      [count, our.serverIds[0], our.planId, at],
    );
  const round = () => our.amiral.app.get(Expiries, { strict: false }).suspendDue();
  const works = async (id: string): Promise<Answer['body'][]> =>
    (await our.read(`/operations?kind=suspend&subjectId=${id}`)).items;
  const ended = async (id: string) => {
    const [work] = await works(id);
    if (!work) return null;
    return until(our.amiral, work.id, 'succeeded', 'compensated', 'needs-operator');
  };
  const stateOf = async (id: string) => (await our.read(`/instances/${id}`)).state;
  const expiry = () => our.read('/expiry');

  it('is a note alone while the plan does not say otherwise', async () => {
    const instance = await over();
    expect((await our.read(`/plans/${our.planId}`)).suspendOnExpiry).toBe(false);
    await round();
    expect([await works(instance.id), await stateOf(instance.id)]).toEqual([[], 'active']);
    await dated(instance.id, ago(-24 * HOUR));
  });

  it('suspends by policy where the plan says so, and a resumed one runs until another time', async () => {
    expect((await plan(true)).suspendOnExpiry).toBe(true);
    const instance = await over();
    await round();
    expect(await ended(instance.id)).toMatchObject({
      state: 'succeeded',
      requestedBy: null,
      requestedByName: 'amiral',
    });
    expect(await stateOf(instance.id)).toBe('expired');
    expect(our.odoo.database(instance.databaseName).activeCrons).toEqual([]);
    for (const body of [{}, { expiresAt: ago(HOUR) }]) {
      const refused = await our.post(`/instances/${instance.id}/resume`, body);
      expect([refused.status, refused.body.code]).toEqual([409, 'still-expired']);
    }
    const expiresAt = ago(-48 * HOUR);
    expect(await our.done(`/instances/${instance.id}/resume`, { expiresAt })).toMatchObject({ state: 'succeeded' });
    expect(await our.read(`/instances/${instance.id}`)).toMatchObject({ state: 'active', expiresAt });
    await round();
    expect(await works(instance.id)).toHaveLength(1);
    await dated(instance.id, ago(HOUR / 2));
    await round();
    expect(await works(instance.id)).toHaveLength(2);
    await ended(instance.id);
  });

  it('leaves alone what had passed before the switch, or before it had the plan, and lists it', async () => {
    const early = await over(ago(60 * HOUR));
    const moved = await over();
    await our.query('UPDATE instances SET plan_since = now() WHERE id = $1', [moved.id]);
    await round();
    const { past, due } = await expiry();
    for (const { id } of [early, moved]) {
      expect([await works(id), inside(due, id)]).toEqual([[], undefined]);
      expect(inside(past, id)).toMatchObject({ waitsFor: null });
    }
    await our.amiral.call('PATCH', `/instances/${early.id}`, { as: 'manager', body: { expiresAt: ago(HOUR / 4) } });
    await round();
    expect(await ended(early.id)).toMatchObject({ state: 'succeeded' });
    await dated(moved.id, ago(-24 * HOUR));
  });

  it('dates the plan of an instance when that changes, and the switch when it is thrown', async () => {
    const other = (await our.post('/plans', { name: 'Other', code: 'other', suspendOnExpiry: true }, 'admin')).body;
    const instance = await over();
    await our.amiral.call('PATCH', `/instances/${instance.id}`, { as: 'manager', body: { planId: other.id } });
    await round();
    expect([await works(instance.id), await stateOf(instance.id)]).toEqual([[], 'active']);
    expect(inside((await expiry()).past, instance.id)).toMatchObject({ planId: other.id });
    await dated(instance.id, ago(-24 * HOUR));
  });

  it('waits while the server is in maintenance, while operations are paused and without a login, and loses nothing', async () => {
    const [instance, shut] = [await over(), await over()];
    await our.query('UPDATE instances SET service_access = NULL WHERE id = $1', [shut.id]);
    await our.post(`/servers/${instance.serverId}/maintenance`);
    await round();
    expect(inside((await expiry()).due, instance.id)).toMatchObject({ waitsFor: 'server-not-reachable' });
    await our.post(`/servers/${instance.serverId}/activate`);
    await our.post('/operations/pause', { reason: 'storage' }, 'admin');
    await round();
    expect(inside((await expiry()).due, instance.id)).toMatchObject({ waitsFor: 'paused' });
    expect(await works(instance.id)).toEqual([]);
    await our.post('/operations/unpause', {}, 'admin');
    await round();
    expect(await ended(instance.id)).toMatchObject({ state: 'succeeded' });
    expect(inside((await expiry()).due, shut.id)).toMatchObject({ waitsFor: 'no-service-login' });
    expect(await works(shut.id)).toEqual([]);
    await dated(shut.id, ago(-24 * HOUR));
  });

  it('opens again what was renewed while it was being suspended', async () => {
    await plan(true);
    const instance = await over();
    const database = our.odoo.database(instance.databaseName);
    const crons = database.activeCrons;
    for (const { id } of database.table('ir_cron').where({ active: true })) database.running.add(Number(id));
    await round();
    const [work] = await works(instance.id);
    await eventually(
      () => our.read(`/operations/${work?.id ?? ''}`),
      ({ steps }) => steps.some(({ name, attempts }: Step) => name === 'stop-crons' && attempts > 0),
    );
    await our.query(`UPDATE instances SET expires_at = now() + interval '1 year' WHERE id = $1`, [instance.id]);
    database.running.clear();
    expect(await ended(instance.id)).toMatchObject({ state: 'compensated', error: { code: 'not-expired' } });
    expect([await stateOf(instance.id), database.activeCrons]).toEqual(['active', crons]);
  });

  it('holds more than five at once until an administrator has confirmed them, and only them', async () => {
    await plan(true);
    await our.query(`DELETE FROM operations WHERE kind = 'suspend'`);
    const rows = await many(7, ago(HOUR / 2));
    await round();
    const held = await expiry();
    expect([held.held.length, held.limit]).toEqual([7, 5]);
    expect(Date.parse(held.heldSince)).toBeGreaterThan(Date.now() - HOUR);
    const late = await over();
    await round();
    expect(await works(late.id)).toEqual([]);
    expect((await our.post('/expiry/confirm')).status).toBe(403);
    const renewed = rows[0]?.id ?? '';
    await dated(renewed, ago(-24 * HOUR));
    const { status, body } = await our.post('/expiry/confirm', {}, 'admin');
    expect([status, body.held, body.heldSince]).toEqual([200, [], null]);
    await round();
    expect(await works(renewed)).toEqual([]);
    expect(await ended(late.id)).toMatchObject({ state: 'succeeded' });
    for (const { id } of rows.slice(1)) expect(await works(id)).toHaveLength(1);
    expect((await our.post('/expiry/confirm', {}, 'admin')).body.code).toBe('nothing-held');
    await our.query(`DELETE FROM operations WHERE subject_name LIKE 'many-%'`);
    await our.query(`DELETE FROM instances WHERE name LIKE 'many-%'`);
  });

  it('tells of it a week and a day before, once for each date', async () => {
    const { instance } = await our.provisioned();
    const told = async () =>
      (await our.amiral.call('GET', `/events?subjectId=${instance.id}&action=expiry-notice`, { as: 'manager' })).body
        .total;
    for (const [days, total] of [
      [8, 0],
      [6.5, 1],
      [6.5, 1],
      [0.5, 2],
    ] as const) {
      if (total !== 1 || (await told()) === 0) await dated(instance.id, ago(-days * 24 * HOUR));
      await round();
      expect(await told()).toBe(total);
    }
  });
});

import type { Answer } from '../support/http';
import { until } from '../support/operations';
import { Provisioning } from '../support/provisioning';

interface Line {
  instanceId: string;
  verdict: string;
  code: string | null;
  operationId: string | null;
  state: string | null;
}

const ENDED = ['succeeded', 'failed', 'compensated', 'needs-operator', 'cancelled'];

describe('work on many instances at once', () => {
  let our: Provisioning;
  beforeAll(async () => {
    our = await Provisioning.start({ version: '19.0' });
  });
  afterAll(() => our.stop());

  const bulk = (body: object, as: 'user' | 'manager' = 'manager', headers: Record<string, string> = {}) =>
    our.amiral.call('POST', '/instances/bulk', { as, body, headers });
  const customers = async (count: number) => {
    const made: Answer['body'][] = [];
    for (let n = 0; n < count; n++) made.push((await our.provisioned()).instance);
    return made;
  };
  const partsOf = async (id: string): Promise<Answer['body'][]> =>
    (await our.read(`/operations?parentId=${id}&perPage=200`)).items;
  const states = (ids: string[]) => Promise.all(ids.map(async (id) => (await our.read(`/instances/${id}`)).state));
  const line = (items: Line[], id: string) => items.find(({ instanceId }) => instanceId === id);

  it('says what would become of each and starts nothing, when that is asked', async () => {
    const [one, two] = await customers(2);
    await our.done(`/instances/${two.id}/suspend`);
    const nobody = '019a8d2e-7c3b-7e4f-9a1b-2c3d4e5f6a7b';
    const ids = [one.id, two.id, nobody, one.id];
    const { status, body } = await bulk({ action: 'suspend', ids, dryRun: true });
    expect(status).toBe(200);
    expect(body.items).toEqual([
      { instanceId: one.id, name: one.name, verdict: 'accepted', code: null, detail: null },
      expect.objectContaining({ instanceId: two.id, verdict: 'refused', code: 'wrong-state' }),
      expect.objectContaining({ instanceId: nobody, name: null, verdict: 'refused', code: 'not-found' }),
    ]);
    expect(await states([one.id, two.id])).toEqual(['active', 'suspended']);
    const backups = await bulk({ action: 'backup', ids: [one.id], dryRun: true });
    expect(backups.body.items).toMatchObject([{ verdict: 'refused', code: 'no-backup-storage' }]);
    const refused = await bulk({ action: 'backup', ids: [one.id] });
    expect([refused.status, refused.body.code]).toEqual([409, 'no-backup-storage']);
  });

  it('is asked for by ids or by a filter, not by saying nothing, and not by everybody', async () => {
    for (const body of [{}, { ids: [our.planId], filter: { q: 'x' } }, { filter: {} }, { ids: [] }]) {
      expect((await bulk({ action: 'suspend', ...body })).status).toBe(422);
    }
    expect((await bulk({ action: 'suspend', filter: { q: 'x' } }, 'user')).status).toBe(403);
  });

  it('suspends each by an operation of its own, ends when they have, and resumes by a filter', async () => {
    const made = await customers(3);
    const ids = made.map(({ id }) => id);
    const [, , busy] = made;
    await our.query('UPDATE instances SET service_access = NULL WHERE id = $1', [busy.id]);
    const key = { 'idempotency-key': 'unpaid-in-may' };
    const asked = await bulk({ action: 'suspend', ids, reason: 'unpaid' }, 'manager', key);
    expect([asked.status, asked.body.kind]).toEqual([202, 'bulk']);
    expect(asked.headers.get('location')).toBe(`/api/v1/operations/${asked.body.id}`);
    expect(line(asked.body.result.items, busy.id)).toMatchObject({ verdict: 'refused', code: 'no-service-login' });
    const again = await bulk({ action: 'suspend', ids, reason: 'unpaid' }, 'manager', key);
    expect([again.body.id, again.headers.get('idempotency-replayed')]).toEqual([asked.body.id, 'true']);
    const ended = await until(our.amiral, asked.body.id, ...ENDED);
    expect(ended).toMatchObject({ state: 'succeeded', requestedByName: 'manager' });
    const parts = await partsOf(ended.id);
    expect(parts.map(({ kind, state, requestedByName }) => [kind, state, requestedByName])).toEqual(
      Array(2).fill(['suspend', 'succeeded', 'manager']),
    );
    expect(ended.result.items.map(({ verdict, state }: Line) => [verdict, state])).toEqual([
      ['accepted', 'succeeded'],
      ['accepted', 'succeeded'],
      ['refused', null],
    ]);
    expect(await states(ids)).toEqual(['suspended', 'suspended', 'active']);
    const q = made[0].name;
    const opened = await bulk({ action: 'resume', filter: { q, state: 'suspended' } });
    expect(await until(our.amiral, opened.body.id, ...ENDED)).toMatchObject({ state: 'succeeded' });
    expect(await states(ids)).toEqual(['active', 'suspended', 'active']);
  });

  it('says truly that one was not done, and does that one again when it is tried again', async () => {
    const [one, two] = await customers(2);
    const database = our.odoo.database(two.databaseName);
    const owner = database.parameter('amiral.fleet');
    database.setParameter('amiral.fleet', '019a8d2e-7c3b-7e4f-9a1b-2c3d4e5f6a7b');
    const { body } = await bulk({ action: 'suspend', ids: [one.id, two.id] });
    const failed = await until(our.amiral, body.id, ...ENDED);
    expect(failed).toMatchObject({ state: 'failed', error: { code: 'not-all-done' }, actions: [] });
    expect(failed.result.items).toMatchObject([
      { state: 'succeeded', code: null },
      { state: 'compensated', code: 'owned-by-another-fleet' },
    ]);
    expect(await states([one.id, two.id])).toEqual(['suspended', 'active']);
    database.setParameter('amiral.fleet', String(owner));
    expect((await our.post(`/operations/${body.id}/retry`)).status).toBe(200);
    expect(await until(our.amiral, body.id, 'succeeded', 'cancelled')).toMatchObject({ state: 'succeeded' });
    expect(await states([one.id, two.id])).toEqual(['suspended', 'suspended']);
    expect((await partsOf(body.id)).map(({ subjectId }) => subjectId).sort()).toEqual([one.id, two.id, two.id].sort());
  });

  it('ends what it can when it is called off', async () => {
    const made = await customers(2);
    const ids = made.map(({ id }) => id);
    for (const { databaseName } of made) {
      const database = our.odoo.database(databaseName);
      for (const { id } of database.table('ir_cron').where({ active: true })) database.running.add(Number(id));
    }
    const { body } = await bulk({ action: 'suspend', ids });
    await our.post(`/operations/${body.id}/cancel`);
    const ended = await until(our.amiral, body.id, ...ENDED);
    expect(ended.state).toBe('cancelled');
    for (const part of await partsOf(body.id)) expect(part.state).toBe('cancelled');
    expect(await states(ids)).toEqual(['active', 'active']);
  });
});

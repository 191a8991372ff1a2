import { Instance } from '../../src/instances/instance.entity';
import { newId } from '../../src/common/clock';
import { refusal, tally } from '../support/actors';
import { admin, InstancesBench, manager } from '../support/instances';
import { waitingForLocks } from '../support/transactions';

let bench: InstancesBench;

beforeAll(async () => {
  bench = await InstancesBench.start();
});
beforeEach(() => bench.fresh());
afterAll(() => bench.stop());

describe('recording a new instance', () => {
  it('stays a draft, on the emptiest server, and tells the journal who did it', async () => {
    await bench.addServer(2);
    const roomy = await bench.addServer(10);
    await bench.create(bench.draft({ serverId: roomy }));
    const full = await bench.create(bench.draft());
    expect(full.serverId).not.toBe(roomy);
    const next = await bench.create(bench.draft());
    expect(next).toMatchObject({ serverId: roomy, state: 'draft', activatedAt: null, version: 1 });
    const [line, ...more] = await bench.told(next.id);
    expect(more).toEqual([]);
    expect(line).toMatchObject({ action: 'create', actor_id: manager.id, ip: '192.0.2.1' });
    expect(line?.changes).toContainEqual({ field: 'serverId', before: null, after: roomy });
  });

  it('asks for as much room as it was told to', async () => {
    const serverId = await bench.addServer(2);
    await bench.create(bench.draft({ serverId }));
    expect(await refusal(bench.create(bench.draft({ minCapacityPercent: 60 })))).toBe('no-available-server');
    await expect(bench.create(bench.draft({ minCapacityPercent: 50 }))).resolves.toMatchObject({
      serverId,
    });
  });

  it.each([
    ['server-not-active', { lifecycle: 'draft' }],
    ['server-not-active', { lifecycle: 'maintenance' }],
    ['server-not-active', { reachability: 'unreachable' }],
    ['server-not-active', { lifecycle: 'disabled', archived: true }],
    ['server-cordoned', { cordoned: true }],
    ['server-not-healthy', { health_status: 'critical' }],
    ['server-not-healthy', { health_status: 'unknown' }],
  ])('is refused with %s by a server that is %o', async (code, facts) => {
    const serverId = await bench.addServer(5, facts);
    expect(await refusal(bench.create(bench.draft({ serverId })))).toBe(code);
    expect(await refusal(bench.create(bench.draft()))).toBe('no-available-server');
    await bench.expectSlotsKept();
  });

  it('goes to a server in warning', async () => {
    const serverId = await bench.addServer(5, { health_status: 'warning' });
    await expect(bench.create(bench.draft({ serverId }))).resolves.toMatchObject({ serverId });
  });

  it.each(['serverId', 'planId', 'templateId'])('names %s when there is no such thing', async (field) => {
    await bench.addServer(5);
    const work = bench.create(bench.draft({ [field]: newId() }));
    await expect(work).rejects.toMatchObject({ kind: 'invalid', facts: { errors: [{ field }] } });
    await bench.expectSlotsKept();
  });

  it.each(['plan', 'template'])('takes no archived %s', async (noun) => {
    await bench.addServer(5);
    await bench.dataSource.query(`UPDATE ${noun}s SET archived = true`);
    const work = bench.create(bench.draft());
    await expect(work).rejects.toMatchObject({ kind: 'invalid', facts: { errors: [{ field: `${noun}Id` }] } });
  });

  it('gives the slot back and writes nothing when the database or the subdomain is taken', async () => {
    const serverId = await bench.addServer(5);
    const { databaseName, subdomain } = await bench.create(bench.draft());
    const lines = (await bench.told()).length;
    expect(await refusal(bench.create(bench.draft({ databaseName })))).toBe('instances_database_name_key');
    expect(await refusal(bench.create(bench.draft({ serverId, subdomain })))).toBe('instances_subdomain_key');
    expect(await bench.told()).toHaveLength(lines);
    expect(await bench.slots()).toMatchObject([{ counted: 1, rows: 1 }]);
  });

  it('may use a subdomain again after its instance was terminated, but not a database that is still there', async () => {
    await bench.addServer(5);
    const { id, databaseName, subdomain } = await bench.create(bench.draft());
    await bench.terminate(manager, id, {});
    await expect(bench.create(bench.draft({ subdomain }))).resolves.toMatchObject({ subdomain });
    expect(await refusal(bench.create(bench.draft({ databaseName })))).toBe('instances_database_name_key');
  });
});

describe('changing an instance', () => {
  it('moves the version with every change, and with nothing else', async () => {
    await bench.addServer(5);
    const { id } = await bench.create(bench.draft());
    const edit = { name: 'Renamed', expiresAt: '2027-12-31T23:00:00Z', subdomain: 'renamed' };
    const edited = await bench.instances.update(manager, id, 1, edit);
    expect(edited).toMatchObject({ name: 'Renamed', subdomain: 'renamed', version: 2 });
    expect(await bench.instances.update(manager, id, 2, edit)).toMatchObject({ version: 2 });
    expect(await bench.told(id)).toHaveLength(2);
    await expect(bench.instances.update(manager, id, 1, { name: 'Stale' })).rejects.toMatchObject({ kind: 'stale' });
    expect(await bench.instances.update(manager, id, null, { expiresAt: null })).toMatchObject({
      expiresAt: null,
      version: 3,
    });
  });

  it('lets one of two through that have seen the same version', async () => {
    await bench.addServer(5);
    const { id } = await bench.create(bench.draft());
    let both: Promise<Record<string, number>> | undefined;
    await bench.dataSource.transaction(async (tx) => {
      await tx.query('SELECT 1 FROM instances WHERE id = $1 FOR UPDATE', [id]);
      both = tally(['a', 'b'].map((name) => bench.instances.update(manager, id, 1, { name })));
      await waitingForLocks(bench.dataSource, 2);
    });
    expect(await both).toEqual({ ok: 1, 'changed-meanwhile': 1 });
  });

  it('keeps a plan that was archived since, but chooses no archived one', async () => {
    await bench.addServer(5);
    const { id } = await bench.create(bench.draft());
    const other = await bench.addPlan();
    await bench.dataSource.query('UPDATE plans SET archived = true');
    await expect(
      bench.instances.update(manager, id, null, { planId: bench.planId, name: 'Kept' }),
    ).resolves.toMatchObject({
      planId: bench.planId,
      name: 'Kept',
    });
    const work = bench.instances.update(manager, id, null, { planId: other });
    await expect(work).rejects.toMatchObject({ kind: 'invalid', facts: { errors: [{ field: 'planId' }] } });
  });

  it('is refused once it is terminated', async () => {
    await bench.addServer(5);
    const { id } = await bench.create(bench.draft());
    await bench.terminate(manager, id, {});
    expect(await refusal(bench.instances.update(manager, id, null, { name: 'Late' }))).toBe('instance-terminated');
  });

  it('changes the template of a draft only', async () => {
    const serverId = await bench.addServer(5);
    const other = await bench.addTemplate();
    const { id } = await bench.create(bench.draft());
    await expect(bench.instances.update(manager, id, null, { templateId: other })).resolves.toMatchObject({
      templateId: other,
    });
    const adopted = await bench.adoption.adopt(manager, bench.adoptable(serverId));
    expect(await refusal(bench.instances.update(manager, adopted.id, null, { templateId: other }))).toBe(
      'template-used',
    );
  });
});

describe('ending an instance', () => {
  it.each(['provisioning', 'terminated'])('is refused from %s', async (state) => {
    await bench.addServer(5);
    const { id } = await bench.create(bench.draft());
    await bench.dataSource.query('UPDATE instances SET state = $2 WHERE id = $1', [id, state]);
    expect(await refusal(bench.terminate(manager, id, {}))).toBe('wrong-state');
    expect(await bench.slots()).toMatchObject([{ counted: 1 }]);
  });

  it.each(['draft', 'active', 'suspended', 'expired', 'failed'])('frees the slot from %s', async (state) => {
    await bench.addServer(5);
    const { id } = await bench.create(bench.draft());
    await bench.dataSource.query('UPDATE instances SET state = $2 WHERE id = $1', [id, state]);
    await bench.terminate(manager, id, {});
    expect((await bench.dataSource.manager.findOneByOrFail(Instance, { id })).state).toBe('terminated');
    expect(await bench.slots()).toMatchObject([{ counted: 0, rows: 0 }]);
  });

  it('deletes a terminated one only, and asks again who may', async () => {
    await bench.addServer(5);
    const { id } = await bench.create(bench.draft());
    expect(await refusal(bench.instances.delete(admin, id, null))).toBe('instance-not-terminated');
    await bench.terminate(manager, id, {});
    expect(await refusal(bench.instances.delete(manager, id, null))).toBe('forbidden');
    expect(await refusal(bench.instances.delete(admin, id, 7))).toBe('changed-meanwhile');
    await bench.instances.delete(admin, id, null);
    expect(await refusal(bench.instances.delete(admin, id, null))).toBe('not-found');
  });
});

import { newId } from '../../src/common/clock';
import { Instance } from '../../src/instances/instance.entity';
import { refusal } from '../support/actors';
import { admin, InstancesBench, manager } from '../support/instances';
import { withFailingCommits } from '../support/transactions';

let bench: InstancesBench;

beforeAll(async () => {
  bench = await InstancesBench.start();
});
beforeEach(() => bench.fresh());
afterAll(() => bench.stop());

describe('adopting a database', () => {
  it('records it as active, even on a cordoned server in maintenance, after asking without a transaction open', async () => {
    const serverId = await bench.addServer(5, { lifecycle: 'maintenance', cordoned: true, health_status: 'critical' });
    const given = bench.adoptable(serverId);
    bench.findDatabase.mockImplementation(async () => {
      const open = await bench.dataSource.query<unknown[]>(
        `SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND state LIKE 'idle in transaction%'`,
      );
      return open.length === 0 ? 'odoo' : 'missing';
    });
    const adopted = await bench.adoption.adopt(manager, given);
    expect(bench.findDatabase.mock.calls).toEqual([[serverId, given.databaseName]]);
    expect(adopted).toMatchObject({ state: 'active', templateId: null, serverId });
    expect(Math.abs(Date.now() - Number(adopted.activatedAt))).toBeLessThan(10_000);
    expect((await bench.told(adopted.id)).map(({ action }) => action)).toEqual(['adopt']);
    expect(await bench.slots()).toMatchObject([{ counted: 1, rows: 1 }]);
  });

  it.each([
    ['database-not-found', 'missing'],
    ['not-an-odoo-database', 'not-odoo'],
  ] as const)('is refused with %s when it is %s', async (code, standing) => {
    bench.findDatabase.mockResolvedValue(standing);
    const serverId = await bench.addServer(5);
    expect(await refusal(bench.adoption.adopt(manager, bench.adoptable(serverId)))).toBe(code);
    expect(await bench.slots()).toMatchObject([{ counted: 0, rows: 0 }]);
  });

  it('is refused when a template is copied from it, also one that became so while the server was asked', async () => {
    const serverId = await bench.addServer(5);
    const given = bench.adoptable(serverId);
    const name = 'UPDATE templates SET template_db = $1, archived = $2';
    bench.findDatabase.mockImplementation(async () => {
      await bench.dataSource.query(name, [given.databaseName, false]);
      return 'odoo';
    });
    expect(await refusal(bench.adoption.adopt(manager, given))).toBe('database-is-a-template');
    bench.findDatabase.mockClear();
    await bench.dataSource.query(name, [given.databaseName, true]);
    expect(await refusal(bench.adoption.adopt(manager, given))).toBe('database-is-a-template');
    expect(bench.findDatabase).not.toHaveBeenCalled();
    expect(await bench.slots()).toMatchObject([{ counted: 0, rows: 0 }]);
  });

  it('does not call a server that would refuse it anyway', async () => {
    const idle = await bench.addServer(5, { lifecycle: 'disabled' });
    const full = await bench.addServer(1);
    await bench.create(bench.draft({ serverId: full }));
    expect(await refusal(bench.adoption.adopt(manager, bench.adoptable(idle)))).toBe('server-not-active');
    expect(await refusal(bench.adoption.adopt(manager, bench.adoptable(full)))).toBe('server-full');
    const nowhere = bench.adoption.adopt(manager, bench.adoptable(newId()));
    await expect(nowhere).rejects.toMatchObject({ kind: 'invalid', facts: { errors: [{ field: 'serverId' }] } });
    const noPlan = bench.adoption.adopt(manager, bench.adoptable(full, { planId: newId() }));
    await expect(noPlan).rejects.toMatchObject({ kind: 'invalid', facts: { errors: [{ field: 'planId' }] } });
    expect(bench.findDatabase).not.toHaveBeenCalled();
  });

  it.each([
    ['server-not-active', `lifecycle = 'disabled'`],
    ['changed-meanwhile', `server_url = 'https://elsewhere.example'`],
    ['server-full', `instance_count = max_instances`],
  ])('is refused with %s when it became so while the server was asked', async (code, change) => {
    const serverId = await bench.addServer(5);
    bench.findDatabase.mockImplementation(async () => {
      await bench.dataSource.query(`UPDATE servers SET ${change} WHERE id = $1`, [serverId]);
      return 'odoo';
    });
    expect(await refusal(bench.adoption.adopt(manager, bench.adoptable(serverId)))).toBe(code);
    expect(await bench.dataSource.manager.countBy(Instance, {})).toBe(0);
  });
});

describe('the journal', () => {
  it('stands or falls with each change', async () => {
    const serverId = await bench.addServer(5);
    const live = await bench.create(bench.draft());
    const gone = await bench.create(bench.draft());
    await bench.terminate(manager, gone.id, {});
    const before = await bench.dataSource.manager.find(Instance, { order: { id: 'ASC' } });
    const works = [
      () => bench.create(bench.draft()),
      () => bench.create(bench.draft({ serverId })),
      () => bench.instances.update(manager, live.id, null, { name: 'Other' }),
      () => bench.terminate(manager, live.id, {}),
      () => bench.adoption.adopt(manager, bench.adoptable(serverId)),
      () => bench.instances.delete(admin, gone.id, null),
    ];
    const lines = await bench.told();
    await withFailingCommits(bench.dataSource, 'instances', async () => {
      for (const work of works) await expect(work()).rejects.toThrow('this commit fails');
    });
    expect(await bench.told()).toEqual(lines);
    jest.spyOn(bench.journal, 'write').mockRejectedValue(new Error('the journal is down'));
    for (const work of works) await expect(work()).rejects.toThrow('the journal is down');
    expect(await bench.dataSource.manager.find(Instance, { order: { id: 'ASC' } })).toEqual(before);
    expect(await bench.slots()).toMatchObject([{ counted: 1, rows: 1 }]);
  });

  it('tells the life of an instance in order, with the reason of its end', async () => {
    await bench.addServer(5);
    const { id } = await bench.create(bench.draft());
    await bench.instances.update(manager, id, null, { notes: 'calls first' });
    await bench.terminate(manager, id, { reason: 'contract over' });
    await bench.instances.delete(admin, id, null);
    const lines = await bench.told(id);
    expect(lines.map(({ action }) => action)).toEqual(['create', 'update', 'terminate', 'delete']);
    expect(lines[1]?.changes).toEqual([{ field: 'notes', before: null, after: 'calls first' }]);
    expect(lines[2]?.changes).toEqual([
      { field: 'state', before: 'draft', after: 'terminated' },
      { field: 'reason', before: null, after: 'contract over' },
    ]);
  });
});

import { DataSource } from 'typeorm';
import { newId } from '../../src/common/clock';
import { dataSourceOptions } from '../../src/database/data-source';
import { ENTITIES } from '../../src/schema';
import { LIFECYCLES, REACHABILITIES, stateOf } from '../../src/servers/server.states';
import { createTestDatabase, type TestDatabase } from '../support/database';

describe('the schema', () => {
  let database: TestDatabase;
  let dataSource: DataSource;
  let serial = 0;

  beforeAll(async () => {
    database = await createTestDatabase();
    dataSource = await new DataSource(dataSourceOptions(database.url, ENTITIES, [], 40)).initialize();
  });
  afterAll(async () => {
    await dataSource.destroy();
    await database.drop();
  });
  beforeEach(async () => {
    await dataSource.query('DELETE FROM servers');
  });

  /** Inserts a row of these columns, or gives the name of what refuses it. */
  const insert = async (table: string, columns: Record<string, unknown>): Promise<string> => {
    const names = Object.keys(columns);
    const values = names.map((_, index) => `$${String(index + 1)}`).join(', ');
    try {
      await dataSource.query(`INSERT INTO ${table} (${names.join(', ')}) VALUES (${values})`, Object.values(columns));
      return 'taken';
    } catch (error) {
      const { constraint, code } = (error as { driverError: { constraint?: string; code: string } }).driverError;
      return constraint ?? code;
    }
  };
  const server = (columns: Record<string, unknown> = {}) => {
    const code = `s-${String(++serial)}`;
    return { id: newId(), name: code, code, server_url: `http://${code}`, ...columns };
  };
  const user = (columns: Record<string, unknown> = {}) => {
    const email = `u-${String(++serial)}@example.com`;
    return { id: newId(), email, name: 'U', role: 'user', password_hash: 'x', ...columns };
  };
  const probeOf = async (id: string) =>
    (await dataSource.query<Record<string, unknown>[]>('SELECT * FROM server_probes WHERE server_id = $1', [id]))[0];

  it.each([
    ['servers_lifecycle_check', { lifecycle: 'offline' }],
    ['servers_reachability_check', { reachability: 'maybe' }],
    ['servers_health_status_check', { health_status: 'fine' }],
    ['servers_health_reasons_check', { health_reasons: ['stale', 'tired'] }],
    ['servers_slots_check', { lifecycle: 'active', instance_count: 101 }],
    ['servers_slots_check', { lifecycle: 'active', instance_count: -1 }],
    ['servers_max_instances_check', { max_instances: 0 }],
    ['servers_hosting_check', { lifecycle: 'draft', instance_count: 1 }],
    ['servers_hosting_check', { lifecycle: 'disabled', instance_count: 1 }],
    ['servers_archived_check', { lifecycle: 'active', archived: true }],
    ['servers_archived_check', { lifecycle: 'maintenance', archived: true }],
    ['servers_maintenance_check', { lifecycle: 'active', maintenance_reason: 'disk' }],
    ['servers_maintenance_check', { lifecycle: 'draft', maintenance_until: new Date() }],
    [
      'taken',
      { lifecycle: 'maintenance', maintenance_reason: 'disk', maintenance_until: new Date(), instance_count: 100 },
    ],
    ['taken', { lifecycle: 'disabled', archived: true }],
  ])('says %s to a server with %j', async (constraint, columns) => {
    const refused = await insert('servers', server(columns));
    // Zero slots divide by zero in the generated column before any check is asked.
    expect(refused === '22012' ? 'servers_max_instances_check' : refused).toBe(constraint);
  });

  it('keeps codes and addresses of servers apart, and e-mails of users', async () => {
    const first = server();
    const person = user();
    for (const [table, row] of [
      ['servers', first],
      ['users', person],
    ] as const)
      expect(await insert(table, row)).toBe('taken');
    expect(await insert('servers', server({ code: first.code }))).toBe('servers_code_key');
    expect(await insert('servers', server({ server_url: first.server_url }))).toBe('servers_server_url_key');
    expect(await insert('users', user({ email: person.email }))).toBe('users_email_key');
  });

  it('knows three roles, e-mails in lower case, and sessions that say why they ended', async () => {
    expect(await insert('users', user({ role: 'root' }))).toBe('users_role_check');
    expect(await insert('users', user({ email: 'Lea@example.com' }))).toBe('users_email_check');
    const owner = user();
    await insert('users', owner);
    const now = new Date();
    const session = {
      id: newId(),
      user_id: owner.id,
      refresh_hash: 'x',
      created_at: now,
      refreshed_at: now,
      expires_at: now,
    };
    expect(await insert('sessions', { ...session, ended_at: now })).toBe('sessions_ended_check');
    expect(await insert('sessions', { ...session, ended_reason: 'logout' })).toBe('sessions_ended_check');
    expect(await insert('sessions', { ...session, user_id: newId() })).toBe('sessions_user_fkey');
    expect(await insert('sessions', session)).toBe('taken');
  });

  it.each(['state', 'free_slots', 'available_capacity'])('lets nobody write %s, which it derives', async (column) => {
    expect(await insert('servers', server({ [column]: column === 'state' ? 'active' : 5 }))).toBe('428C9');
    const row = server();
    await insert('servers', row);
    await expect(
      dataSource.query(`UPDATE servers SET ${column} = $1 WHERE id = $2`, [column === 'state' ? 'active' : 5, row.id]),
    ).rejects.toMatchObject({ driverError: { code: '428C9' } });
  });

  it('derives the state of every combination as the code does', async () => {
    for (const lifecycle of LIFECYCLES) {
      for (const reachability of REACHABILITIES) {
        const row = server({ lifecycle, reachability });
        await insert('servers', row);
        const [{ state }] = await dataSource.query('SELECT state FROM servers WHERE id = $1', [row.id]);
        expect([lifecycle, reachability, state]).toEqual([lifecycle, reachability, stateOf(lifecycle, reachability)]);
      }
    }
  });

  it.each([
    [3, 1, '66.67', 2],
    [3, 2, '33.33', 1],
    [100, 0, '100.00', 100],
    [7, 7, '0.00', 0],
    [1_000_000, 1, '100.00', 999_999],
  ])(
    'derives of %i slots with %i taken %s percent and %i free',
    async (max_instances, instance_count, percent, free) => {
      const row = server({ lifecycle: 'active', max_instances, instance_count });
      await insert('servers', row);
      const [derived] = await dataSource.query('SELECT available_capacity, free_slots FROM servers WHERE id = $1', [
        row.id,
      ]);
      expect(derived).toEqual({ available_capacity: percent, free_slots: free });
    },
  );

  it('gives each server its probes, and takes them away with it', async () => {
    const row = server();
    await insert('servers', row);
    expect(await probeOf(row.id)).toMatchObject({ generation: 1, fail_streak: 0, is_online: null });
    await dataSource.query('DELETE FROM servers WHERE id = $1', [row.id]);
    expect(await probeOf(row.id)).toBeUndefined();
  });

  it('takes a slot of the best server for each of 32 clients at once, never one too many', async () => {
    const active = { lifecycle: 'active', reachability: 'reachable', health_status: 'healthy' };
    const slots = [40, 25, 10, 1];
    for (const max_instances of slots) await insert('servers', server({ ...active, max_instances }));
    for (const unfit of [{ cordoned: true }, { health_status: 'unknown' }, { reachability: 'unreachable' }]) {
      await insert('servers', server({ ...active, max_instances: 500, ...unfit }));
    }
    const total = slots.reduce((sum, some) => sum + some, 0);
    const taken: (string | null)[] = [];
    const client = async () => {
      for (let turn = 0; turn < 4; turn++) {
        const [{ id }] = await dataSource.query<[{ id: string | null }]>('SELECT take_slot(0) AS id');
        taken.push(id);
      }
    };
    await Promise.all(Array.from({ length: 32 }, client));
    expect(taken.filter((id) => id !== null)).toHaveLength(total);
    const rows = await dataSource.query<{ max_instances: number; instance_count: number }[]>(
      'SELECT max_instances, instance_count FROM servers ORDER BY max_instances',
    );
    expect(rows.filter(({ instance_count }) => instance_count > 0)).toEqual(
      [1, 10, 25, 40].map((count) => ({ max_instances: count, instance_count: count })),
    );
  });

  it('is never falsely full: it waits for a slot that somebody holds and gives back', async () => {
    const active = { lifecycle: 'active', reachability: 'reachable', health_status: 'healthy', max_instances: 1 };
    const row = server(active);
    await insert('servers', row);
    const holder = dataSource.createQueryRunner();
    await holder.startTransaction();
    expect(await holder.query('SELECT take_slot(0) AS id')).toEqual([{ id: row.id }]);
    const waiting = dataSource.query('SELECT take_slot(0) AS id');
    await holder.rollbackTransaction();
    await holder.release();
    expect(await waiting).toEqual([{ id: row.id }]);
    expect(await dataSource.query('SELECT take_slot(0) AS id')).toEqual([{ id: null }]);
  });

  it('places by capacity asked for, then free slots, sequence and code, as the list of available servers does', async () => {
    const active = { lifecycle: 'active', reachability: 'reachable', health_status: 'warning', max_instances: 10 };
    const rows = [
      server({ ...active, code: 'c-late', sequence: 20 }),
      server({ ...active, code: 'b-early', sequence: 5 }),
      server({ ...active, code: 'a-early', sequence: 5 }),
      server({ ...active, code: 'd-big', max_instances: 20, sequence: 99 }),
      server({ ...active, code: 'e-half', instance_count: 5 }),
    ];
    for (const row of rows) await insert('servers', row);
    const order: string[] = [];
    for (;;) {
      const [{ id }] = await dataSource.query<[{ id: string | null }]>('SELECT take_slot(50.01) AS id');
      const code = rows.find((row) => row.id === id)?.code;
      if (!code) break;
      order.push(code);
      await dataSource.query('UPDATE servers SET cordoned = true WHERE id = $1', [id]);
    }
    expect(order).toEqual(['d-big', 'a-early', 'b-early', 'c-late']);
  });
});

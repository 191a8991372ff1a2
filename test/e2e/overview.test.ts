import { startApp, type TestApp } from '../support/app';
import { enterServer, force, keepProbesAway } from '../support/servers';

describe('the fleet at a glance', () => {
  let amiral: TestApp;

  const FLEET: readonly [string, Record<string, unknown>][] = [
    ['fine', { lifecycle: 'active', health_status: 'healthy', instance_count: 2 }],
    ['slow', { lifecycle: 'active', health_status: 'warning', instance_count: 1 }],
    ['fuller', { lifecycle: 'active', health_status: 'healthy', instance_count: 9 }],
    ['full', { lifecycle: 'active', health_status: 'healthy', instance_count: 10, cordoned: true }],
    ['ill', { lifecycle: 'active', health_status: 'critical' }],
    ['gone', { lifecycle: 'active', reachability: 'unreachable', health_status: 'critical', instance_count: 3 }],
    ['resting', { lifecycle: 'maintenance', health_status: 'critical', instance_count: 10 }],
    ['new', {}],
    ['old', { archived: true, lifecycle: 'disabled', health_status: 'critical' }],
  ];

  beforeAll(async () => {
    amiral = await startApp();
    await keepProbesAway(amiral);
    for (const [code, columns] of FLEET) {
      const { id } = await enterServer(amiral, { code, serverUrl: `http://${code}.example.com`, maxInstances: 10 });
      if (Object.keys(columns).length > 0) await force(amiral, id, columns);
    }
  });
  afterAll(async () => {
    await amiral.stop();
  });

  const look = async (as: 'user' | 'manager') => {
    const { status, body } = await amiral.call('GET', '/overview', { as });
    expect(status).toBe(200);
    return body as Record<string, unknown> & { worst: { code: string; actions: string[] }[] };
  };

  it('counts servers and slots, without those in the archive', async () => {
    expect(await look('user')).toMatchObject({
      servers: 8,
      cordoned: 1,
      byState: [
        { state: 'draft', servers: 1 },
        { state: 'active', servers: 5 },
        { state: 'maintenance', servers: 1 },
        { state: 'offline', servers: 1 },
        { state: 'disabled', servers: 0 },
      ],
      byHealth: [
        { healthStatus: 'healthy', servers: 3 },
        { healthStatus: 'warning', servers: 1 },
        { healthStatus: 'critical', servers: 3 },
        { healthStatus: 'unknown', servers: 1 },
      ],
      slots: { total: 80, used: 35, placeable: 18 },
    });
  });

  it('names those in service that need somebody, the worst first', async () => {
    expect((await look('user')).worst.map(({ code }) => code)).toEqual(['gone', 'ill', 'slow', 'full', 'fuller']);
  });

  it('adds up more slots than an integer holds', async () => {
    await amiral.dataSource.query(
      `INSERT INTO servers (id, name, code, server_url, max_instances, lifecycle, health_status)
       SELECT gen_random_uuid(), 'Endless', 'endless-' || n, 'http://endless-' || n, 1000000, 'active', 'healthy'
       FROM generate_series(1, 2200) n`,
    );
    const slots = { total: 2_200_000_080, used: 35, placeable: 2_200_000_018 };
    expect(await look('user')).toMatchObject({ servers: 2_208, slots });
    const { body } = await amiral.call('GET', '//metrics', { as: 'admin' });
    expect(String(body)).toContain('amiral_slots 2200000080');
    await amiral.dataSource.query(`DELETE FROM servers WHERE code LIKE 'endless-%'`);
  });

  it('says of each what the caller may do with it', async () => {
    expect((await look('user')).worst[0]?.actions).toEqual([]);
    expect((await look('manager')).worst[0]?.actions).toContain('maintenance');
  });

  it('is for those who are logged in', async () => {
    expect((await amiral.call('GET', '/overview')).status).toBe(401);
  });
});

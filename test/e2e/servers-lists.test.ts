import { startApp, type TestApp } from '../support/app';
import { enterServer, force, keepProbesAway } from '../support/servers';

describe('the list of servers', () => {
  let amiral: TestApp;

  /** Nine servers, one a line: code, then what is written behind Amiral's back. */
  const FLEET: readonly [string, Record<string, unknown>, Record<string, unknown>?][] = [
    ['alpha', { labels: { rack: '1', zone: 'eu:west' }, name: 'First' }],
    ['bravo', { labels: { rack: '2' }, name: '100% wool', sequence: 1 }],
    ['charlie', { name: 'under_score', description: 'needle' }, { lifecycle: 'disabled' }],
    ['delta', { maxInstances: 10 }, { lifecycle: 'active', health_status: 'healthy', instance_count: 4 }],
    ['echo', { maxInstances: 10 }, { lifecycle: 'active', health_status: 'warning', instance_count: 10 }],
    ['foxtrot', {}, { lifecycle: 'active', reachability: 'unreachable', health_status: 'critical', cordoned: true }],
    ['golf', {}, { lifecycle: 'maintenance', health_status: 'healthy', maintenance_reason: 'disk' }],
    ['hotel', { labels: { rack: '1' } }, { archived: true }],
    ['india', { labels: { rack: '3' } }, { archived: true, lifecycle: 'disabled' }],
  ];

  beforeAll(async () => {
    amiral = await startApp();
    await keepProbesAway(amiral);
    for (const [code, fields, columns] of FLEET) {
      const { id } = await enterServer(amiral, { code, serverUrl: `http://${code}.example.com`, ...fields });
      if (columns) await force(amiral, id, columns);
    }
    await amiral.dataSource.query(`UPDATE server_probes p SET is_online = s.reachability <> 'unreachable'
      FROM servers s WHERE s.id = p.server_id AND s.code IN ('delta', 'foxtrot')`);
  });
  afterAll(async () => {
    await amiral.stop();
  });

  const list = async (query: string) => {
    const { status, body } = await amiral.call('GET', `/servers?${query}`, { as: 'user' });
    if (status !== 200) throw new Error(`${String(status)} ${JSON.stringify(body)}`);
    return body as { items: { id: string; code: string }[]; total: number; page: number; perPage: number };
  };
  const codes = async (query: string) => (await list(query)).items.map(({ code }) => code);
  const refused = async (query: string) => {
    const { status, body } = await amiral.call('GET', `/servers?${query}`, { as: 'user' });
    return [status, body.errors?.[0]?.field];
  };

  it('comes by sequence and code, without those in the archive', async () => {
    expect(await codes('')).toEqual(['bravo', 'alpha', 'charlie', 'delta', 'echo', 'foxtrot', 'golf']);
  });

  it('comes in pages with the total of all', async () => {
    expect(await list('perPage=3&page=2&sort=code')).toMatchObject({ total: 7, page: 2, perPage: 3 });
    expect(await codes('perPage=3&page=2&sort=code')).toEqual(['delta', 'echo', 'foxtrot']);
    expect(await list('perPage=3&page=9')).toMatchObject({ items: [], total: 7, page: 9 });
    expect(await list('perPage=200')).toMatchObject({ page: 1, perPage: 200 });
    expect((await list('')).perPage).toBe(25);
  });

  it.each(['perPage=201', 'perPage=0', 'perPage=x', 'perPage=', 'page=0', 'page=-1', 'page=1.5', 'page=1&page=2'])(
    'refuses %s',
    async (query) => {
      expect(await refused(query)).toEqual([422, query.split('=')[0]]);
    },
  );

  it.each([
    ['state=draft', ['bravo', 'alpha']],
    ['state=offline', ['foxtrot']],
    ['state=active&state=maintenance', ['delta', 'echo', 'golf']],
    ['healthStatus=warning', ['echo']],
    ['healthStatus=critical&healthStatus=warning', ['echo', 'foxtrot']],
    ['isOnline=true', ['delta']],
    ['isOnline=false', ['foxtrot']],
    ['isOnline=true&isOnline=false', ['delta', 'foxtrot']],
    ['cordoned=true', ['foxtrot']],
    ['cordoned=true&state=active', []],
    ['archived=true', ['hotel', 'india']],
    ['archived=true&archived=false&label=rack:1', ['alpha', 'hotel']],
    ['label=rack:1', ['alpha']],
    ['label=rack:1&label=rack:2', ['bravo', 'alpha']],
    ['label=zone:eu:west', ['alpha']],
    ['label=rack:', []],
    ['label=rack:%22', []],
    ['minAvailableCapacity=60&maxAvailableCapacity=60', ['delta']],
    ['maxAvailableCapacity=60', ['delta', 'echo']],
    ['minAvailableCapacity=60.01&state=active', []],
    ['q=ALPHA', ['alpha']],
    ['q=first', ['alpha']],
    ['q=golf.example.com', ['golf']],
    ['q=%25', ['bravo']],
    ['q=_', ['charlie']],
    ['q=%5C', []],
    ['q=needle', []],
    ["q='; DROP TABLE servers; --", []],
  ])('is narrowed by %s', async (query, expected) => {
    expect(await codes(query)).toEqual(expected);
    expect((await list(query)).total).toBe(expected.length);
  });

  it.each([
    ['sort=-code', ['golf', 'foxtrot', 'echo', 'delta', 'charlie', 'bravo', 'alpha']],
    ['sort=name&state=draft&state=disabled', ['bravo', 'alpha', 'charlie']],
    ['sort=state,-code', ['echo', 'delta', 'charlie', 'bravo', 'alpha', 'golf', 'foxtrot']],
    ['sort=-availableCapacity,code&state=active&state=offline', ['foxtrot', 'delta', 'echo']],
    ['sort=-availableCapacity,-code&state=draft', ['bravo', 'alpha']],
    ['sort=isOnline,code&state=active&state=offline', ['echo', 'foxtrot', 'delta']],
    ['sort=-isOnline,code&state=active&state=offline', ['delta', 'foxtrot', 'echo']],
    ['sort=-createdAt&perPage=1', ['golf']],
    ['sort=sequence', ['bravo', 'alpha', 'charlie', 'delta', 'echo', 'foxtrot', 'golf']],
    ['sort=-sequence', ['alpha', 'charlie', 'delta', 'echo', 'foxtrot', 'golf', 'bravo']],
    ['sort=state&state=draft&state=disabled', ['charlie', 'bravo', 'alpha']],
  ])('comes in the order of %s', async (query, expected) => {
    expect(await codes(query)).toEqual(expected);
  });

  it.each([
    'name',
    'code',
    'serverUrl',
    'healthStatus',
    'lastCheckAt',
    'responseTimeMs',
    'odooVersion',
    'instanceCount',
  ])('may be sorted by %s', async (field) => {
    expect((await list(`sort=${field}`)).total).toBe(7);
    expect((await list(`sort=-${field}`)).total).toBe(7);
  });

  it.each([
    'colour',
    'serverPassword',
    'password_hash',
    'name,,code',
    'name,',
    '--name',
    'name;select',
    '',
    'name&sort=code',
  ])('refuses %j as a sort', async (sort) => {
    expect(await refused(`sort=${sort}`)).toEqual([422, 'sort']);
  });

  it.each([
    ['colour=red', 'colour'],
    ['state=broken', 'state'],
    ['state=draft&state=broken', 'state'],
    ['isOnline=maybe', 'isOnline'],
    ['archived=1', 'archived'],
    ['label=rack', 'label'],
    ['label=:1', 'label'],
    ['minAvailableCapacity=lots', 'minAvailableCapacity'],
    ['maxAvailableCapacity=101', 'maxAvailableCapacity'],
    ['q=%00', 'q'],
    ['__proto__=x', '__proto__'],
    ['constructor=x', 'constructor'],
  ])('refuses %s', async (query, field) => {
    const [status, named] = await refused(query);
    expect([status, String(named).split('.')[0]]).toEqual([422, field]);
  });

  it('is read to its end with each row once, though rows change places', async () => {
    let after = '00000000-0000-0000-0000-000000000000';
    const read: string[] = [];
    for (;;) {
      const { items, total } = await list(`perPage=2&after=${after}`);
      expect(total).toBe(7);
      read.push(...items.map(({ code }) => code));
      if (items.length < 2) break;
      after = items.at(-1)?.id ?? '';
      // The first of all becomes the last, in every order that people may ask for.
      await amiral.dataSource.query(
        `UPDATE servers SET sequence = sequence + 100, updated_at = now() WHERE code = 'alpha'`,
      );
    }
    expect(read).toEqual(['alpha', 'bravo', 'charlie', 'delta', 'echo', 'foxtrot', 'golf']);
    expect(await codes(`perPage=2&state=draft&after=${after}`)).toEqual([]);
  });

  it.each(['sort=name', 'page=2'])('refuses to go on after a row with %s', async (query) => {
    expect(await refused(`after=00000000-0000-0000-0000-000000000000&${query}`)).toEqual([422, 'after']);
    expect(await refused('after=1')).toEqual([422, 'after']);
  });

  it('is never stored on the way, and never 304', async () => {
    const [{ id } = { id: '' }] = (await list('')).items as unknown as { id: string }[];
    for (const path of ['/servers', `/servers/${id}`, '/servers/available?minCapacityPercent=0']) {
      const first = await amiral.call('GET', path, { as: 'user' });
      expect(first.headers.get('cache-control')).toBe('no-store');
      const headers = { 'if-none-match': first.headers.get('etag') ?? '*' };
      expect((await amiral.call('GET', path, { as: 'user', headers })).status).toBe(200);
    }
  });
});

import { simulatorCa } from '../odoo-simulator/certificates';
import { OdooSimulator } from '../odoo-simulator/simulator';
import type { SimulatorOptions } from '../odoo-simulator/simulator';
import { eventually, startApp, type TestApp } from '../support/app';
import { enterServer } from '../support/servers';

let amiral: TestApp;
const simulators: OdooSimulator[] = [];

beforeAll(async () => {
  amiral = await startApp();
});
afterEach(async () => {
  for (const odoo of simulators.splice(0)) await odoo.stop();
});
afterAll(() => amiral.stop());

/** A draft whose address leads to a simulated Odoo, and what may be done with it. */
async function draft(options: SimulatorOptions = {}, fields: Record<string, unknown> = {}) {
  const odoo = await OdooSimulator.start(options);
  simulators.push(odoo);
  const { id } = await enterServer(amiral, { serverUrl: odoo.url, ...fields });
  const act = async (action: string) => amiral.call('POST', `/servers/${id}/${action}`, { as: 'manager' });
  const test = async (): Promise<Record<string, [boolean | null, string]>> => {
    const { checks } = (await act('test-connection')).body as {
      checks: { name: string; ok: boolean | null; detail: string }[];
    };
    return Object.fromEntries(checks.map(({ name, ok, detail }) => [name, [ok, detail]]));
  };
  const read = async () => (await amiral.call('GET', `/servers/${id}`, { as: 'user' })).body;
  return { id, odoo, act, test, read };
}

const FLAVOURS: SimulatorOptions[] = [
  { version: '16.0' },
  { version: '16.0', monoDb: 'std_full' },
  { version: '17.0', monoDb: 'std_full', threaded: false },
  { version: '18.0', listDb: false },
  { version: '18.0', listDb: false, monoDb: 'std_full', threaded: false },
  { version: '19.0' },
  { version: '19.0', monoDb: 'std_full', threaded: false },
  { version: '20.0', monoDb: 'std_full' },
];

describe('a stopped PostgreSQL', () => {
  it.each(FLAVOURS)(
    'refuses an activation, makes a server critical, and is over when it is back: %j',
    async (flavour) => {
      const { odoo, act, test, read } = await draft({ ...flavour, mode: 'database-down' });
      const refused = await act('activate');
      expect([refused.status, refused.body.code, refused.body.reason]).toEqual([
        409,
        'connection-failed',
        'database-down',
      ]);
      expect((await test()).database).toEqual([false, expect.stringContaining('PostgreSQL')]);
      await odoo.set({ mode: 'ok' });
      expect((await act('activate')).body.healthStatus).toBe('healthy');
      await odoo.set({ mode: 'database-down' });
      await eventually(read, ({ healthStatus }) => healthStatus === 'critical');
      expect((await read()).lastError).toMatch(/^database-down: /);
      await odoo.set({ mode: 'ok' });
      await eventually(read, ({ healthStatus }) => healthStatus === 'healthy');
      await act('deactivate');
    },
  );
});

describe('a probe that knows its server', () => {
  it.each<[SimulatorOptions, string[]]>([
    [{ version: '16.0' }, ['version', 'db_exist']],
    [{ version: '18.0', listDb: false }, ['version', 'db_exist']],
    [{ version: '19.0' }, ['/web/version', '/web/health']],
    [{ version: '22.0' }, ['/web/version', '/web/health']],
  ])('asks no more of it than %j needs', async (options, calls) => {
    const { odoo, act } = await draft(options);
    await act('activate');
    await act('maintenance');
    odoo.forget();
    await act('check-health');
    expect(odoo.requests.map(({ rpc, path }) => rpc ?? path).slice(0, 2)).toEqual(calls);
    await act('deactivate');
  });
});

describe('a test of the connection', () => {
  it('tells list_db off, a proxy that denies the pages of databases, and a master password that is admin', async () => {
    const shut = { listDb: false, shut: ['/web/database'], masterPassword: 'admin' };
    const { odoo, test } = await draft(shut, { masterPassword: 'typo' });
    expect(await test()).toMatchObject({
      reachable: [true, expect.anything()],
      database: [true, expect.anything()],
      'master-password': [false, expect.stringContaining('still "admin"')],
      'database-list': [false, expect.stringContaining('list_db is off')],
      'database-pages': [false, expect.stringContaining('HTTP 403')],
    });
    expect(odoo.requests.filter(({ path, method }) => path.startsWith('/web/database') && method === 'POST')).toEqual(
      [],
    );
    expect(odoo.behaviour.masterPassword).toBe('admin');
  });

  it('says that the scheme is wrong, either way', async () => {
    const secure = await draft({ tls: 'self-signed' });
    const plain = await draft();
    for (const [{ id, test }, url] of [
      [secure, secure.odoo.url.replace('https', 'http')],
      [plain, plain.odoo.url.replace('http', 'https')],
    ] as const) {
      await amiral.call('PATCH', `/servers/${id}`, { as: 'manager', body: { serverUrl: url } });
      const { reachable, version } = await test();
      const [first] = [reachable, version].filter((check) => check?.[0] === false);
      expect(first?.[1]).toMatch(/^The scheme is wrong/);
    }
  });

  it('goes into service with what is known of its certificate, and is warned of an end that is near', async () => {
    const { id, act, test } = await draft({ tls: 'soon' }, { tlsCa: await simulatorCa() });
    expect((await test()).certificate).toEqual([false, 'The certificate ends in 9 days.']);
    expect((await act('activate')).body).toMatchObject({ healthStatus: 'warning' });
    const [probe] = await amiral.dataSource.query<[{ part: string; days: number }]>(
      `SELECT certificate_part AS part, extract(day FROM certificate_expires_at - certificate_starts_at)::integer AS days
         FROM server_probes WHERE server_id = $1`,
      [id],
    );
    expect(probe).toEqual({ part: 'leaf', days: 40 });
    await act('deactivate');
  });

  it('takes an Odoo whose RPC a proxy shuts for one that is up, and says what is not known', async () => {
    const { act, test } = await draft({ shut: ['/jsonrpc', '/xmlrpc'] });
    const { version, database } = await test();
    expect(version).toEqual([true, 'Odoo 16.0']);
    expect(database).toEqual([null, expect.stringContaining('not known')]);
    expect((await act('activate')).body).toMatchObject({ healthStatus: 'healthy', odooVersion: '16.0' });
    await act('deactivate');
    const health = await draft({ shut: ['/jsonrpc', '/web/version', '/web/webclient'] });
    expect((await health.test()).version).toEqual([null, expect.stringContaining('not known')]);
    expect((await health.act('activate')).body).toMatchObject({ healthStatus: 'healthy', odooVersion: null });
    await health.act('deactivate');
  });
});

describe('an activation', () => {
  it.each([
    ['typo', ['Odoo refuses the stored master password.']],
    ['master', []],
    [null, []],
  ])('with the stored master password %p goes well and warns of %j', async (masterPassword, warnings) => {
    const { act } = await draft({}, { masterPassword });
    const { status, body } = await act('activate');
    expect([status, body.state, body.warnings]).toEqual([200, 'active', warnings]);
    await act('deactivate');
  });
});

import type { Fault } from './failure';
import { call, request, rpc, sendRaw } from './raw-client';
import { startSimulatedServer } from './simulated-server';
import type { OdooSimulator } from './simulator';

let odoo: OdooSimulator;
beforeEach(async () => {
  odoo = await startSimulatedServer();
});
afterEach(() => odoo.stop());

const COPY = rpc('db', 'duplicate_database', ['master', 'template_base', 'acme']);
const copy = () => sendRaw(odoo.port, COPY);

function arm(
  fault: Omit<Extract<Fault, object>, 'call'> & Record<string, unknown>,
  name = 'db.duplicate_database',
): void {
  odoo.fault({ ...fault, call: name } as Fault);
}

describe('a call that fails', () => {
  it.each([
    ['lost: done, no byte', { kind: 'lost' }, '', true],
    ['killed before its end: no byte, and the copy has the identity of the template', { kind: 'killed' }, '', true],
    ['killed after its end: done', { kind: 'killed', finishes: true }, '', true],
    ['answered by what stands in front: not done', { kind: 'http', status: 502 }, 'HTTP/1.1 502', false],
    ['answered by what stands in front: done', { kind: 'http', status: 504, done: true }, 'HTTP/1.1 504', true],
    ['a lie', { kind: 'lie' }, '"result": true', false],
    ['refused', { kind: 'refused', python: 'psycopg2.errors.ObjectInUse', message: 'in use' }, 'ObjectInUse', false],
    ['without space', { kind: 'disk-full' }, 'psycopg2.errors.DiskFull', false],
    ['told late', { kind: 'delay', ms: 5 }, '"result": true', true],
  ] as const)('%s', async (_, fault, told, done) => {
    arm(fault);
    const { bytes } = await copy();
    expect(told === '' ? bytes === '' : bytes.includes(told)).toBe(true);
    expect(odoo.databases.has('acme')).toBe(done);
    const same = done && odoo.database('acme').uuid === odoo.database('template_base').uuid;
    expect(same).toBe(fault.kind === 'killed' && !('finishes' in fault));
  });

  it.each([
    [undefined, false],
    [true, true],
  ])('hangs until the process ends, having done it: %p', async (done, isThere) => {
    arm({ kind: 'hang', ...(done && { done }) });
    const pending = copy();
    while (odoo.received === 0) await new Promise((resolve) => setImmediate(resolve));
    expect(odoo.openNow).toBe(1);
    await odoo.restart();
    expect((await pending).bytes).toBe('');
    expect(odoo.databases.has('acme')).toBe(isThere);
  });

  it('is cut after so many bytes of a backup', async () => {
    arm({ kind: 'cut', at: 5_000 }, '/web/database/backup');
    await odoo.set({ threaded: false });
    const body = 'master_pwd=master&name=template_base';
    const headers = ['Content-Type: application/x-www-form-urlencoded'];
    const { status, bytes } = await sendRaw(odoo.port, request('POST', '/web/database/backup', body, headers));
    expect([status, bytes.includes('PK')]).toEqual([200, true]);
    expect(bytes.length).toBeLessThan(6_000);
  });

  it('happens to the calls that are meant, as often as is said', async () => {
    odoo.fault({ call: /^common\./, kind: 'lie', times: 2, after: 1 });
    const logIn = () => call(odoo.port, 'common', 'authenticate', ['template_base', 'nobody', 'x', {}]);
    expect([await logIn(), await logIn(), await logIn(), await logIn()]).toEqual([false, true, true, false]);
    odoo.fault({ call: 'res.users.write', kind: 'lie' });
    const write = ['template_base', 2, 'admin', 'res.users', 'write', [[2], { login: 'other' }]];
    expect(await call(odoo.port, 'object', 'execute_kw', write)).toBe(true);
    expect(odoo.database('template_base').user('other')).toBeUndefined();
    odoo.fault({ call: 'db.drop', kind: 'lost' });
    odoo.clearFaults();
    expect(await call(odoo.port, 'db', 'drop', ['master', 'template_base'])).toBe(true);
  });

  it('leaves an empty database behind', async () => {
    odoo.fault({ call: 'db.restore', kind: 'empty' });
    const zip = await call(odoo.port, 'db', 'dump', ['master', 'template_base', 'zip']);
    expect(await call(odoo.port, 'db', 'restore', ['master', 'acme', zip])).toMatchObject({
      message: "Couldn't restore database",
    });
    expect(odoo.database('acme').standing).toBe('empty');
  });
});

describe('crons of a threaded 16', () => {
  it('die with the connection to PostgreSQL, and live again after a restart of Odoo', async () => {
    const database = odoo.database('template_base');
    await odoo.set({ mode: 'database-down' });
    await odoo.set({ mode: 'ok' });
    odoo.tick(new Date(Date.now() + 1_000));
    expect(database.totalRuns).toBe(0);
    await odoo.restart();
    odoo.tick(new Date(Date.now() + 1_000));
    expect(database.totalRuns).toBe(database.activeCrons.length);
  });
});

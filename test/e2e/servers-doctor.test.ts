import { newId } from '../../src/common/clock';
import { Customers } from '../support/customers';

let our: Customers;

beforeAll(async () => {
  our = await Customers.start();
});
afterAll(() => our.stop());

it.each(['16.0', '19.0'] as const)(
  'the doctor says what endangers a server, and changes nothing, on %s',
  async (version) => {
    await our.fresh();
    const id = await our.addServer();
    await our.odoo.set({ version, masterPassword: 'admin', listDb: false, shut: ['/web/database'] });
    const examine = (serverId: string, as: 'user' | 'manager') =>
      our.amiral.call('GET', `/servers/${serverId}/doctor`, { as });
    const { status, body } = await examine(id, 'manager');
    expect([status, Math.abs(Date.parse(body.at) - Date.now()) < 60_000]).toEqual([200, true]);
    const codes = body.findings.map(({ code }: { code: string }) => code);
    expect(codes[0]).toBe('default-master-password');
    expect(codes).toEqual(expect.arrayContaining(['list-db-off', 'database-pages-shut', 'no-tls']));
    expect(codes.includes('version-out-of-support')).toBe(version === '16.0');
    expect(codes).not.toContain('clock-skew');
    const instance = await our.post('/instances/adopt', our.adoptable(id));
    await our.amiral.dataSource.query('UPDATE instances SET late_crons = 4 WHERE id = $1', [instance.body.id]);
    const late = (await examine(id, 'manager')).body.findings;
    expect(late.map(({ code }: { code: string }) => code)).toContain('crons-late');
    expect((await examine(id, 'user')).status).toBe(403);
    expect((await examine(newId(), 'manager')).status).toBe(404);
  },
);

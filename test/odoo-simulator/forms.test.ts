import { startSimulatedServer } from './simulated-server';
import type { OdooSimulator } from './simulator';

let odoo: OdooSimulator;
beforeEach(async () => {
  odoo = await startSimulatedServer({ databases: ['acme'] });
});
afterEach(() => odoo.stop());

/** Posts to a page of the database manager. */
function post(page: string, fields: Record<string, string>, master = 'master'): Promise<Response> {
  const body = new URLSearchParams({ master_pwd: master, ...fields });
  return fetch(`${odoo.url}/web/database/${page}`, { method: 'POST', body, redirect: 'manual' });
}

describe('the forms', () => {
  it('say 303 for success, 200 for failure, and check names as RPC does not', async () => {
    const created = await post('create', { name: 'fresh', lang: 'en_US', password: 'x', login: 'admin', phone: '' });
    expect([created.status, created.headers.get('location')]).toEqual([303, '/web']);
    const bad = await post('duplicate', { name: 'acme', new_name: '../evil' });
    expect([bad.status, await bad.text()]).toEqual([200, expect.stringContaining('Invalid database name')]);
    expect((await post('drop', { name: 'nosuch' })).status).toBe(303);
    expect((await post('drop', {})).status).toBe(500);
    expect(await (await post('create', { name: 'two', lang: 'en_US', password: 'x' })).text()).toContain(
      '&#39;login&#39;',
    );
  });

  it('show two alerts where the manager is off', async () => {
    await odoo.set({ listDb: false });
    const text = await (await post('backup', { name: 'acme' })).text();
    expect(text).toContain('The database manager has been disabled by the administrator');
    expect(text).toContain('Database backup error: Access Denied');
  });

  it('make of a default master password whatever is posted', async () => {
    await odoo.set({ masterPassword: 'admin' });
    await post('backup', { name: 'acme' }, 'taken');
    expect(odoo.behaviour.masterPassword).toBe('taken');
  });
});

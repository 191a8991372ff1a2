import { call } from './raw-client';
import { startSimulatedServer } from './simulated-server';
import type { OdooSimulator, Version } from './simulator';

let odoo: OdooSimulator;

async function start(version: Version = '16.0'): Promise<void> {
  odoo = await startSimulatedServer({
    version,
    databases: [{ name: 'acme', login: 'ida@acme.example', password: 'secret' }],
  });
}
afterEach(() => odoo.stop());

/** A browser with cookies that follows nothing. */
function browser() {
  let cookie = '';
  return async (
    path: string,
    form?: Record<string, string>,
  ): Promise<{ status: number; location: string | null; text: string }> => {
    const body = form && new URLSearchParams(form);
    const answer = await fetch(odoo.url + path, {
      method: form ? 'POST' : 'GET',
      headers: { cookie },
      body,
      redirect: 'manual',
    });
    cookie = answer.headers.get('set-cookie')?.split(';')[0] ?? cookie;
    return { status: answer.status, location: answer.headers.get('location'), text: await answer.text() };
  };
}

const RIGHT = { login: 'ida@acme.example', password: 'secret' };

describe('the web login', () => {
  it.each([
    ['16.0', '/web'],
    ['19.0', '/odoo'],
  ] as const)('of %s leads to %s, which says who is signed in to which database', async (version, home) => {
    await start(version);
    const visit = browser();
    expect(await visit('/web/login?db=acme')).toMatchObject({ status: 302, location: '/web/login?db=acme' });
    expect((await visit('/web/login?db=acme')).text).toContain('<form class="oe_login_form" method="post"');
    expect((await visit('/web/login', { ...RIGHT, password: 'wrong' })).text).toContain('Wrong login/password');
    expect(await visit('/web/login', RIGHT)).toMatchObject({ status: 303, location: home });
    expect((await visit(home)).text).toContain(
      '<strong>ida@acme.example</strong> to the database <strong>acme</strong>',
    );
    await visit('/web/session/logout');
    expect((await visit(home)).status).toBe(303);
  });

  it('ends a session with the password, and interrupts it while the user is archived', async () => {
    await start();
    const visit = browser();
    await visit('/web/login?db=acme');
    await visit('/web/login', RIGHT);
    const [user = {}] = odoo.database('acme').table('res_users').where({ id: 2 });
    user['active'] = false;
    expect((await visit('/web')).status).toBe(303);
    user['active'] = true;
    expect((await visit('/web')).status).toBe(200);
    user['password'] = 'another';
    expect((await visit('/web')).status).toBe(303);
  });

  it('offers the databases there are', async () => {
    await start();
    expect((await browser()('/web/database/selector')).text).toContain('<a href="/web/login?db=acme">acme</a>');
  });
});

describe('sessions of programs', () => {
  it('are opened by the right password, and told when they have ended', async () => {
    await start();
    const headers = { 'content-type': 'application/json' };
    const post = (path: string, params: object, cookie = '') =>
      fetch(odoo.url + path, { method: 'POST', headers: { ...headers, cookie }, body: JSON.stringify({ params }) });
    const opened = await post('/web/session/authenticate', { db: 'acme', ...RIGHT });
    expect(await opened.json()).toMatchObject({ result: { uid: 2, db: 'acme', username: 'ida@acme.example' } });
    const refused = await post('/web/session/authenticate', { db: 'acme', ...RIGHT, password: 'no' });
    expect(await refused.json()).toMatchObject({
      error: { code: 200, data: { name: 'odoo.exceptions.AccessDenied' } },
    });
    const cookie = opened.headers.get('set-cookie')?.split(';')[0] ?? '';
    expect(await (await post('/web/session/get_session_info', {}, cookie)).json()).toMatchObject({
      result: { uid: 2 },
    });
    expect(await (await post('/web/session/get_session_info', {})).json()).toMatchObject({
      error: { code: 100, message: 'Odoo Session Expired' },
    });
    expect(await call(odoo.port, 'common', 'authenticate', ['acme', 'nobody', 'x', {}])).toBe(false);
    expect(odoo.ledger.logins.map(({ accepted }) => accepted)).toEqual([true, false, false]);
  });
});

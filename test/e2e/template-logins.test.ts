import { newId } from '../../src/common/clock';
import { LOGIN, TEMPLATE, Templates } from '../support/templates';

let our: Templates;

beforeAll(async () => {
  our = await Templates.start();
});
afterAll(() => our.stop());

describe('a template', () => {
  it('says where it is made and kept, and where it stands as what', async () => {
    const serverId = await our.addServer();
    const template = await our.add({ sourceServerId: serverId, servers: [{ serverId, state: 'ready' }] });
    const place = { serverId, state: 'ready', publication: null, verifiedAt: null };
    expect(template).toMatchObject({
      sourceServerId: serverId,
      publication: 0,
      hasServiceLogin: false,
      servers: [place],
    });
    const { body } = await our.edit(template.id, { sourceServerId: null });
    expect(body).toMatchObject({ sourceServerId: null, version: 2 });
  });

  it('is refused with a source that there is not', async () => {
    const body = { name: 'Standard', code: our.code(), templateDb: 't', sourceServerId: newId() };
    const made = await our.amiral.call('POST', '/templates', { as: 'admin', body });
    const { id } = await our.add();
    const edited = await our.edit(id, { sourceServerId: newId() });
    for (const { status, body: refused } of [made, edited]) {
      expect([status, refused.errors[0].field]).toEqual([422, 'sourceServerId']);
    }
  });

  it('keeps what was published to a server that stays in its list, until its database is another one', async () => {
    const serverId = await our.addServer();
    const template = await our.add({ servers: [{ serverId }] });
    await our.amiral.dataSource.query(
      `UPDATE template_servers SET publication = 3, verified_at = now(), cron_ids = '{1,4}' WHERE template_id = $1`,
      [template.id],
    );
    const { body } = await our.edit(template.id, { servers: [{ serverId, state: 'ready' }] });
    expect(body.servers).toEqual([
      { serverId, state: 'ready', publication: 3, verifiedAt: expect.stringMatching(/^20.*Z$/) },
    ]);
    const { body: renamed } = await our.edit(template.id, { templateDb: 'template_other' });
    expect(renamed.servers).toEqual([{ serverId, state: 'pending', publication: null, verifiedAt: null }]);
  });
});

describe.each(['16.0', '19.0'] as const)('the service login of a template, on %s', (version) => {
  it('is tried on the source, stored sealed, journalled as a secret, and never shown', async () => {
    const sourceServerId = await our.addServer({ version });
    const template = await our.add({ sourceServerId });
    const { status, body } = await our.login(template.id);
    expect([status, body]).toEqual([204, '']);
    expect(await our.read(template.id)).toMatchObject({ hasServiceLogin: true, version: 1 });
    const [row] = await our.amiral.dataSource.query('SELECT service_access FROM templates WHERE id = $1', [
      template.id,
    ]);
    expect(row.service_access).toMatch(/^v1\./);
    const { body: events } = await our.amiral.call('GET', `/events?subjectId=${template.id}`, { as: 'manager' });
    const change = { field: 'serviceLogin', before: null, after: '(secret)' };
    expect(events.items[0]).toMatchObject({ action: 'update', changes: [change] });
    await our.login(template.id);
    const { body: again } = await our.amiral.call('GET', `/events?subjectId=${template.id}`, { as: 'manager' });
    expect(again.total).toBe(events.total);
    const all = JSON.stringify([events, await our.read(template.id)]);
    expect(all).not.toContain(LOGIN.password);
  });

  it.each([
    ['login-refused', { ...LOGIN, password: 'wrong' }],
    ['login-refused', { login: 'nobody', password: 'x' }],
    ['login-not-admin', { login: 'ada', password: 'ada-secret' }],
  ])('is refused as %s for %o, and nothing is stored', async (code, given) => {
    const template = await our.add({ sourceServerId: await our.addServer({ version }) });
    const { status, body } = await our.login(template.id, given);
    expect([status, body.code]).toEqual([409, code]);
    expect((await our.read(template.id)).hasServiceLogin).toBe(false);
  });
});

describe('the service login of a template', () => {
  it('is tried where the template is ready when no source is named, and nowhere else', async () => {
    const pending = await our.addEmpty();
    const ready = await our.addServer();
    const template = await our.add({ servers: [{ serverId: pending }] });
    const nowhere = await our.login(template.id);
    expect([nowhere.status, nowhere.body.code]).toEqual([409, 'template-nowhere']);
    await our.edit(template.id, { servers: [{ serverId: pending }, { serverId: ready, state: 'ready' }] });
    expect((await our.login(template.id)).status).toBe(204);
  });

  it('is refused where the database is not, and while the server does not answer', async () => {
    const sourceServerId = await our.addEmpty();
    const template = await our.add({ sourceServerId });
    const missing = await our.login(template.id);
    expect([missing.status, missing.body.code]).toEqual([409, 'no-such-database']);
    await our.odoo(sourceServerId).stop();
    const away = await our.login(template.id);
    expect([away.status, away.body.code]).toEqual([502, 'not-reached']);
  });

  it('is a manager’s to give, for a template that is there', async () => {
    const template = await our.add();
    const as = (role: 'user' | 'manager', id: string) =>
      our.amiral.call('PUT', `/templates/${id}/service-login`, { as: role, body: LOGIN });
    expect((await as('user', template.id)).status).toBe(403);
    expect((await as('manager', newId())).status).toBe(404);
    expect((await our.login(template.id, { login: 'x' })).body.errors[0].field).toBe('password');
  });

  it('leaves copies that open to the one before waiting to be published anew', async () => {
    const sourceServerId = await our.addServer();
    const copied = await our.addServer();
    const byHand = await our.addServer();
    const servers = [copied, byHand].map((serverId) => ({ serverId, state: 'ready' }));
    const template = await our.add({ sourceServerId, servers });
    await our.login(template.id);
    await our.amiral.dataSource.query('UPDATE template_servers SET publication = 1 WHERE server_id = $1', [copied]);
    const { users = [] } = TEMPLATE;
    our.odoo(sourceServerId).seed({ ...TEMPLATE, users: users.map((user) => ({ ...user, password: 'another' })) });
    expect((await our.login(template.id, { ...LOGIN, password: 'another' })).status).toBe(204);
    const places = new Map<string, string>(
      (await our.read(template.id)).servers.map((place: { serverId: string; state: string }) => [
        place.serverId,
        place.state,
      ]),
    );
    expect([places.get(copied), places.get(byHand)]).toEqual(['pending', 'ready']);
  });
});

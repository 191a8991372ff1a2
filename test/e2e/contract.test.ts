import openapi from '../../openapi.json';
import { ServersQueries } from '../../src/servers/servers.queries';
import { OdooSimulator } from '../odoo-simulator/simulator';
import { startApp, type TestApp } from '../support/app';
import { enterChannel, webhookTo } from '../support/notices';
import { enterServer } from '../support/servers';

/** Every list there is, by its pages. */
const LISTS = Object.entries(openapi.paths as Readonly<Record<string, { get?: { parameters?: { name: string }[] } }>>)
  .filter(([, { get }]) => get?.parameters?.some(({ name }) => name === 'perPage'))
  .map(([path]) => path.replace('/api/v1', ''));

const UNKNOWN_ID = '019a8d2e-7c3b-7e4f-9a1b-2c3d4e5f6a7b';

/** One action from end to end, and what every answer has in common. */
describe('the contract', () => {
  let amiral: TestApp;
  let odoo: OdooSimulator;

  beforeAll(async () => {
    amiral = await startApp({ health: { intervalMs: 60_000 } });
    odoo = await OdooSimulator.start();
  });
  afterAll(async () => {
    await odoo.stop();
    await amiral.stop();
  });

  const act = (id: string, action: string, as: 'user' | 'manager' | 'admin' = 'manager') =>
    amiral.call('POST', `/servers/${id}/${action}`, { as });
  const enterChannelId = async () => (await enterChannel(amiral, webhookTo('http://127.0.0.1:9/hook'))).id;
  const read = async (id: string) => (await amiral.call('GET', `/servers/${id}`, { as: 'user' })).body;

  describe('of activate', () => {
    let id: string;

    beforeEach(async () => {
      await odoo.set({ mode: 'ok' });
      id = (await enterServer(amiral, { serverUrl: `${odoo.url}/${String(Date.now())}` })).id;
      await amiral.call('PATCH', `/servers/${id}`, { as: 'manager', body: { serverUrl: odoo.url } });
    });
    afterEach(async () => {
      await act(id, 'deactivate');
      await amiral.call('DELETE', `/servers/${id}`, { as: 'admin' });
    });

    it('lets a manager in once, refuses again, a user and nobody, and calls nobody for those', async () => {
      odoo.forget();
      expect((await act(id, 'activate', 'user')).status).toBe(403);
      expect((await amiral.call('POST', `/servers/${id}/activate`)).status).toBe(401);
      expect(odoo.received).toBe(0);
      const { status, body } = await act(id, 'activate');
      expect(status).toBe(200);
      expect(body).toMatchObject({ state: 'active', healthStatus: 'healthy', isOnline: true, version: 2 });
      expect(body.actions).toEqual(['maintenance', 'deactivate', 'cordon', 'check-health', 'test-connection']);
      const [asked, again] = [odoo.received, await act(id, 'activate')];
      expect([again.status, again.body.code, odoo.received]).toEqual([409, 'wrong-state', asked]);
    });

    it('gives two at once one 200 and one 409', async () => {
      const answers = await Promise.all([act(id, 'activate'), act(id, 'activate')]);
      expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
      const { body } = await amiral.call('GET', `/servers/${id}/events?action=activate`, { as: 'user' });
      expect(body.total).toBe(1);
    });

    it('is refused with the reason and changes nothing when the server does not answer', async () => {
      await odoo.set({ mode: 'refusing' });
      const before = await read(id);
      const { status, body } = await act(id, 'activate');
      expect([status, body.code, body.reason]).toEqual([409, 'connection-failed', 'refused']);
      expect(await read(id)).toEqual(before);
    });

    it('is refused when the address moved while it was tested', async () => {
      await odoo.set({ delayMs: 400 });
      odoo.forget();
      const activation = act(id, 'activate');
      while (odoo.received === 0) await new Promise(setImmediate);
      const moved = { as: 'manager', body: { serverUrl: 'http://elsewhere.invalid' } } as const;
      expect((await amiral.call('PATCH', `/servers/${id}`, moved)).status).toBe(200);
      await odoo.set({ delayMs: 0 });
      const { status, body } = await activation;
      expect([status, body.code]).toEqual([409, 'changed-meanwhile']);
      expect((await read(id)).state).toBe('draft');
    });

    it('writes who did it, from where and what it changed', async () => {
      const { headers } = await act(id, 'activate');
      const { body } = await amiral.call('GET', `/servers/${id}/events`, { as: 'manager' });
      expect(body.items[0]).toEqual({
        id: expect.stringMatching(/^[0-9a-f-]{36}$/) as unknown,
        at: expect.stringMatching(/Z$/) as unknown,
        actor: { id: amiral.userId('manager'), name: 'manager' },
        action: 'activate',
        subjectType: 'server',
        subjectId: id,
        subjectName: expect.stringMatching(/^server-/) as unknown,
        changes: [{ field: 'state', before: 'draft', after: 'active' }],
        requestId: headers.get('x-request-id'),
        ip: '127.0.0.1',
      });
    });
  });

  it.each(['activate', 'check-health', 'test-connection'])(
    'answers %s of an unknown id with 404 and of a malformed one with 400',
    async (action) => {
      expect((await act(UNKNOWN_ID, action)).status).toBe(404);
      expect((await act('prod-1', action)).status).toBe(400);
    },
  );

  it('is the same for a connection test that changes nothing: a report, whatever it found', async () => {
    const { id } = await enterServer(amiral, { serverUrl: 'http://127.0.0.1:9' });
    const before = await read(id);
    const { status, body } = await act(id, 'test-connection');
    expect(status).toBe(200);
    expect(body).toMatchObject({ ok: false, protocol: null, odooVersion: null, reason: 'refused' });
    expect(Object.keys(body).sort()).toEqual(['checks', 'odooVersion', 'ok', 'protocol', 'reason', 'responseTimeMs']);
    for (const check of body.checks) expect(Object.keys(check).sort()).toEqual(['detail', 'name', 'ok']);
    expect(await read(id)).toEqual(before);
  });

  it('lets nothing out that the shape of an answer does not name, whatever a view hands on', async () => {
    const { id } = await enterServer(amiral);
    const queries = amiral.app.get(ServersQueries, { strict: false });
    const row = { ...(await queries.read(id)), serverPassword: 'leaked', inner: { dbPassword: 'leaked' } };
    const read = jest.spyOn(queries, 'read').mockResolvedValue(row);
    const { status, body } = await amiral.call('GET', `/servers/${id}`, { as: 'admin' });
    read.mockRestore();
    expect([status, body.id]).toEqual([200, id]);
    expect(JSON.stringify(body)).not.toContain('leaked');
  });

  it.each(LISTS)('has the shape of all lists in %s', async (path) => {
    const { id } = await enterServer(amiral);
    const at = path.replace('{id}', path.startsWith('/channels/') ? await enterChannelId() : id);
    const { status, body } = await amiral.call('GET', `${at}?perPage=1`, { as: 'admin' });
    expect([status, Object.keys(body).sort()]).toEqual([200, ['items', 'page', 'perPage', 'total']]);
    for (const query of ['perPage=201', 'sort=colour', 'colour=red']) {
      expect([query, (await amiral.call('GET', `${at}?${query}`, { as: 'admin' })).status]).toEqual([query, 422]);
    }
  });

  it('has UUIDv7 for ids and UTC for times', async () => {
    const server = await enterServer(amiral);
    expect(server.id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    for (const field of ['createdAt', 'updatedAt'])
      expect(server[field]).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
  });

  it('lets no other page read its answers, and no browser guess what they are', async () => {
    const { headers } = await amiral.call('GET', '/servers', {
      as: 'user',
      headers: { origin: 'https://evil.example' },
    });
    expect(headers.get('access-control-allow-origin')).toBeNull();
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('x-frame-options') ?? headers.get('content-security-policy')).toMatch(
      /SAMEORIGIN|DENY|frame-ancestors/i,
    );
    expect(headers.get('x-powered-by')).toBeNull();
  });

  it('has probes of its own that need no login', async () => {
    for (const path of ['//health/live', '//health/ready']) {
      expect(await amiral.call('GET', path)).toMatchObject({ status: 200, body: { status: 'ok' } });
    }
  });
});

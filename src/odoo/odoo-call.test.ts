import { once } from 'node:events';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { Egress } from '../outbound/egress';
import { Transport } from '../outbound/transport';
import { OdooCall } from './odoo-call';
import { closeSites, DENIED, error, FORBIDDEN, NOT_FOUND, type Page, PG_DOWN, result, serve } from './site.testing';

afterEach(closeSites);

const transport = new Transport(new Egress([], []));
const SECRET = 'correct horse';

const callTo = (url: string, timeoutMs = 5_000, signal?: AbortSignal): OdooCall =>
  new OdooCall(transport, { target: { url, tlsCa: null }, timeoutMs, signal });

/** What a changing call ends in at a server that answers so. */
async function ask(page: Page, timeoutMs?: number): Promise<unknown> {
  const { url } = await serve({ drop: page });
  return callTo(url, timeoutMs)
    .rpc('db', 'drop', [SECRET, 'acme'], 'changes')
    .catch((thrown: unknown) => thrown);
}

describe('a call of /jsonrpc', () => {
  it('gives the result', async () => {
    expect(await ask(result([1]))).toEqual([1]);
  });

  it('gives null where a method returned None and Odoo answers neither result nor error', async () => {
    expect(await ask('{"jsonrpc": "2.0", "id": 1}')).toBeNull();
  });

  it.each<[string, string, string, Page]>([
    ['refused', 'access-denied', 'a wrong password', DENIED],
    ['refused', 'name-taken', 'a name that is there', error('odoo.service.db.DatabaseExists')],
    ['refused', 'name-taken', 'a name that is there', error('psycopg2.errors.DuplicateDatabase')],
    ['refused', 'name-taken', 'a name that another call takes', error('psycopg2.errors.UniqueViolation')],
    ['refused', 'no-such-source', 'a missing source', error('psycopg2.errors.InvalidCatalogName')],
    ['refused', 'database-in-use', 'a source in use', error('psycopg2.errors.ObjectInUse')],
    ['refused', 'database-busy', 'rows that others change', error('psycopg2.errors.SerializationFailure')],
    ['refused', 'server-busy', 'a full pool', error('psycopg2.pool.PoolError')],
    ['refused', 'odoo-error', 'an error of Odoo', error('odoo.exceptions.UserError', SECRET)],
    ['refused', 'odoo-error', 'an error nobody knows', error('evil.Secret', SECRET)],
    ['refused', 'not-served', 'a proxy that shuts the way', FORBIDDEN],
    ['refused', 'not-served', 'a version without this call', NOT_FOUND],
    ['refused', 'not-served', 'a redirect', { status: 301, body: '', location: 'https://x.example/' }],
    ['lost', 'database-down', 'a PostgreSQL that went away on the way', PG_DOWN],
    ['lost', 'bad-answer', 'a proxy that got no answer', { status: 502, body: SECRET }],
    ['lost', 'bad-answer', 'a proxy that waited in vain', { status: 504, body: SECRET }],
    ['lost', 'bad-answer', 'what is no JSON', SECRET],
    ['lost', 'bad-answer', 'what is no JSON-RPC', '{"ok": true}'],
  ])('is %s as %s by %s, and tells nothing of what the server wrote', async (outcome, code, _by, page) => {
    const failure = await ask(page);
    expect(failure).toMatchObject({ outcome, code });
    expect(JSON.stringify(failure) + String(failure)).not.toContain(SECRET);
  });

  it('changes nothing where it only asks and PostgreSQL is down', async () => {
    const { url } = await serve({ list: PG_DOWN });
    const asked = callTo(url).rpc('db', 'list', [], 'reads');
    await expect(asked).rejects.toMatchObject({ outcome: 'refused', code: 'database-down', passing: true });
  });

  it('is lost when no answer comes in time', async () => {
    expect(await ask(undefined, 100)).toMatchObject({
      outcome: 'lost',
      code: 'no-answer',
      facts: { reason: 'timeout' },
    });
  });

  it('is not sent where nobody listens', async () => {
    const { url } = await serve({});
    closeSites();
    const asked = callTo(url).rpc('db', 'drop', [], 'changes');
    await expect(asked).rejects.toMatchObject({
      outcome: 'not-sent',
      code: 'not-reached',
      facts: { reason: 'refused' },
    });
  });

  it('is not sent to a name that leads nowhere', async () => {
    const asked = callTo('http://nowhere.invalid').rpc('db', 'drop', [], 'changes');
    await expect(asked).rejects.toMatchObject({ outcome: 'not-sent', code: 'not-reached' });
  });

  it('is not sent when it was called off before, and lost when it was called off after', async () => {
    const { url } = await serve({ drop: undefined });
    const before = callTo(url, 5_000, AbortSignal.abort()).rpc('db', 'drop', [], 'changes');
    await expect(before).rejects.toMatchObject({ outcome: 'not-sent', code: 'aborted' });
    const off = new AbortController();
    const site = await serve({
      drop: () => {
        off.abort();
        return undefined;
      },
    });
    const after = callTo(site.url, 5_000, off.signal).rpc('db', 'drop', [], 'changes');
    await expect(after).rejects.toMatchObject({ outcome: 'lost', code: 'aborted' });
  });
});

describe('a call of /json/2', () => {
  const PATH = '/json/2/res.users/write';
  const at = async (page: Page): Promise<unknown> => {
    const { url } = await serve({ [PATH]: page });
    const asked = callTo(url).json2('acme', SECRET, ['res.users', 'write'], { ids: [2], vals: {} }, 'changes');
    return asked.catch((thrown: unknown) => thrown);
  };
  const failing = (status: number, name: string): Page => ({ status, body: JSON.stringify({ name, message: SECRET }) });

  it('gives what stands in the body', async () => {
    expect(await at('true')).toBe(true);
  });

  it.each<[string, string, Page]>([
    ['refused', 'access-denied', failing(401, 'werkzeug.exceptions.Unauthorized')],
    ['refused', 'odoo-error', failing(422, 'odoo.exceptions.ValidationError')],
    ['refused', 'odoo-error', failing(500, 'builtins.ValueError')],
    ['lost', 'database-down', failing(500, 'psycopg2.OperationalError')],
    ['refused', 'not-served', NOT_FOUND],
    ['lost', 'bad-answer', { status: 502, body: 'Bad Gateway' }],
    ['lost', 'bad-answer', 'true story'],
  ])('is %s as %s', async (outcome, code, page) => {
    const failure = await at(page);
    expect(failure).toMatchObject({ outcome, code });
    expect(JSON.stringify(failure) + String(failure)).not.toContain(SECRET);
  });
});

describe('the status of a page of a database', () => {
  const COOKIES = ['session_id=1; Path=/; HttpOnly', 'lang=fr; Path=/'];
  let server: http.Server;

  afterEach(() => server.close());

  /** Of a server that answers the choice of the database so, and 200 to who comes with what it gave. */
  async function after(status: number, cookies: string[]): Promise<number> {
    server = http.createServer(({ url, headers }, response) => {
      const isChoice = url === '/web/login?db=acme';
      const isKnown = headers.cookie === 'session_id=1; lang=fr';
      response.writeHead(isChoice ? status : isKnown ? 200 : 403, isChoice ? { 'set-cookie': cookies } : {}).end();
    });
    await once(server.listen(0, '127.0.0.1'), 'listening');
    const { port } = server.address() as AddressInfo;
    return callTo(`http://127.0.0.1:${String(port)}`).pageStatus('/web/login', 'db=acme');
  }

  it.each([
    [300, 200],
    [303, 200],
    [399, 200],
    [299, 299],
    [400, 400],
    [404, 404],
  ])('is asked again with the cookies of a redirect alone: after %i it is %i', async (first, status) => {
    expect(await after(first, COOKIES)).toBe(status);
  });

  it('is that of a redirect which chose nothing', async () => {
    expect(await after(303, [])).toBe(303);
  });
});

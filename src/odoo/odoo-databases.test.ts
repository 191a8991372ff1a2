import { askDatabase } from './odoo-databases';
import {
  closeSites,
  converse,
  DENIED,
  error,
  FORBIDDEN,
  HEALTH,
  HEALTH_DOWN,
  HEALTH_UP,
  NOT_FOUND,
  type Page,
  PG_DOWN,
  result,
  serve,
  type Site,
} from './site.testing';

afterEach(closeSites);

/** What the server says of `acme`, or why it does not. */
async function ask(site: Site, timeoutMs = 5_000): Promise<unknown> {
  const { url } = await serve(site);
  return askDatabase(converse(url, timeoutMs), 'acme').catch((thrown: unknown) => thrown);
}

const noSuch = (name: unknown): string =>
  error('psycopg2.OperationalError', `FATAL:  Datenbank »${String(name)}« existiert nicht`);

/** An Odoo up to 19 that lists `list` or answers so, lets itself be asked for `others` too, and finds `opened` in them. */
function odoo(list: Page | string[], others: string[] = [], opened: Page = result(false)): Site {
  const names = Array.isArray(list) ? [...list, ...others] : others;
  const isThere = (name: unknown): boolean => names.includes(String(name));
  return {
    list: Array.isArray(list) ? result(list) : list,
    db_exist: (name) => result(isThere(name)),
    authenticate: (name) => (isThere(name) ? opened : noSuch(name)),
  };
}

describe('what a database is', () => {
  it.each<[string, string, Site]>([
    ['a listed one', 'odoo', odoo(['acme'])],
    ['one of a server with list_db off', 'odoo', odoo(DENIED, ['acme'])],
    ['a missing one', 'missing', odoo(['other'])],
    ['a missing one of a server with list_db off', 'missing', odoo(DENIED, ['other'])],
    ['a missing one that -d names', 'missing', { ...odoo([]), list: result(['acme']) }],
    ['an empty one', 'not-odoo', odoo(['acme'], [], error('builtins.KeyError', "'res.users'"))],
    ['a half made one', 'not-odoo', odoo(['acme'], [], error('psycopg2.errors.UndefinedTable', 'relation "ir_model"'))],
    ["another role's", 'not-odoo', odoo(DENIED, ['acme'], error('psycopg2.errors.InsufficientPrivilege'))],
    ["another role's, which the list leaves out", 'not-odoo', odoo(['other'], ['acme'])],
  ])('is told of %s: %s', async (_, standing, site) => {
    expect(await ask(site)).toBe(standing);
  });

  it('is not told by a login that would write into what the list leaves out', async () => {
    const { url, asked } = await serve(odoo(['other'], ['acme']));
    await askDatabase(converse(url), 'acme');
    expect(asked).toEqual(['list', 'db_exist']);
  });

  it.each<[string, Page]>([
    ['with -d', result(['acme'])],
    ['with many databases', PG_DOWN],
    ['with list_db off', DENIED],
  ])('is not told of a server %s whose PostgreSQL is down', async (_, list) => {
    expect(await ask({ list, db_exist: result(false), authenticate: PG_DOWN })).toMatchObject({
      kind: 'bad-gateway',
      code: 'database-down',
      message: expect.stringContaining('Connection refused') as string,
      facts: { reason: 'database-down', title: 'Bad answer from the Odoo server' },
    });
  });

  const closed = error('psycopg2.OperationalError', 'FATAL:  no pg_hba.conf entry for database "acme"');

  it.each<[string, string, Site]>([
    ['the proxy fails', 'http-status', { list: { status: 502, body: '' } }],
    ['nothing lets itself be asked', 'not-odoo', { list: '<html>', '/web/database/list': '<html>' }],
    [
      'PostgreSQL keeps Odoo out of it',
      'odoo-error',
      { ...odoo([]), authenticate: (name) => (name === 'acme' ? closed : noSuch(name)) },
    ],
    ['Odoo has no connection left', 'odoo-error', odoo(['acme'], [], error('psycopg2.pool.PoolError', 'Full'))],
  ])('cannot be told when %s', async (_, reason, site) => {
    expect(await ask(site)).toMatchObject({ kind: 'bad-gateway', code: 'odoo-bad-answer', facts: { reason } });
  });

  it('cannot be told in time by a server that hangs', async () => {
    expect(await ask({}, 100)).toMatchObject({
      kind: 'gateway-timeout',
      code: 'odoo-timeout',
      facts: { reason: 'timeout', title: 'No answer from the Odoo server in time' },
    });
  });

  it.each<[string, Page]>([
    ['/jsonrpc is gone', NOT_FOUND],
    ['/jsonrpc is shut', FORBIDDEN],
    ['the db service is gone', error('builtins.KeyError', 'db')],
  ])('is told by /web/database/list where %s, but never that it is missing', async (_, list) => {
    const newer = (names: string[], health: Page = HEALTH_UP): Site => ({
      list,
      '/web/database/list': result(names),
      [HEALTH]: health,
    });
    expect(await ask(newer(['acme', 'other']))).toBe('odoo');
    for (const names of [[], ['other'], ['acme-old', 'ACME']]) {
      expect(await ask(newer(names))).toMatchObject({
        kind: 'bad-gateway',
        code: 'odoo-bad-answer',
        message: expect.stringContaining('dbfilter') as string,
      });
    }
    expect(await ask(newer([], HEALTH_DOWN))).toMatchObject({ code: 'database-down' });
    expect(await ask(newer(['acme'], HEALTH_DOWN))).toMatchObject({ code: 'database-down' });
  });

  it("is never asked about PostgreSQL's own", async () => {
    const { url, asked } = await serve({});
    expect([await askDatabase(converse(url, 500), 'template1'), asked]).toEqual(['not-odoo', []]);
  });
});

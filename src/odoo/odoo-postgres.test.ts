import { NOBODYS_DATABASE } from './odoo-postgres';
import {
  closeSites,
  DENIED,
  error,
  HEALTH,
  HEALTH_DOWN,
  HEALTH_SILENT,
  NOT_FOUND,
  PG_DOWN,
  probeSite,
  REFUSED,
  result,
  type Site,
  versionOf,
  webVersionOf,
} from './site.testing';

afterEach(closeSites);

const NO_SUCH = error(
  'psycopg2.OperationalError',
  `connection to server at "::1", port 5432 failed: Connection refused\nconnection to server at "127.0.0.1", port 5432 failed: FATAL:  la base de données « ${NOBODYS_DATABASE} » n'existe pas\n`,
);
const POOL_FULL = error('psycopg2.pool.PoolError', 'The Connection Pool Is Full');
const sees =
  (...names: string[]) =>
  (name: unknown) =>
    result(names.includes(String(name)));
const old = (site: Site): Site => ({ version: versionOf(16), ...site });

describe('a stopped PostgreSQL', () => {
  it.each<[string, Site, string[]]>([
    ['with -d, where the list is an echo', { list: result(['std_full']) }, ['list', 'db_exist', 'authenticate']],
    ['with many databases', { list: PG_DOWN }, ['list']],
    ['with list_db off', { list: DENIED }, ['list', 'authenticate']],
  ])('is seen %s, at the first contact too, in its own words', async (_, site, more) => {
    const outcome = await probeSite(old({ ...site, db_exist: sees(), authenticate: PG_DOWN }));
    expect(outcome).toMatchObject({ reached: true, reason: 'database-down', database: 'down', detail: REFUSED });
    expect(outcome.asked).toEqual(['version', 'db_exist', ...more]);
  });

  it('is seen without a list where it had been seen up', async () => {
    const outcome = await probeSite(old({ db_exist: sees(), authenticate: PG_DOWN }), { databaseProven: true });
    expect(outcome).toMatchObject({ reason: 'database-down', detail: REFUSED, databaseProven: true });
    expect(outcome.asked).toEqual(['version', 'db_exist', 'authenticate']);
  });

  it('is seen by /web/health from 19, without RPC', async () => {
    const site = { '/web/version': webVersionOf(19), [HEALTH]: HEALTH_DOWN };
    const outcome = await probeSite(site, { odooVersion: '19.0' });
    expect(outcome).toMatchObject({ reason: 'database-down', database: 'down' });
    expect(outcome.asked).toEqual(['/web/version', HEALTH]);
  });

  it('is seen by RPC on a 19 whose health keeps it to itself', async () => {
    const site = { version: versionOf(19), [HEALTH]: HEALTH_SILENT, db_exist: sees(), list: PG_DOWN };
    expect(await probeSite(site)).toMatchObject({ database: 'down', reason: 'database-down' });
  });
});

describe('a PostgreSQL that answers', () => {
  it.each([16, 17, 18])('costs one call of Odoo %i, whose health is not asked', async (major) => {
    const outcome = await probeSite({ version: versionOf(major), db_exist: sees('postgres') });
    expect([outcome.database, outcome.databaseProven, outcome.asked]).toEqual(['up', true, ['version', 'db_exist']]);
  });

  it.each<[string, Site]>([
    ['with -d', { list: result(['std_full']), db_exist: sees('std_full') }],
    ['without databases', { list: result([]), db_exist: sees() }],
    ['with list_db off', { list: DENIED, db_exist: sees(), authenticate: NO_SUCH }],
    ['whose configured database is missing', { list: result(['x']), db_exist: sees(), authenticate: NO_SUCH }],
  ])('is up %s, though its database postgres is closed to Odoo', async (_, site) => {
    expect(await probeSite(old(site))).toMatchObject({ database: 'up', databaseProven: false, reason: null });
  });

  it('stays up when it has closed its database postgres since', async () => {
    const site = old({ db_exist: sees(), authenticate: NO_SUCH });
    expect(await probeSite(site, { databaseProven: true })).toMatchObject({ database: 'up', reason: null });
  });
});

describe('a PostgreSQL of which nothing can be told', () => {
  it.each<[string, Site]>([
    ['of an error', { db_exist: POOL_FULL }],
    ['of a status', { db_exist: { status: 500, body: 'x' } }],
    ['of no service', { db_exist: error('builtins.KeyError', 'db') }],
    ['of an Odoo without free connections', { db_exist: sees(), authenticate: POOL_FULL }],
  ])('is unknown because %s, and the server stays well', async (_, site) => {
    expect(await probeSite(old(site), { databaseProven: true })).toMatchObject({
      reached: true,
      reason: null,
      database: 'unknown',
      databaseProven: true,
    });
  });

  it.each<[string, Site, boolean, string]>([
    ['it had been seen', {}, true, 'down'],
    ['a listed database is not to be opened', { list: result(['std_full']) }, false, 'down'],
    ['nothing was ever seen of it', { list: DENIED }, false, 'unknown'],
  ])('behind an Odoo that does not authenticate is judged by whether %s', async (_, site, databaseProven, database) => {
    const odd = error('builtins.Exception', 'Method not found: authenticate');
    const outcome = await probeSite(old({ ...site, db_exist: sees(), authenticate: odd }), { databaseProven });
    expect(outcome.database).toBe(database);
  });

  it('is unknown when the check runs out of time, and the server stays well', async () => {
    const outcome = await probeSite(old({ db_exist: undefined }), {}, 400);
    expect(outcome).toMatchObject({ reached: true, reason: null, database: 'unknown' });
  });

  it('is unknown from 20 on without a word of health, and is not asked by RPC', async () => {
    const outcome = await probeSite({ version: versionOf(20), [HEALTH]: NOT_FOUND });
    expect(outcome).toMatchObject({ reached: true, reason: null, database: 'unknown' });
    expect(outcome.asked).toEqual(['version', HEALTH]);
  });
});

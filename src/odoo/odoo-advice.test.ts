import { type Advice, advise } from './odoo-advice';
import type { ConnectionCheck } from './odoo-report';
import {
  closeSites,
  converse,
  DENIED,
  error,
  FORBIDDEN,
  HEALTH,
  HEALTH_UP,
  NOT_FOUND,
  type Page,
  probeUrl,
  result,
  serve,
  type Site,
  versionOf,
} from './site.testing';

afterEach(closeSites);

const BAD_REQUEST = { status: 400, body: '' };
/** An Odoo 16 whose master password is this. */
const odoo = (master: string, site: Site = {}): Site => ({
  version: versionOf(16),
  db_exist: result(true),
  list: result(['a']),
  list_countries: (given) => (given === master ? result([['fr', 'France']]) : DENIED),
  '/web/database/list': BAD_REQUEST,
  ...site,
});

async function adviceOn(site: Site, stored: string | null, advice: Advice = 'everything') {
  const { url, asked } = await serve(site);
  const outcome = await probeUrl(url);
  asked.length = 0;
  const checks = await advise(converse(url, 1_000), advice, stored, outcome);
  const check = (name: ConnectionCheck['name']) => checks.find((each) => each.name === name);
  return { checks, asked, check, master: check('master-password') };
}

describe('the master password', () => {
  it.each<[string, string, string | null, boolean | null, RegExp, number]>([
    ['right', 'secret', 'secret', true, /^The master password is right\.$/, 1],
    ['wrong', 'secret', 'typo', false, /^Odoo refuses the stored master password\.$/, 2],
    ['wrong, and admin on the server', 'admin', 'typo', false, /refuses.+still "admin"/, 2],
    ['right, and admin', 'admin', 'admin', false, /right.+still "admin"/, 1],
    ['not stored', 'secret', null, null, /^No master password is stored\.$/, 1],
    ['not stored, and admin on the server', 'admin', null, false, /stored.+still "admin"/, 1],
  ])('is told to be %s', async (_, master, stored, ok, detail, tries) => {
    const advice = await adviceOn(odoo(master), stored);
    expect([advice.master?.ok, advice.master?.detail]).toEqual([ok, expect.stringMatching(detail)]);
    expect(advice.master?.detail).not.toMatch(/secret|typo/);
    expect(advice.asked.filter((what) => what === 'list_countries')).toHaveLength(tries);
  });

  it('is tried once and alone for an activation, and not at all where nothing is to be asked', async () => {
    const stored = await adviceOn(odoo('admin'), 'typo', 'stored-password');
    expect([stored.asked, stored.master?.ok]).toEqual([['list_countries'], false]);
    const nothing = await adviceOn(odoo('admin'), 'typo', 'nothing');
    expect([nothing.asked, nothing.checks]).toEqual([[], []]);
  });

  it.each<[string, Page]>([
    ['whose db service is gone', error('builtins.KeyError', 'db')],
    ['that does not answer', undefined],
  ])('is not judged on a server %s', async (_, list_countries) => {
    expect((await adviceOn(odoo('', { list_countries }), 'x', 'stored-password')).master?.ok).toBeNull();
  });
});

describe('what Amiral may do with databases', () => {
  it.each<[string, Site, boolean | null, boolean | null]>([
    ['an open server', {}, true, true],
    ['19', { '/web/database/list': { status: 415, body: '' } }, true, true],
    ['list_db off', { list: DENIED }, false, true],
    ['a proxy that denies them', { '/web/database/list': FORBIDDEN }, true, false],
    ['a proxy that hides them', { '/web/database/list': NOT_FOUND }, true, false],
    ['both', { list: DENIED, '/web/database/list': FORBIDDEN }, false, false],
    ['a proxy in trouble', { '/web/database/list': { status: 502, body: '' } }, true, null],
  ])('is told of %s', async (_, site, list, pages) => {
    const { check, asked } = await adviceOn(odoo('secret', site), 'secret');
    expect([check('database-list')?.ok, check('database-pages')?.ok]).toEqual([list, pages]);
    expect(asked).toEqual(['list_countries', 'list', '/web/database/list']);
  });

  it('is told of Odoo 20 without RPC', async () => {
    const site = { version: versionOf(20), [HEALTH]: HEALTH_UP, '/web/database/list': DENIED };
    const { check, asked } = await adviceOn(site, 'secret');
    expect([check('master-password')?.ok, check('database-list')?.ok]).toEqual([null, false]);
    expect(asked).toEqual(['/web/database/list', '/web/database/list']);
  });
});

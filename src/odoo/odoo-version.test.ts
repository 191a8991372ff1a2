import {
  closeSites,
  error,
  FORBIDDEN,
  HEALTH,
  HEALTH_DOWN,
  HEALTH_SILENT,
  HEALTH_UP,
  NOT_FOUND,
  probeSite,
  result,
  versionOf,
  webVersionOf,
} from './site.testing';

afterEach(closeSites);

const INFO = '/web/webclient/version_info';

describe('the version', () => {
  it.each([
    ['/jsonrpc is gone', { '/jsonrpc': NOT_FOUND }],
    ['the common service is gone', { version: error('builtins.KeyError', 'common') }],
    ['a proxy shuts /jsonrpc', { '/jsonrpc': FORBIDDEN }],
  ])('is told by /web/version where %s', async (_, gone) => {
    expect(await probeSite({ ...gone, '/web/version': webVersionOf(22), [HEALTH]: HEALTH_UP })).toMatchObject({
      reached: true,
      protocol: 'web-version',
      odooVersion: '22.0',
      database: 'up',
      detail: null,
    });
  });

  it.each([400, 401, 403, 404, 405, 410, 415, 429])(
    'is told by version_info of an older one whose /jsonrpc answers %i',
    async (status) => {
      const site = { '/jsonrpc': { status, body: '' }, '/web/version': NOT_FOUND, [INFO]: versionOf(17) };
      const outcome = await probeSite(site);
      expect(outcome).toMatchObject({ reached: true, reason: null, protocol: 'version-info', odooVersion: '17.0' });
      expect([outcome.database, outcome.detail]).toEqual(['unknown', expect.stringContaining('not known')]);
    },
  );

  it.each([
    ['up', HEALTH_UP, null],
    ['down', HEALTH_DOWN, 'database-down'],
    ['unknown', HEALTH_SILENT, null],
  ])('is not known where only health answers, with a database that is %s', async (database, health, reason) => {
    const site = { '/jsonrpc': FORBIDDEN, '/web/version': FORBIDDEN, [INFO]: FORBIDDEN, [HEALTH]: health };
    const outcome = await probeSite(site);
    expect(outcome).toMatchObject({ reached: true, protocol: 'health', odooVersion: null, database, reason });
    expect(outcome.asked.filter((path) => path === HEALTH)).toHaveLength(1);
  });

  it('that was 19 and is 16 again is told by /jsonrpc, and one that has become 19 by /web/version from the next probe on', async () => {
    const older = { version: versionOf(16), '/web/version': NOT_FOUND, db_exist: result(true) };
    const back = await probeSite(older, { odooVersion: '19.0' });
    expect([back.odooVersion, back.asked]).toEqual(['16.0', ['/web/version', 'version', 'db_exist']]);
    const newer = { version: versionOf(19), '/web/version': webVersionOf(19), [HEALTH]: HEALTH_UP };
    const moved = await probeSite(newer, back);
    expect([moved.odooVersion, moved.asked]).toEqual(['19.0', ['version', HEALTH]]);
    expect((await probeSite(newer, moved)).asked).toEqual(['/web/version', HEALTH]);
  });

  it('of 19 without the module rpc is told by version_info', async () => {
    const site = { '/jsonrpc': NOT_FOUND, '/web/version': NOT_FOUND, [INFO]: versionOf(19), [HEALTH]: HEALTH_UP };
    expect(await probeSite(site)).toMatchObject({ protocol: 'version-info', database: 'up', detail: null });
  });
});

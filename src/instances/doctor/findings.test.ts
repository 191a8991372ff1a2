import { findingsIn, type Seen } from './findings';

const SOUND: Seen = {
  serverUrl: 'https://odoo.example',
  odooVersion: '19.0',
  checks: [
    { name: 'master-password', ok: true, detail: 'The master password is right.' },
    { name: 'database-list', ok: true, detail: 'list_db is on.' },
    { name: 'database-pages', ok: null, detail: 'It answers HTTP 502.' },
  ],
  skewMs: 900,
  lateInstances: 0,
  brokenOff: 0,
};

const seenAs = (name: Seen['checks'][number]['name'], ok: boolean | null, detail = 'Seen.'): Partial<Seen> => ({
  checks: [...SOUND.checks.filter((check) => check.name !== name), { name, ok, detail }],
});

it('finds nothing wrong with a sound server, nor with one of which nothing is known', () => {
  expect(findingsIn(SOUND)).toEqual([]);
  expect(findingsIn({ ...SOUND, checks: [], odooVersion: null, skewMs: null })).toEqual([]);
});

it.each<[string, Partial<Seen>, RegExp]>([
  ['default-master-password', seenAs('master-password', false, 'It is still "admin".'), /^admin_passwd = /],
  ['list-db-off', seenAs('database-list', false), /^list_db = True$/],
  ['database-pages-shut', seenAs('database-pages', false), /proxy_request_buffering off/],
  ['database-manager-open', seenAs('database-pages', true), /deny all/],
  ['no-tls', { serverUrl: 'http://odoo.example:8069' }, /443 ssl/],
  ['version-out-of-support', { odooVersion: '16.0' }, /supported/],
  ['clock-skew', { skewMs: -90_000 }, /timedatectl/],
  ['crons-late', { lateInstances: 2 }, /workers = 2/],
  ['time-limit-short', { brokenOff: 1 }, /^limit_time_real = /],
])('finds %s, says what it endangers and the line that mends it', (code, seen, remedy) => {
  const [finding, ...others] = findingsIn({ ...SOUND, ...seen });
  expect(others).toEqual([]);
  expect(finding?.code).toBe(code);
  expect(finding?.remedy).toMatch(remedy);
  expect(finding?.endangers).not.toBe('');
});

it('calls the pages open only where list_db is on: off, nothing that is posted to them is done', () => {
  const checks: Seen['checks'] = [
    { name: 'database-list', ok: false, detail: 'list_db is off.' },
    { name: 'database-pages', ok: true, detail: 'They answer.' },
  ];
  expect(findingsIn({ ...SOUND, checks }).map(({ code }) => code)).toEqual(['list-db-off']);
});

it('does not take a refused master password for the default one, and says the worst first', () => {
  expect(findingsIn({ ...SOUND, ...seenAs('master-password', false, 'Odoo refuses it.') })).toEqual([]);
  const bad = { ...SOUND, serverUrl: 'http://x', ...seenAs('master-password', false, 'It is still "admin".') };
  expect(findingsIn(bad).map(({ severity }) => severity)).toEqual(['critical', 'warning']);
});

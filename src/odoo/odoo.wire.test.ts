import { locationOf, readCommonVersion, readRpc, readWebVersion, type Reply } from './odoo.wire';

const reply = (text: string): Reply => ({ status: 200, location: null, text, ms: 1, certificateExpiresAt: null });
const errorOf = (data: unknown) => readRpc(reply(JSON.stringify({ jsonrpc: '2.0', id: 1, error: { data } })));

describe('what an Odoo writes', () => {
  it.each([
    ['16.0\u0000', { text: '16.0', major: 16 }],
    ['17.0\ud83d+e', { text: '17.0 +e', major: 17 }],
    ['saas~17.2\n+e', { text: 'saas~17.2 +e', major: 17 }],
    ['no number 🚢', { text: 'no number 🚢', major: 0 }],
  ])('is a version without what cannot be stored: %j', (text, version) => {
    expect(readCommonVersion({ server_version: text, server_version_info: [16] })).toEqual(version);
    expect(readWebVersion(JSON.stringify({ version: text, version_info: [16] }))).toEqual(version);
  });

  it.each([[16], [null], [['16.0']], ['\u0000'], [' '], ['9'.repeat(101)]])('is no version when it is %j', (text) => {
    expect(readCommonVersion({ server_version: text, server_version_info: [16] })).toBeNull();
  });

  it('is an error of one line, as long as people read', () => {
    const name = 'psycopg2.Operational\u0000Error';
    expect(errorOf({ name, message: '\n A null byte \u0000 sits here\r\nTraceback' })).toMatchObject({
      kind: 'error',
      name: 'psycopg2.Operational Error',
      message: 'A null byte sits here',
    });
    expect(errorOf({ name: 'x'.repeat(1e6), message: `${'x'.repeat(199)}🚢🚢` })).toMatchObject({
      kind: 'error',
      name: 'x'.repeat(200),
      message: `${'x'.repeat(199)}🚢`,
    });
  });

  it.each([[undefined], [null], ['text'], [[1]], [{ name: 7, message: {} }], [{ name: ['x'], message: null }]])(
    'is an error without words when it is %j',
    (data) => {
      expect(errorOf(data)).toEqual({ kind: 'error', name: '', message: '', text: '' });
    },
  );

  it('is a place without control characters, or none', () => {
    expect(locationOf('https://a.example/web\u0085\tx?session=1#top')).toBe('https://a.example/web x');
    expect([undefined, ['/a', '/b'], '?', 7].map(locationOf)).toEqual([null, null, null, null]);
  });
});

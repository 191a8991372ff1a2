import { locationOf, readCommonVersion, readRpc, readWebVersion, type Reply } from './odoo-wire';

const reply = (text: string): Reply => ({ status: 200, location: null, text, ms: 1, certificate: null });
const errorOf = (data: unknown) => readRpc(reply(JSON.stringify({ jsonrpc: '2.0', id: 1, error: { data } })));

describe('what an Odoo writes', () => {
  it.each([
    ['16.0\u0000', { text: '16.0', major: 16 }],
    [' 17.0+e-20240501\ud83d', { text: '17.0+e-20240501', major: 17 }],
    ['saas~17.2+e\n', { text: 'saas~17.2+e', major: 17 }],
    ['18.1a1', { text: '18.1a1', major: 18 }],
  ])('is a version without what cannot be stored: %j', (text, version) => {
    expect(readCommonVersion({ server_version: text, server_version_info: [16] })).toEqual(version);
    expect(readWebVersion(JSON.stringify({ version: text, version_info: [16] }))).toEqual(version);
  });

  it.each([
    [16],
    [null],
    [['16.0']],
    ['\u0000'],
    [' '],
    ['9'.repeat(101)],
    ['no number 🚢'],
    ['17.0 secret'],
    ['s3cret'],
  ])('is no version when it is %j', (text) => {
    expect(readCommonVersion({ server_version: text, server_version_info: [16] })).toBeNull();
  });

  it('is an error of one line, as long as people read', () => {
    const told = (message: string) => errorOf({ name: 'psycopg2.OperationalError', message });
    expect(told('\n A null byte \u0000 sits here\r\nTraceback')).toMatchObject({ message: 'A null byte sits here' });
    expect(told(`${'x'.repeat(199)}🚢🚢`)).toMatchObject({ message: `${'x'.repeat(199)}🚢` });
  });

  it.each(['psycopg2.OperationalError', 'psycopg2.errors.UndefinedTable', 'psycopg.OperationalError'])(
    'is told with its words when they are those of PostgreSQL: %s',
    (name) => {
      expect(errorOf({ name, message: 'why' })).toEqual({ kind: 'error', name, message: 'why', text: 'why' });
    },
  );

  it.each(['builtins.KeyError', 'odoo.exceptions.AccessDenied', 'openerp.Warning', 'werkzeug.exceptions.NotFound'])(
    'is told by name alone when it is any other of Odoo: %s',
    (name) => {
      expect(errorOf({ name, message: 'a secret' })).toEqual({ kind: 'error', name, message: '', text: 'a secret' });
    },
  );

  it.each([
    'a secret',
    'S3cret',
    'vault.tokens.S3cret',
    'odoo',
    'odoo.S3cret key',
    'odoo.exceptions.S3cret\n',
    `odoo.${'x'.repeat(41)}`,
    'builtins.a.b.c.d.e',
    'x'.repeat(1e6),
  ])('has neither name nor words when it is no class of those that Odoo raises: %.40j', (name) => {
    expect(errorOf({ name, message: 'a secret' })).toEqual({ kind: 'error', name: '', message: '', text: '' });
  });

  it.each([[undefined], [null], ['text'], [[1]], [{ name: 7, message: {} }], [{ name: ['x'], message: null }]])(
    'is an error without words when it is %j',
    (data) => {
      expect(errorOf(data)).toEqual({ kind: 'error', name: '', message: '', text: '' });
    },
  );

  it.each([
    ['https://a.example/s3cret?s3cret=1#s3cret', 'https://a.example'],
    ['https://s3cret:s3cret@A.example:8443/', 'https://a.example:8443'],
    ['//b.example/s3cret', 'http://b.example'],
    ['https://odoo.example:8069/', 'https://odoo.example:8069'],
    ['/s3cret', 'another path of the same address'],
    ['s3cret\u0085\tx', 'another path of the same address'],
    ['http://odoo.example:8069/s3cret', 'another path of the same address'],
    ['s3cret:s3cret', null],
    [`https://${'s3cret.'.repeat(40)}example/`, null],
    ['https://[s3cret/', null],
    [undefined, null],
    [['/a', '/b'], null],
  ])('leads elsewhere by no more than scheme, host and port: %j', (header, place) => {
    expect(locationOf(header, new URL('http://odoo.example:8069/jsonrpc'))).toBe(place);
  });
});

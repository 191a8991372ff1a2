import { startApp, type TestApp } from '../support/app';
import { enterServer } from '../support/servers';

describe('the address of a server', () => {
  let amiral: TestApp;
  let serial = 0;

  beforeAll(async () => {
    amiral = await startApp();
  });
  afterAll(async () => {
    await amiral.stop();
  });

  const enter = (serverUrl: string) => {
    const code = `address-${String(++serial)}`;
    return amiral.call('POST', '/servers', { as: 'admin', body: { name: code, code, serverUrl } });
  };

  it.each([
    ['HTTP://ODOO-1.Example.COM:80/', 'http://odoo-1.example.com'],
    ['https://odoo-2.example.com:443', 'https://odoo-2.example.com'],
    ['https://odoo-3.example.com:80/', 'https://odoo-3.example.com:80'],
    ['http://odoo-4.example.com/erp/', 'http://odoo-4.example.com/erp'],
    ['http://odoo-5.example.com//', 'http://odoo-5.example.com'],
    ['  http://odoo-6.example.com:08069  ', 'http://odoo-6.example.com:8069'],
    ['http://BÜCHER.example', 'http://xn--bcher-kva.example'],
    ['http://[2001:DB8:0::1]:8069/', 'http://[2001:db8::1]:8069'],
    ['http://127.1:8069', 'http://127.0.0.1:8069'],
    ['http://odoo-7.example.com.', 'http://odoo-7.example.com'],
    ['http://odoo-8.example.com/%7eerp', 'http://odoo-8.example.com/~erp'],
  ])('is kept in one spelling: %s as %s', async (given, kept) => {
    const first = await enter(given);
    expect([first.status, first.body.serverUrl]).toEqual([201, kept]);
    const again = await enter(kept);
    expect([again.status, again.body.code]).toEqual([409, 'server-url-taken']);
  });

  it('may differ in its path or port alone', async () => {
    for (const url of ['http://many.example.com/a', 'http://many.example.com/b', 'http://many.example.com:81/a']) {
      expect((await enter(url)).status).toBe(201);
    }
  });

  it.each([
    'odoo.example.com',
    'ftp://odoo.example.com',
    'file:///etc/passwd',
    'javascript:alert(1)',
    'http://',
    'http://user@odoo.example.com',
    'http://user:secret@odoo.example.com',
    'http://:secret@odoo.example.com',
    'http://odoo.example.com?db=prod',
    'http://odoo.example.com/?',
    'http://odoo.example.com#top',
    'http://odoo.example.com/#',
    'http://odoo.example.com:99999',
    'http://odoo example.com',
    `http://odoo.example.com/${'x'.repeat(500)}`,
  ])('is not %j', async (given) => {
    const { status, body } = await enter(given);
    expect([status, body.errors?.[0]?.field]).toEqual([422, 'serverUrl']);
    expect(JSON.stringify(body)).not.toContain('secret');
  });

  // Every one of these leads to a metadata service or a link-local neighbour.
  const DENIED = [
    'http://169.254.169.254',
    'http://169.254.0.1:8069/odoo',
    'http://169.254.169.254.',
    'http://2852039166',
    'http://0xA9FEA9FE',
    'http://0xa9.0xfe.0xa9.0xfe',
    'http://0251.0376.0251.0376',
    'http://169.254.43518',
    'http://169.16689662',
    'http://１６９.254.169.254',
    'http://169。254。169。254',
    'http://%31%36%39.254.169.254',
    'http://[::ffff:169.254.169.254]',
    'http://[::ffff:a9fe:a9fe]',
    'http://[0:0:0:0:0:ffff:a9fe:a9fe]',
    'http://[64:ff9b::169.254.169.254]',
    'http://[64:ff9b::a9fe:a9fe]',
    'http://[fe80::1]',
    'http://[FEBF::1]',
    'http://[fd00:ec2::254]',
    'http://[fd00:0ec2:0:0:0:0:0:0254]',
    'http://100.100.100.200',
    'http://[::ffff:100.100.100.200]',
    'http://168.63.129.16',
    'http://[64:ff9b::168.63.129.16]',
    'http://0.0.0.0',
    'http://[fd00:ec2::23]',
    'http://[fd20:ce::254]',
    'http://[fd00:c1::a9fe:a9fe]',
    'http://[fd00:42::42]',
    'http://192.0.0.192',
    'http://[2001:0:4136:e378:8000:63bf:5601:5601]',
    'http://[2001:db8::5efe:169.254.169.254]',
    'http://[::ffff:0:a9fe:a9fe]',
  ];

  it.each(DENIED)('is never %s, on creation and on PATCH', async (denied) => {
    const { status, body } = await enter(denied);
    expect([status, body.errors?.[0]?.field]).toEqual([422, 'serverUrl']);
    const { id, serverUrl } = await enterServer(amiral);
    const edit = await amiral.call('PATCH', `/servers/${id}`, { as: 'manager', body: { serverUrl: denied } });
    expect([edit.status, edit.body.errors?.[0]?.field]).toEqual([422, 'serverUrl']);
    expect((await amiral.call('GET', `/servers/${id}`, { as: 'user' })).body.serverUrl).toBe(serverUrl);
  });

  it.each(['http://168.63.129.17', 'http://169.253.255.255', 'http://[fec0::1]', 'http://[fd00:ec3::254]'])(
    'may be %s, next to those that are denied',
    async (near) => {
      expect((await enter(near)).status).toBe(201);
    },
  );
});

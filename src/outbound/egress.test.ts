import { Egress, isAlwaysDenied } from './egress';

const anything = new Egress([], []);

describe('the addresses that may be called', () => {
  it.each([
    '127.0.0.1',
    '::1',
    '10.0.0.5',
    '192.168.1.4',
    '203.0.113.7',
    '2001:db8::1',
    'fd00:ec3::254',
    'fd20:ce::253',
    '192.0.0.193',
    '100.100.100.201',
    // Teredo to 192.0.2.45 by the server 65.54.227.120, ISATAP and 6to4 to addresses that may be called.
    '2001:0:4136:e378:8000:63bf:3fff:fdd2',
    '2001:db8::5efe:192.0.2.45',
    '2002:c000:22d::1',
  ])('permits %s by default', (address) => {
    expect(anything.permits(address)).toBe(true);
  });

  it.each([
    '169.254.169.254',
    '169.254.0.1',
    'fe80::1',
    'fe80::1%eth0',
    'febf::1',
    'fd00:ec2::254',
    '100.100.100.200',
    '168.63.129.16',
    '::ffff:169.254.169.254',
    '::ffff:a9fe:a9fe',
    '0:0:0:0:0:ffff:a9fe:a9fe',
    '64:ff9b::169.254.169.254',
    '64:ff9b:1::169.254.169.254',
    '64:ff9b::a83f:8110',
    '::169.254.169.254',
    '64:ff9b:1:a9fe:a9:fe00::',
    '64:ff9b:1:0:a9:fea9:fe00:0',
    '2002:a9fe:a9fe::1',
    // Teredo carries the client's address turned over, and its server's as it is.
    '2001:0:4136:e378:8000:63bf:5601:5601',
    '2001:0:a9fe:a9fe:8000:63bf:3fff:fdd2',
    '2001:db8::5efe:169.254.169.254',
    'fd12::200:5efe:168.63.129.16',
    '::ffff:0:169.254.169.254',
    'fd00:ec2::23',
    'fd00:ec2:1::1',
    'fd20:ce::254',
    'fd00:c1::a9fe:a9fe',
    'fd00:42::42',
    '192.0.0.192',
    '::ffff:192.0.0.192',
    '0.0.0.0',
    '0.1.2.3',
    '::',
    '224.0.0.1',
    'ff02::1',
    '255.255.255.255',
  ])('never permits %s', (address) => {
    expect(anything.permits(address)).toBe(false);
    expect(new Egress(['0.0.0.0/0', '::/0', `${address.split('%')[0] ?? ''}/32`], []).permits(address)).toBe(false);
  });

  it.each(['odoo.example.com', '', '127.0.0.1:8069', '[::1]'])('permits no text that is not an address: %p', (text) => {
    expect(anything.permits(text)).toBe(false);
  });

  it('permits nothing but what is allowed, once something is', () => {
    const egress = new Egress(['10.0.0.0/8', 'fd00::/8'], []);
    expect(['10.1.2.3', 'fd12::1', '::ffff:10.1.2.3', '64:ff9b::10.1.2.3'].map((a) => egress.permits(a))).toEqual([
      true,
      true,
      true,
      true,
    ]);
    expect(['127.0.0.1', '::1', '11.0.0.1', 'fe80::1'].map((a) => egress.permits(a))).toEqual([
      false,
      false,
      false,
      false,
    ]);
  });

  it('lets deny beat allow, whatever the spelling', () => {
    const egress = new Egress(['10.0.0.0/8'], ['10.9.0.0/16', '::ffff:10.8.0.0/112']);
    expect(egress.permits('10.1.0.1')).toBe(true);
    for (const address of ['10.9.0.1', '::ffff:10.9.0.1', '64:ff9b::a09:1', '10.8.0.1']) {
      expect(egress.permits(address)).toBe(false);
    }
  });

  it('looks into every address that carries another, for both lists', () => {
    const carrying = [
      '10.9.1.2',
      '::10.9.1.2',
      '::ffff:10.9.1.2',
      '::ffff:0:10.9.1.2',
      '64:ff9b::10.9.1.2',
      '2002:a09:102::1',
      '2001:db8::5efe:10.9.1.2',
      '2001:0:a09:102:8000:63bf:f5f6:fefd',
    ];
    const [denying, allowing] = [new Egress([], ['10.9.0.0/16']), new Egress(['10.9.0.0/16'], [])];
    expect(carrying.map((address) => denying.permits(address))).toEqual(carrying.map(() => false));
    expect(carrying.map((address) => allowing.permits(address))).toEqual(carrying.map(() => true));
    // A Teredo address leads on to its client, whoever its server is.
    expect(allowing.permits('2001:0:a09:102:8000:63bf:f7f7:f7f7')).toBe(false);
  });

  it('remembers a verdict without changing it', () => {
    expect([anything.permits('169.254.1.1'), anything.permits('169.254.1.1')]).toEqual([false, false]);
  });
});

describe('the hosts no setting can permit', () => {
  it.each([
    'http://169.254.169.254/',
    'http://2852039166/',
    'http://0xa9fea9fe/',
    'http://0251.0376.0251.0376/',
    'http://169.254.43518/',
    'http://169.254.169.254./',
    'http://[::ffff:169.254.169.254]/',
    'http://[64:ff9b::a9fe:a9fe]/',
    'http://[fe80::1]/',
    'http://[fd00:ec2::254]/',
    'http://100.100.100.200/',
    'http://168.63.129.16/',
    'http://①⑥⑨.254.169.254/',
  ])('recognises %s', (url) => {
    expect(isAlwaysDenied(new URL(url).hostname)).toBe(true);
  });

  it.each(['2852039166', '0xa9fea9fe', '169.254.169.254.', 'fe80::1'])('recognises %s as it is written', (host) => {
    expect(isAlwaysDenied(host)).toBe(true);
  });

  it.each(['localhost', 'odoo.example.com', '127.0.0.1', '[::1]', '10.0.0.1', '', 'a b'])('leaves %p alone', (host) => {
    expect(isAlwaysDenied(host)).toBe(false);
  });
});

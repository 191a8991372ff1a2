import { networkOf, tidyForwarded } from './client-address';

describe('where a proxy says that a request comes from', () => {
  const tidy = (text: string | undefined) => {
    const headers = text === undefined ? {} : { 'x-forwarded-for': text };
    tidyForwarded(headers);
    return headers['x-forwarded-for'];
  };

  it.each([
    ['192.0.2.1', '192.0.2.1'],
    ['192.0.2.1:5678', '192.0.2.1'],
    ['[2001:db8::1]:443', '2001:db8::1'],
    ['[2001:db8::1]', '2001:db8::1'],
    ['2001:0DB8:0:0::0001', '2001:db8::1'],
    ['::ffff:192.0.2.1', '192.0.2.1'],
    ['203.0.113.9:1,198.51.100.7:2', '203.0.113.9, 198.51.100.7'],
    ['unknown, _hidden, ,1,0x7f.1,192.0.2.1:x', 'unknown, unknown, unknown, unknown, unknown, unknown'],
    ['x'.repeat(5_000), 'unknown'],
  ])('%s is read as %s', (text, read) => {
    expect(tidy(text)).toBe(read);
  });

  it('is read from the nearest fifty hops, and from nowhere when nothing is said', () => {
    expect(
      tidy(`${'192.0.2.1, '.repeat(900)}198.51.100.7`)
        ?.split(', ')
        .slice(48),
    ).toEqual(['192.0.2.1', '198.51.100.7']);
    expect(tidy(undefined)).toBeUndefined();
  });
});

describe('what shares its failures', () => {
  it.each([
    ['192.0.2.1', '192.0.2.1'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
    ['2001:db8:1:2:ffff::', '2001:db8:1:2::/64'],
    ['2001:db8:1:3::1', '2001:db8:1:3::/64'],
    ['fe80::1%eth0', 'fe80::/64'],
    ['unknown', 'unknown'],
  ])('%s is one of %s', (address, network) => {
    expect(networkOf(address)).toBe(network);
  });
});

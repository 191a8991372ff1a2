import fc from 'fast-check';
import { normaliseUrl } from './server-url';

describe("a server's address", () => {
  it.each([
    ['HTTPS://Odoo.Example.COM', 'https://odoo.example.com'],
    ['https://odoo.example.com/', 'https://odoo.example.com'],
    ['https://odoo.example.com:443', 'https://odoo.example.com'],
    ['http://odoo.example.com:80/', 'http://odoo.example.com'],
    ['http://odoo.example.com:443', 'http://odoo.example.com:443'],
    ['http://localhost:8069', 'http://localhost:8069'],
    ['https://example.com/Odoo///', 'https://example.com/Odoo'],
    ['https://example.com/a/b/', 'https://example.com/a/b'],
    ['http://[::1]:8069/', 'http://[::1]:8069'],
    ['http://0x7f.1', 'http://127.0.0.1'],
    ['https://bücher.example', 'https://xn--bcher-kva.example'],
    ['https://odoo.example.com.', 'https://odoo.example.com'],
    ['https://odoo.example.com.:8443/erp/', 'https://odoo.example.com:8443/erp'],
    ['http://127.0.0.1.:8069', 'http://127.0.0.1:8069'],
    ['https://example.com/%7Eerp', 'https://example.com/~erp'],
    ['https://example.com/%7eerp%2f%c3%a9', 'https://example.com/~erp%2F%C3%A9'],
  ])('%s is spelled %s', (given, normal) => {
    expect(normaliseUrl(given)).toBe(normal);
  });

  it.each([
    'odoo.example.com',
    '',
    'ftp://odoo.example.com',
    'javascript:alert(1)',
    'https://user@odoo.example.com',
    'https://user:password@odoo.example.com',
    'https://odoo.example.com/?db=x',
    'https://odoo.example.com/#top',
    'https://odoo.example.com/?',
    'https://odoo.example.com/#',
    'http://',
    'https://odoo.example.com..',
    'https://example.com/100%',
    'https://example.com/%zz',
  ])('cannot be "%s"', (given) => {
    expect(normaliseUrl(given)).toBeNull();
  });

  it('is spelled the same when it is normalised again', () => {
    const path = fc.string({ unit: fc.constantFrom('%', '7', 'e', 'E', '2', 'F', '.', '/', 'a', '~'), maxLength: 12 });
    const anywhere = fc.webUrl({ validSchemes: ['http', 'https'] });
    fc.assert(
      fc.property(
        fc.oneof(
          anywhere,
          path.map((text) => `https://odoo.example.com./${text}`),
        ),
        (given) => {
          const normal = normaliseUrl(given);
          if (normal !== null) expect(normaliseUrl(normal)).toBe(normal);
        },
      ),
    );
  });
});

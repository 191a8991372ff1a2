import { DomainError } from './errors';
import { etagOf, versionAsked } from './etag';

describe('an ETag', () => {
  it('is the version, and If-Match with it asks for that version', () => {
    expect(etagOf(12)).toBe('"12"');
    for (const header of ['"12"', ' "12" ', 'W/"12"']) expect(versionAsked(header)).toBe(12);
  });

  it('is not asked for without If-Match, nor by a star', () => {
    for (const header of [undefined, '*', ' * ']) expect(versionAsked(header)).toBeNull();
  });

  it.each(['', '12', '"12', '"a"', '"-1"', '"1.5"', '"1", "2"', 'w/"1"', '"1"; DROP', '"9999999999"'])(
    'is stale rather than ignored when If-Match is %j',
    (header) => {
      expect(() => versionAsked(header)).toThrow(DomainError);
    },
  );
});

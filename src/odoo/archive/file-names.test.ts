import { createHash } from 'node:crypto';
import { FileNames } from './file-names';

describe('the names of files', () => {
  it('are counted as sets would count them, in any order and however often they are told', () => {
    const names = new FileNames();
    const expected = new Set<string>();
    const met = new Set<string>();
    for (let index = 0; index < 40_000; index++) {
      const sha1 = createHash('sha1')
        .update(String(index % 25_000))
        .digest('hex');
      if (index % 3 !== 0) {
        names.expect(sha1);
        expected.add(sha1);
      }
      if (index % 4 !== 0) {
        names.meet(sha1);
        met.add(sha1);
      }
    }
    expect([names.expected, names.found]).toEqual([
      expected.size,
      [...expected].filter((sha1) => met.has(sha1)).length,
    ]);
  });

  it('of zeros alone are one name too', () => {
    const names = new FileNames();
    names.expect('0'.repeat(40));
    names.meet('0'.repeat(40));
    expect([names.expected, names.found]).toEqual([1, 1]);
  });
});

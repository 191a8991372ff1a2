import { msLeft, paceOf, type Sighting, withSighting } from './operation.pace';

const MB = 1_000_000;
const seenBy = (...bytes: number[]) =>
  bytes.reduce<Sighting[]>((seen, done, second) => withSighting(seen, { at: second * 1_000, bytes: done }), []);

describe('the pace of a step', () => {
  it('is not known from one sighting, nor before a second has passed', () => {
    expect(paceOf([], 5_000)).toBeNull();
    expect(paceOf([{ at: 0, bytes: 0 }], 5_000)).toBeNull();
    expect(
      paceOf(
        [
          { at: 0, bytes: 0 },
          { at: 200, bytes: MB },
        ],
        200,
      ),
    ).toBeNull();
  });

  it('is the bytes since it was first seen, by the time until now', () => {
    expect(paceOf(seenBy(0, 2 * MB, 4 * MB), 2_000)).toBe(2 * MB);
    expect(paceOf(seenBy(0, 2 * MB, 4 * MB), 8_000)).toBe(MB / 2);
  });

  it('forgets what was before the last half minute', () => {
    const slowThenFast = seenBy(...Array.from({ length: 61 }, (_, second) => Math.max(second, (second - 30) * MB)));
    expect(paceOf(slowThenFast, 60_000)).toBeCloseTo(MB, -3);
  });

  it('begins anew with another try', () => {
    expect(withSighting(seenBy(0, 5 * MB), { at: 2_000, bytes: MB })).toEqual([{ at: 2_000, bytes: MB }]);
  });

  it('tells how long is left, if it is known how much there is', () => {
    expect(msLeft(2 * MB, 10 * MB, 4 * MB)).toBe(2_000);
    expect(msLeft(2 * MB, null, 4 * MB)).toBeNull();
    expect(msLeft(2 * MB, 10 * MB, null)).toBeNull();
    expect(msLeft(11 * MB, 10 * MB, MB)).toBe(0);
  });
});

import { waitAfter } from './backoff';

const S = 1_000;
const H = 3_600 * S;

describe('the wait before the next attempt', () => {
  it('grows from ten seconds to six hours', () => {
    const waits = Array.from({ length: 11 }, (_, n) => waitAfter(n + 1, null, 0) / S);
    expect(waits).toEqual([10, 30, 60, 300, 900, 1_800, 3_600, 10_800, 21_600, 21_600, 21_600]);
  });

  it('lets eleven attempts and more be made in a day', () => {
    let failures = 0;
    for (let spent = 0; spent <= 24 * H; spent += waitAfter(failures, null, 0)) failures++;
    expect(failures).toBe(12);
  });

  it('is spread by a tenth at the most', () => {
    expect(waitAfter(1, null, 0.999)).toBeLessThanOrEqual(11 * S);
    expect(waitAfter(1, null, 0.5)).toBe(10.5 * S);
  });

  it('is what the receiver asks for when that is longer, up to six hours', () => {
    expect(waitAfter(1, 120 * S, 0)).toBe(120 * S);
    expect(waitAfter(4, 120 * S, 0)).toBe(300 * S);
    expect(waitAfter(1, 48 * H, 0)).toBe(6 * H);
  });
});

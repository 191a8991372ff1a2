import { isPanic } from './panic.rule';

describe('panic', () => {
  it.each([
    [0, 0, false],
    [0, 50, false],
    [1, 1, false],
    [2, 2, true],
    [1, 2, false],
    [2, 3, false],
    [3, 3, true],
    [3, 4, false],
    [3, 9, false],
    [4, 9, true],
    [4, 10, true],
    [15, 50, false],
    [16, 50, true],
    [40, 50, true],
    [2, 50, false],
  ])('with %d failing of %d is %s', (failing, counted, panic) => {
    expect(isPanic({ failing, counted })).toBe(panic);
  });
});

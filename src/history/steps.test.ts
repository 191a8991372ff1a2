import fc from 'fast-check';
import { chooseStep, DAY_MS, dayOf, keptSince, STEPS } from './steps';

const NOW = Date.UTC(2027, 0, 31, 14, 30);
const chosen = (asked: number | null, days: number, to = NOW) => chooseStep(asked, to - days * DAY_MS, to, NOW).seconds;

describe('the step of a series', () => {
  it.each([
    [1, 300],
    [500 / 288, 300],
    [2, 3_600],
    [20, 3_600],
    [21, 86_400],
    [700, 86_400],
  ])('is the finest with at most 500 points: over %d days %d seconds', (days, seconds) => {
    expect(chosen(null, days)).toBe(seconds);
  });

  it('is the one that was asked for while it is kept, else the next that is', () => {
    expect([chosen(300, 7), chosen(300, 15), chosen(3_600, 170), chosen(300, 200), chosen(3_600, 181)]).toEqual([
      300, 3_600, 3_600, 86_400, 86_400,
    ]);
  });

  it('is kept from the beginning of a day on', () => {
    expect(STEPS.map((step) => (dayOf(NOW) - keptSince(step, NOW)) / DAY_MS)).toEqual([14, 180, 1_095]);
  });

  it('divides a day and the next step without a rest', () => {
    for (const [n, { ms }] of STEPS.entries()) {
      expect(DAY_MS % ms).toBe(0);
      expect((STEPS[n + 1]?.ms ?? ms) % ms).toBe(0);
    }
  });

  it('is never finer than asked, nor than what is kept', () => {
    const back = fc.integer({ min: 1, max: 2_000 * DAY_MS });
    fc.assert(
      fc.property(back, back, fc.constantFrom(null, 300, 3_600, 86_400), (one, two, asked) => {
        const [from, to] = [NOW - Math.max(one, two) - 1, NOW - Math.min(one, two)];
        const step = chooseStep(asked, from, to, NOW);
        expect(step.seconds).toBeGreaterThanOrEqual(asked ?? 0);
        if (step.seconds < 86_400) expect(from).toBeGreaterThanOrEqual(keptSince(step, NOW));
      }),
    );
  });
});

import { weeksOf } from './month';

const told = (year: number, month: number) =>
  weeksOf(year, month).days.map(({ begins, isInside }) => (isInside ? begins.getDate() : 0));

describe('the weeks of a month', () => {
  it('begin on Monday and are whole', () => {
    const november = told(2026, 10);
    expect(november.slice(0, 8)).toEqual([0, 0, 0, 0, 0, 0, 1, 2]);
    expect(november.slice(-7)).toEqual([30, 0, 0, 0, 0, 0, 0]);
    expect(november).toHaveLength(42);
  });

  it('are four when February begins on Monday', () => {
    expect(told(2027, 1)).toHaveLength(28);
  });

  it('leave no gap between days, whatever the clocks do', () => {
    for (const month of [2, 9]) {
      const { from, to, days } = weeksOf(2026, month);
      expect(days.map(({ begins }) => begins)).toEqual([from, ...days.slice(0, -1).map(({ ends }) => ends)]);
      expect(days.at(-1)?.ends).toEqual(to);
    }
  });

  it('reach into the next year', () => {
    expect(told(2026, 12)).toEqual(told(2027, 0));
  });
});

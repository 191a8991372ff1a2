import { atOnce, filtered, givingWay, grouped, jsonOf, mapped, type Stepwise, visit } from './stepwise';

const NUMBERS = Array.from({ length: 1_000 }, (_, n) => n);

/** How often the work stops. */
function stopsOf(work: Stepwise<unknown>): number {
  let stops = 0;
  while (!work.next().done) stops++;
  return stops;
}

describe('work done step by step', () => {
  it('stops again and again, however it goes through things', () => {
    const nothing = () => undefined;
    expect(stopsOf(visit(NUMBERS, nothing, 10))).toBe(100);
    for (const work of [visit(NUMBERS, nothing), mapped(NUMBERS, nothing), filtered(NUMBERS, () => true)]) {
      expect(stopsOf(work)).toBe(5);
    }
    expect(stopsOf(grouped(NUMBERS, String))).toBe(5);
    expect(stopsOf(jsonOf(NUMBERS))).toBe(5);
  });

  it('comes to what the same loops come to', () => {
    expect(atOnce(mapped(NUMBERS, (n) => n * 2))).toEqual(NUMBERS.map((n) => n * 2));
    expect(atOnce(filtered(NUMBERS, (n) => n % 3 === 0))).toEqual(NUMBERS.filter((n) => n % 3 === 0));
    expect([...atOnce(grouped([3, 1, 5, 2], (n) => (n % 2 ? 'odd' : 'even')))]).toEqual([
      ['odd', [3, 1, 5]],
      ['even', [2]],
    ]);
    const things = [{ at: new Date(0), words: '"a"' }, {}];
    expect(atOnce(jsonOf(things))).toBe(JSON.stringify(things));
  });

  it('lets others have a turn at each stop that comes too late', async () => {
    let turns = 0;
    let others = true;
    const other = () => {
      turns++;
      if (others) setImmediate(other);
    };
    setImmediate(other);
    expect(
      await givingWay(
        mapped(NUMBERS, (n) => n),
        0,
      ),
    ).toEqual(NUMBERS);
    others = false;
    expect(turns).toBeGreaterThanOrEqual(5);
  });

  it('tells whoever waits for it that it failed', async () => {
    const fails = () => {
      throw new Error('no');
    };
    await expect(givingWay(mapped(NUMBERS, fails))).rejects.toThrow('no');
  });
});

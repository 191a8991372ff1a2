import fc from 'fast-check';
import { DueTimes } from './due-times';

interface Thing {
  name: string;
  dueAt: number | null;
}
const thing = (name = 'a'): Thing => ({ name, dueAt: null });

describe('due times', () => {
  it('give nothing before its time, and everything soon after', () => {
    const due = new DueTimes<Thing>(0);
    const one = thing();
    due.set(one, 1_000);
    expect(due.take(979)).toEqual([]);
    expect(due.take(1_020)).toEqual([one]);
    expect(due.take(9_999)).toEqual([]);
  });

  it('give the oldest first', () => {
    const due = new DueTimes<Thing>(0);
    due.set(thing('late'), 500);
    due.set(thing('early'), 100);
    expect(due.take(1_000).map(({ name }) => name)).toEqual(['early', 'late']);
  });

  it('give a thing whose time was moved once, at its new time', () => {
    const due = new DueTimes<Thing>(0);
    const [later, sooner] = [thing('later'), thing('sooner')];
    due.set(later, 100);
    due.set(later, 500);
    due.set(sooner, 500);
    due.set(sooner, 100);
    expect(due.take(200)).toEqual([sooner]);
    expect(due.take(1_000)).toEqual([later]);
  });

  it('give a thing set twice for one moment only once', () => {
    const due = new DueTimes<Thing>(0);
    const one = thing();
    due.set(one, 100);
    due.set(one, 101);
    expect(due.take(1_000)).toEqual([one]);
  });

  it('forget a thing that is due never', () => {
    const due = new DueTimes<Thing>(0);
    const one = thing();
    due.set(one, 100);
    due.set(one, null);
    expect(due.take(1_000)).toEqual([]);
  });

  it('give what is overdue with the next look', () => {
    const due = new DueTimes<Thing>(10_000);
    const one = thing();
    due.set(one, 0);
    expect(due.take(10_020)).toEqual([one]);
  });

  it('give everything exactly once, never early and at most a moment late, however it is set and taken', () => {
    const step = fc.record({ set: fc.array(fc.tuple(fc.nat(9), fc.nat(3_000)), { maxLength: 5 }), wait: fc.nat(400) });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 30 }), (steps) => {
        const due = new DueTimes<Thing>(0);
        const things = Array.from({ length: 10 }, (_, n) => thing(String(n)));
        const planned = new Map<Thing, { at: number; since: number }>();
        let now = 0;
        for (const { set, wait } of [...steps, { set: [], wait: 4_000 }]) {
          for (const [n, at] of set) {
            const one = things[n] ?? thing();
            due.set(one, at);
            planned.set(one, { at, since: Math.max(at, now) });
          }
          now += wait;
          for (const one of due.take(now)) {
            expect(planned.get(one)?.at).toBeLessThanOrEqual(now);
            expect(planned.delete(one)).toBe(true);
          }
          for (const { since } of planned.values()) expect(since).toBeGreaterThan(now - 40);
        }
        expect(planned.size).toBe(0);
      }),
    );
  });
});

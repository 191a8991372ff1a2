/** A day of somebody's own calendar, and whether it is of the month that is shown. */
export interface Day {
  begins: Date;
  ends: Date;
  isInside: boolean;
}

/** The weeks that a month touches, Monday first. */
interface Weeks {
  from: Date;
  to: Date;
  days: Day[];
}

/** Days are those of the local clock, however long it makes them. */
export function weeksOf(year: number, month: number): Weeks {
  const before = (new Date(year, month, 1).getDay() + 6) % 7;
  const length = new Date(year, month + 1, 0).getDate();
  const count = Math.ceil((before + length) / 7) * 7;
  const midnight = (index: number) => new Date(year, month, 1 - before + index);
  const days = Array.from({ length: count }, (_, index): Day => {
    const isInside = index >= before && index < before + length;
    return { begins: midnight(index), ends: midnight(index + 1), isInside };
  });
  return { from: midnight(0), to: midnight(count), days };
}

const SECOND_MS = 1_000;
export const DAY_MS = 86_400 * SECOND_MS;

/** How finely history is kept, and for how many days. */
export interface Step {
  seconds: number;
  ms: number;
  keptDays: number;
  span: 'day' | 'month' | 'year';
}

/** The finest first; each is a multiple of the one before, and a day of each. */
export const STEPS: readonly [Step, ...Step[]] = [
  { seconds: 300, ms: 300 * SECOND_MS, keptDays: 14, span: 'day' },
  { seconds: 3_600, ms: 3_600 * SECOND_MS, keptDays: 180, span: 'month' },
  { seconds: 86_400, ms: DAY_MS, keptDays: 3 * 365, span: 'year' },
];

/** More than a picture can show. */
const POINTS = 500;

/** From when on a step is kept, in ms since the epoch. */
export function keptSince({ keptDays }: Step, now: number): number {
  return dayOf(now) - keptDays * DAY_MS;
}

/** The beginning of the day (UTC) a moment is in. */
export function dayOf(at: number): number {
  return Math.floor(at / DAY_MS) * DAY_MS;
}

/**
 * The step to answer with: the one that was asked for, or the finest with few enough points; a coarser one when that is not kept
 * any more at `from`.
 */
export function chooseStep(asked: number | null, from: number, to: number, now: number): Step {
  const fits = (step: Step) =>
    from >= keptSince(step, now) && (asked === null ? to - from <= POINTS * step.ms : step.seconds >= asked);
  return STEPS.find(fits) ?? STEPS[STEPS.length - 1] ?? STEPS[0];
}

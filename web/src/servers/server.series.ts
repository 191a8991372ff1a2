import type { Schemas } from '../api/client';

export type Point = Schemas['ServerHistory']['points'][number];

/** How far back one may look, and how finely: few enough points to be drawn, and to be read as a table. */
export const SPANS = {
  '24h': { ms: 86_400_000, step: 300 },
  '7d': { ms: 7 * 86_400_000, step: 3_600 },
  '30d': { ms: 30 * 86_400_000, step: 3_600 },
  '90d': { ms: 90 * 86_400_000, step: 86_400 },
} as const;
export type Span = keyof typeof SPANS;

/** Percent of the time judged in a point that the server was up; null where nothing was judged. */
export function availabilityOf({ okSeconds, warningSeconds, criticalSeconds }: Point): number | null {
  const up = (okSeconds ?? 0) + (warningSeconds ?? 0);
  const judged = up + (criticalSeconds ?? 0);
  return judged > 0 ? (100 * up) / judged : null;
}

/** In seconds since the epoch, as charts count. */
export const secondsOf = ({ at }: Point): number => Date.parse(at) / 1_000;

/** From when until when, in seconds, the server was in maintenance; neighbours are one. */
export function maintenanceIn(points: readonly Point[], step: number): [number, number][] {
  const bands: [number, number][] = [];
  for (const point of points) {
    if ((point.maintenanceSeconds ?? 0) === 0) continue;
    const from = secondsOf(point);
    const last = bands.at(-1);
    if (last?.[1] === from) last[1] = from + step;
    else bands.push([from, from + step]);
  }
  return bands;
}

/** Values with nothing known on either side: no line leads there, so they are drawn as dots. */
export function aloneIn(values: readonly (number | null | undefined)[]): number[] {
  const known = (at: number) => (values[at] ?? null) !== null;
  return [...values.keys()].filter((at) => known(at) && !known(at - 1) && !known(at + 1));
}

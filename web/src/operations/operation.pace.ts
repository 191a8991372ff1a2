/** How far a step was at a moment, in ms and bytes. */
export interface Sighting {
  at: number;
  bytes: number;
}

/** The pace is that of the last half minute: a stream that has come to a halt is seen to have. */
const WINDOW_MS = 30_000;
const LEAST_MS = 1_000;

/** What was seen within the window, and the last thing before it; less bytes than before are a new try. */
export function withSighting(seen: readonly Sighting[], next: Sighting): Sighting[] {
  const last = seen.at(-1);
  if (last && next.bytes < last.bytes) return [next];
  const first = seen.findLastIndex(({ at }) => at <= next.at - WINDOW_MS);
  return [...seen.slice(Math.max(0, first)), next];
}

/** Bytes a second by now; null while nothing can be said of it. */
export function paceOf(seen: readonly Sighting[], now: number): number | null {
  const [first, last] = [seen[0], seen.at(-1)];
  if (!first || !last || now - first.at < LEAST_MS || last.bytes === first.bytes) return null;
  return (last.bytes - first.bytes) / ((now - first.at) / 1_000);
}

/** How long it takes until the end at this pace, in ms; null when nobody knows. */
export function msLeft(bytesDone: number, bytesTotal: number | null, pace: number | null): number | null {
  if (bytesTotal === null || pace === null || pace <= 0) return null;
  return (Math.max(0, bytesTotal - bytesDone) / pace) * 1_000;
}

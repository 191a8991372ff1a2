import { setImmediate as nextTurn } from 'node:timers/promises';

/** Long work that stops again and again at a `yield`, so that whoever runs it can let others have their turn. */
export type Stepwise<T> = Generator<undefined, T, undefined>;

/** So many of anything small are looked at in a fraction of a millisecond, or a few. */
const PIECE = 200;

/** Once work has held the event loop for so long, in milliseconds, it gives way at its next stop. */
const LONGEST_MS = 10;

/** Looks at each. @param piece how many between two stops */
export function* visit<T>(items: Iterable<T>, look: (item: T) => void, piece = PIECE): Stepwise<void> {
  let seen = 0;
  for (const item of items) {
    look(item);
    if (++seen % piece === 0) yield;
  }
}

/** What `make` makes of each. */
export function* mapped<T, Made>(items: Iterable<T>, make: (item: T) => Made): Stepwise<Made[]> {
  const made: Made[] = [];
  yield* visit(items, (item) => made.push(make(item)));
  return made;
}

/** Those of which it is true. */
export function* filtered<T>(items: Iterable<T>, test: (item: T) => boolean): Stepwise<T[]> {
  const kept: T[] = [];
  yield* visit(items, (item) => {
    if (test(item)) kept.push(item);
  });
  return kept;
}

/** By name, in the order in which the names are first met. @param piece how many between two stops */
export function* grouped<T>(items: Iterable<T>, nameOf: (one: T) => string, piece = PIECE): Stepwise<Map<string, T[]>> {
  const groups = new Map<string, T[]>();
  const put = (one: T) => {
    const name = nameOf(one);
    const group = groups.get(name);
    if (group) group.push(one);
    else groups.set(name, [one]);
  };
  yield* visit(items, put, piece);
  return groups;
}

/** An array as JSON. */
export function* jsonOf(items: readonly unknown[]): Stepwise<string> {
  return `[${(yield* mapped(items, (item) => JSON.stringify(item))).join()}]`;
}

/** Does all of it at once. */
export function atOnce<T>(work: Stepwise<T>): T {
  for (;;) {
    const step = work.next();
    if (step.done) return step.value;
  }
}

/** Does it in turns of the event loop, none of them long. */
export async function givingWay<T>(work: Stepwise<T>, longestMs = LONGEST_MS): Promise<T> {
  for (let begun = performance.now(); ;) {
    const step = work.next();
    if (step.done) return step.value;
    if (performance.now() - begun < longestMs) continue;
    await nextTurn();
    begun = performance.now();
  }
}

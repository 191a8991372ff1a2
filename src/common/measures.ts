/** What is measured, by name; all times in seconds. Nouns add theirs to this interface where they measure it. */
export interface Measured {
  /** One answered request; `route` is its pattern, never a path. */
  request: { seconds: number; method: string; route: string; status: number };
}

/**
 * What the parts of Amiral tell of their work while they do it. Whoever measures listens; the parts know nothing of how, and telling
 * costs next to nothing when nobody listens.
 */
export class Measures {
  private readonly handlers: { [Name in keyof Measured]?: ((measured: Measured[Name]) => void)[] } = {};

  on<Name extends keyof Measured>(name: Name, handler: (measured: Measured[Name]) => void): void {
    const handlers: ((measured: Measured[Name]) => void)[] = this.handlers[name] ?? [];
    handlers.push(handler);
    Object.assign(this.handlers, { [name]: handlers });
  }

  emit<Name extends keyof Measured>(name: Name, measured: Measured[Name]): void {
    for (const handler of this.handlers[name] ?? []) handler(measured);
  }
}

/** Seconds since a time of `performance.now()`. */
export function secondsSince(start: number): number {
  return (performance.now() - start) / 1000;
}

const BUCKET_MS = 20;

/**
 * When each thing is due: a timing wheel of 20 ms, so that adding and taking cost the same for ten things and for a hundred
 * thousand. A thing whose due time has moved since is skipped where it stood before. Times are ms of `performance.now()`: a clock
 * that somebody sets would hold everything back, or let it all come at once.
 */
export class DueTimes<T extends { dueAt: number | null }> {
  private readonly buckets = new Map<number, T[]>();
  private taken: number;

  constructor(now: number) {
    this.taken = Math.floor(now / BUCKET_MS);
  }

  /** Sets when `thing` is due; null for never. */
  set(thing: T, dueAt: number | null): void {
    thing.dueAt = dueAt;
    if (dueAt === null) return;
    const bucket = Math.max(bucketOf(dueAt), this.taken + 1);
    const things = this.buckets.get(bucket);
    if (things) things.push(thing);
    else this.buckets.set(bucket, [thing]);
  }

  /** Takes what is due by `now`, oldest first; it has no due time then. `late` hears how late each is, in ms. */
  take(now: number, late: (ms: number) => void = () => undefined): T[] {
    const due: T[] = [];
    const until = Math.floor(now / BUCKET_MS);
    for (; this.taken < until; this.taken++) {
      const bucket = this.taken + 1;
      for (const thing of this.buckets.get(bucket) ?? []) {
        if (!isDue(thing, bucket)) continue;
        late(now - (thing.dueAt ?? now));
        // At once, because it may stand here twice.
        thing.dueAt = null;
        due.push(thing);
      }
      this.buckets.delete(bucket);
    }
    return due;
  }
}

function isDue(thing: { dueAt: number | null }, bucket: number): boolean {
  return thing.dueAt !== null && bucketOf(thing.dueAt) <= bucket;
}

/** Rounded up: a little late is harmless, early is twice within one interval. */
function bucketOf(ms: number): number {
  return Math.ceil(ms / BUCKET_MS);
}

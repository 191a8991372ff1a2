const BEAT_MS = 500;
const LATE_MS = 1_000;

/**
 * Tells a server that was late from a process that was late itself: a timeout which passed while this event loop
 * stood still for over a second proves nothing about anybody else.
 */
export class EventLoopWatch {
  private lastBeat = performance.now();
  private lastLate = Number.NEGATIVE_INFINITY;
  private readonly beat = setInterval(() => {
    this.observe();
    this.lastBeat = performance.now();
  }, BEAT_MS).unref();

  /** Whether the loop stood still for more than 1 s at some time after `since`, in ms of `performance.now()`. */
  wasLateSince(since: number): boolean {
    // A late process may run the timeout before the beat, so look now as well.
    this.observe();
    return this.lastLate >= since;
  }

  close(): void {
    clearInterval(this.beat);
  }

  private observe(): void {
    const now = performance.now();
    if (now - this.lastBeat > BEAT_MS + LATE_MS) this.lastLate = now;
  }
}

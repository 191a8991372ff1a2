import { createHistogram, type RecordableHistogram } from 'node:perf_hooks';

const WINDOW_MS = 60_000;

/** How late probes began lately, in whole ms. */
export interface Lag {
  p50: number;
  p99: number;
  max: number;
}

/** The engine's own lag: how much later than due each probe of the last one to two minutes began. */
export class LagMeter {
  private last: RecordableHistogram = createHistogram();
  private present: RecordableHistogram = createHistogram();
  private since = performance.now();

  /** @param ms how late one probe began; @param now ms of `performance.now()` */
  record(ms: number, now: number): void {
    if (now - this.since > WINDOW_MS) {
      this.last = this.present;
      this.present = createHistogram();
      this.since = now;
    }
    // The histogram counts from 1.
    this.present.record(Math.max(1, Math.round(ms)));
  }

  read(): Lag {
    const both = createHistogram();
    both.add(this.last);
    both.add(this.present);
    if (both.count === 0) return { p50: 0, p99: 0, max: 0 };
    return { p50: both.percentile(50), p99: both.percentile(99), max: both.max };
  }
}

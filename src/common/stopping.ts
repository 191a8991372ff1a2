import { Injectable, Logger } from '@nestjs/common';

/**
 * Waits for work, but no longer than so many milliseconds; the work goes on by itself.
 * @returns whether it came to an end in time, well or badly
 */
export async function endsWithin(work: Promise<unknown>, ms: number): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<boolean>((resolve) => {
    timer = setTimeout(() => {
      resolve(false);
    }, ms);
  });
  const ended = () => true;
  return Promise.race([work.then(ended, ended), late]).finally(() => {
    clearTimeout(timer);
  });
}

/** What may go on beside other things has this share of the time left. */
const SHARE = 0.6;

/** When a stop begins, what is under way is finished within one time for all of it; what is not is cut off, and that is told. */
@Injectable()
export class Stopping {
  /** That time, in milliseconds. */
  graceMs = 25_000;
  private readonly logger = new Logger('Stop');
  private readonly cut: string[] = [];
  private deadline: number | null = null;

  /** What had to be cut off. */
  get cutOff(): readonly string[] {
    return this.cut;
  }

  /** What is left of the time, in milliseconds; it begins with whoever asks first. */
  leftMs(): number {
    this.deadline ??= performance.now() + this.graceMs;
    return Math.max(0, this.deadline - performance.now());
  }

  /**
   * Waits for work that is under way, if there is any, as long as there is time.
   * @param then whether it is the last thing to do, or there is more to do after it, which is then left some of the time
   */
  async finish(what: string, work: Promise<unknown> | null, then: 'last' | 'more' = 'last'): Promise<void> {
    const shareMs = then === 'more' ? this.leftMs() * SHARE : this.leftMs();
    if (work && !(await endsWithin(work, shareMs))) this.note(what);
  }

  /** Tells that something was cut off. */
  note(what: string): void {
    this.cut.push(what);
    this.logger.warn(`Cut off by the stop: ${what}`);
  }
}

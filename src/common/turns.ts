/** Lets so much be done at once, and so much wait for it, in order; whoever comes beyond that is refused. */
export class Turns {
  private running = 0;
  private readonly waiting: (() => void)[] = [];

  constructor(
    private readonly atOnce: number,
    private readonly mostWaiting: number,
    private readonly refusal: Error,
  ) {}

  /** Does `work` when its turn comes. @throws the refusal at once when too many wait already */
  async take<T>(work: () => Promise<T>): Promise<T> {
    await this.turn();
    try {
      return await work();
    } finally {
      const next = this.waiting.shift();
      if (next) next();
      else this.running--;
    }
  }

  private async turn(): Promise<void> {
    if (this.running < this.atOnce) this.running++;
    else if (this.waiting.length >= this.mostWaiting) throw this.refusal;
    else await new Promise<void>((resolve) => this.waiting.push(resolve));
  }
}

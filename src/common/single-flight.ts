/** Work that never overtakes itself: whoever asks for it while it is under way shares that run. */
export class SingleFlight<T = void> {
  private current: Promise<T> | null = null;

  constructor(private readonly work: () => Promise<T>) {}

  /** The run that is under way, or null. */
  get underWay(): Promise<T> | null {
    return this.current;
  }

  /** Joins the run that is under way, or begins one. */
  run(): Promise<T> {
    this.current ??= this.work().finally(() => {
      this.current = null;
    });
    return this.current;
  }
}

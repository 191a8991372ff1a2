/**
 * Reads that many ask for at once, answered together: whoever asks the same in one turn of the event loop shares one read. It begins
 * when they all have asked, so nobody is told what was true before.
 */
export class SharedReads<Key, T> {
  private readonly asked = new Map<Key, Promise<T>>();

  /** @param read what it answers is given to several: nobody may change it */
  constructor(private readonly read: (key: Key) => Promise<T>) {}

  ask(key: Key): Promise<T> {
    const known = this.asked.get(key);
    if (known) return known;
    const answer = new Promise<void>((resolve) => setImmediate(resolve)).then(() => {
      this.asked.delete(key);
      return this.read(key);
    });
    this.asked.set(key, answer);
    return answer;
  }
}

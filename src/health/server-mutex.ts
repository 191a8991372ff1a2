import { Injectable } from '@nestjs/common';
import type { Watched } from './watched';

/** Keeps the calls to one server one after the other, whoever makes them. */
@Injectable()
export class ServerMutex {
  private readonly underway = new Set<Promise<unknown>>();

  /** Runs `call` when no other call is open on the server: never two at once. */
  exclusive<T>({ line }: Watched, call: () => Promise<T>): Promise<T> {
    const before = line.calls ?? Promise.resolve();
    const result = before.then(call);
    const done = result.then(
      () => undefined,
      () => undefined,
    );
    line.calls = done;
    this.underway.add(done);
    void done.then(() => {
      this.underway.delete(done);
      if (line.calls === done) line.calls = null;
    });
    return result;
  }

  /** Resolves when no call is under way to anybody, those included that began meanwhile. */
  async settled(): Promise<void> {
    while (this.underway.size > 0) await Promise.all(this.underway);
  }
}

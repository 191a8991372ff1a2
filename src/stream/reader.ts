import type { ServerResponse } from 'node:http';
import type { Actor } from '../auth/actor';

/** A reader that has left this much unread is dropped: it comes again, and is told what it missed. */
const MAX_UNREAD_BYTES = 1_048_576;

/** Writes one event as server-sent events are written. @param data of one line, as JSON is */
export function eventText(event: string, data: unknown, id?: string): string {
  return `${id === undefined ? '' : `id: ${id}\n`}event: ${event}\ndata: ${JSON.stringify(data)}\n\n`;
}

/** One open connection, and who holds it. */
export class Reader {
  private over = false;

  constructor(
    readonly actor: Actor,
    /** Servers whose every probe is shown, not only what changes. */
    readonly watched: ReadonlySet<string>,
    private readonly response: ServerResponse,
    onEnd: (reader: Reader) => void,
  ) {
    response.on('close', () => {
      this.over = true;
      onEnd(this);
    });
    // A connection that breaks is closed, which is told above.
    response.on('error', () => undefined);
  }

  /** @returns false when the reader was dropped because it does not keep up */
  write(text: string): boolean {
    if (this.over) return true;
    if (this.response.writableLength > MAX_UNREAD_BYTES) {
      this.response.destroy();
      return false;
    }
    this.response.write(text);
    return true;
  }

  /** Says goodbye; the client comes again by itself, if it still may. */
  end(): void {
    if (!this.over) this.response.end();
  }
}

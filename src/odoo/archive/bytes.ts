import { ArchiveError } from './archive-error';

const EMPTY: Buffer = Buffer.alloc(0);

/** A stream read piece by piece, as much at a time as is asked for; it is asked for no more than that. */
export class Bytes {
  private readonly chunks: AsyncIterator<Buffer>;
  private chunk = EMPTY;
  private at = 0;
  private before = 0;

  constructor(source: AsyncIterable<Buffer>) {
    this.chunks = source[Symbol.asyncIterator]();
  }

  /** How many bytes were taken so far. */
  get position(): number {
    return this.before + this.at;
  }

  /** At least one byte and at most `most`. @throws ArchiveError `cut` at the end */
  async some(most: number): Promise<Buffer> {
    if (await this.isAtEnd()) throw new ArchiveError('cut', 'The archive ends too early.');
    const part = this.chunk.subarray(this.at, this.at + most);
    this.at += part.length;
    return part;
  }

  /** Exactly `count` bytes, which are held in memory. @throws ArchiveError `cut` */
  async exactly(count: number): Promise<Buffer> {
    const parts: Buffer[] = [];
    for (let left = count; left > 0;) {
      const part = await this.some(left);
      parts.push(part);
      left -= part.length;
    }
    return parts.length === 1 ? (parts[0] ?? EMPTY) : Buffer.concat(parts);
  }

  /** The next `count` bytes, which are not taken by it. @throws ArchiveError `cut` */
  async peek(count: number): Promise<Buffer> {
    if (this.chunk.length - this.at < count) {
      const position = this.position;
      const next = await this.exactly(count);
      this.chunk = Buffer.concat([next, this.chunk.subarray(this.at)]);
      this.at = 0;
      this.before = position;
    }
    return this.chunk.subarray(this.at, this.at + count);
  }

  /** Gives back the last `count` bytes of what `some` just gave. */
  giveBack(count: number): void {
    this.at -= count;
  }

  async isAtEnd(): Promise<boolean> {
    while (this.at === this.chunk.length) {
      const next = await this.chunks.next();
      if (next.done === true) return true;
      this.before += this.chunk.length;
      this.chunk = next.value;
      this.at = 0;
    }
    return false;
  }

  /** Lets go of the source, which is destroyed if it has not ended. */
  async close(): Promise<void> {
    await this.chunks.return?.();
  }
}

import zlib from 'node:zlib';

/**
 * A compressor asked chunk by chunk, off the event loop. All that comes of a chunk is in memory at once: deflate makes at most a thousandth
 * of what goes in, so chunks of `SLICE` bound it.
 */
export class Engine {
  private out: Buffer[] = [];
  private settle: (error?: Error | null) => void = () => undefined;
  private ended = false;

  private constructor(private readonly stream: zlib.InflateRaw | zlib.DeflateRaw) {
    stream
      .on('data', (chunk: Buffer) => this.out.push(chunk))
      .on('end', () => {
        this.ended = true;
        this.settle();
      })
      .on('error', (error) => {
        this.settle(error);
      });
  }

  static inflating(): Engine {
    return new Engine(zlib.createInflateRaw({ chunkSize: CHUNK }));
  }

  static deflating(): Engine {
    return new Engine(zlib.createDeflateRaw({ chunkSize: CHUNK, level: zlib.constants.Z_BEST_SPEED }));
  }

  /** Whether the end of the compressed data was met. */
  get hasEnded(): boolean {
    return this.ended;
  }

  /** @returns what came of the chunk, and how much of it was used: all, unless the compressed data ended before. Rejects with zlib's error */
  async feed(chunk: Buffer): Promise<{ out: Buffer[]; used: number }> {
    const before = this.stream.bytesWritten;
    const out = await this.outcome((done) => this.stream.write(chunk, done));
    return { out, used: this.stream.bytesWritten - before };
  }

  /** Says that nothing more comes. @returns what was still inside */
  finish(): Promise<Buffer[]> {
    return this.ended ? Promise.resolve([]) : this.outcome(() => this.stream.end());
  }

  close(): void {
    this.stream.destroy();
  }

  private async outcome(start: (done: (error?: Error | null) => void) => void): Promise<Buffer[]> {
    await new Promise<void>((resolve, reject) => {
      this.settle = (error) => {
        if (error) reject(error);
        else resolve();
      };
      start(this.settle);
    });
    return this.out.splice(0);
  }
}

/** How much is fed at a time, in bytes. */
export const SLICE = 16 * 1024;
const CHUNK = 64 * 1024;

/** Inflates at once what comes to no more than `size` bytes; null when it is not that, or does not use up all of `packed`. */
export function inflateSmall(packed: Buffer, size: number): Buffer | null {
  try {
    const options = { info: true, maxOutputLength: Math.max(size, 1) };
    const { buffer, engine } = zlib.inflateRawSync(packed, options) as unknown as {
      buffer: Buffer;
      engine: zlib.InflateRaw;
    };
    return engine.bytesWritten === packed.length ? buffer : null;
  } catch {
    return null;
  }
}

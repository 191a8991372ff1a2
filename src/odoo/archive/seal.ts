import { Readable } from 'node:stream';
import zlib from 'node:zlib';
import { ArchiveError } from './archive-error';
import { DumpEnd } from './dump-facts';
import { DumpScan } from './dump-scan';
import { Engine } from './engine';
import { gathered } from './gathered';
import { type Piece, readZip } from './zip-reader';
import {
  describedLocal,
  descriptorOf,
  type DirectoryEntry,
  directoryRecord,
  endRecords,
  type Entry,
} from './zip-records';

/** What is added to the version of the module `base` of a database that must not act: Odoo then leaves it out when it runs crons. */
export const SEAL_SUFFIX = '-amiral';

/**
 * What keeps a restored copy from acting, run by psql right behind the rows it is about. From then on no cron is active, and before the rows of
 * `ir_module_module` are there Odoo runs none at all: it asks them for the version. Twice does no harm.
 */
const SEAL: Readonly<Partial<Record<string, string>>> = {
  ir_cron: 'UPDATE public.ir_cron SET active = false WHERE active;\n',
  ir_module_module: `UPDATE public.ir_module_module SET latest_version = latest_version || '${SEAL_SUFFIX}' WHERE name = 'base' AND latest_version NOT LIKE '%${SEAL_SUFFIX}';\n`,
};
const DUMP = 'dump.sql';

/**
 * Rewrites a backup as it passes so that the copy restored from it cannot act (see `SEAL`): only `dump.sql` changes; the rest goes through as it
 * is packed.
 * @param append SQL to run at the end of the dump. There is no search path then: names need their schema
 * @returns a stream that fails with ArchiveError rather than end when the backup is cut, damaged or not one that can be sealed
 */
export function sealed(source: AsyncIterable<Buffer>, append = ''): Readable {
  return Readable.from(gathered(new Sealing(append).over(readZip(source))), { objectMode: false });
}

class Sealing {
  private dump: SealedDump | null = null;
  /** What became of the dump, and by how much all that follows it has moved. */
  private sealed: Entry | null = null;
  private moved = 0;
  private read = 0;
  private written = 0;
  private readonly directory = { entries: 0, size: 0 };

  constructor(private readonly append: string) {}

  async *over(pieces: AsyncIterable<Piece>): AsyncGenerator<Buffer, void> {
    try {
      for await (const piece of pieces) {
        for (const part of await this.partsOf(piece)) {
          this.written += part.length;
          yield part;
        }
        this.read += piece.raw.length;
        if (piece.kind === 'entry-end') this.moved = this.written - this.read;
      }
    } finally {
      this.dump?.close();
    }
  }

  private async partsOf(piece: Piece): Promise<readonly Buffer[]> {
    if (piece.kind === 'directory') return [this.directoryPart(piece.entry)];
    if (piece.kind === 'end') return [this.end()];
    if (piece.kind === 'entry' && piece.entry.name === DUMP) return [this.begin(piece.raw)];
    if (!this.dump) return [piece.raw];
    return piece.kind === 'data' ? this.dump.take(piece.plain) : this.endDump(this.dump, piece.entry);
  }

  private begin(header: Buffer): Buffer {
    if (this.sealed) throw new ArchiveError('not-a-backup', `It has ${DUMP} twice.`);
    this.dump = new SealedDump();
    return describedLocal(header);
  }

  private async endDump(dump: SealedDump, entry: Entry): Promise<readonly Buffer[]> {
    const last = await dump.finish(this.append);
    this.sealed = { ...entry, ...dump.sizes() };
    this.dump = null;
    return [...last, descriptorOf(this.sealed)];
  }

  private directoryPart(entry: DirectoryEntry): Buffer {
    const { sealed } = this;
    if (!sealed) throw new ArchiveError('not-a-backup', `It has no ${DUMP}.`);
    const isDump = entry.name === DUMP;
    const offset = entry.offset + (entry.offset > sealed.offset ? this.moved : 0);
    const part = directoryRecord({ ...entry, ...(isDump && sealed), offset }, isDump);
    this.directory.entries++;
    this.directory.size += part.length;
    return part;
  }

  private end(): Buffer {
    const { entries, size } = this.directory;
    return endRecords({ entries, size, offset: this.written - size });
  }
}

/** The dump on its way through: with the seal behind the tables that it is about, and packed anew. */
class SealedDump {
  private readonly engine = Engine.deflating();
  private readonly lastLines = new DumpEnd();
  private readonly unsealed = new Set(Object.keys(SEAL));
  private cuts: { at: number; sql: string }[] = [];
  private crc = 0;
  private size = 0;
  private packed = 0;
  private readonly scan = new DumpScan({}, (table, at) => {
    const sql = SEAL[table];
    if (sql === undefined) return;
    this.unsealed.delete(table);
    this.cuts.push({ at, sql });
  });

  async take(chunks: readonly Buffer[]): Promise<Buffer[]> {
    const out: Buffer[] = [];
    for (const chunk of chunks) {
      this.lastLines.take(chunk);
      this.scan.take(chunk);
      for (const part of partsAt(chunk, this.cuts.splice(0))) out.push(...(await this.pack(part)));
    }
    return out;
  }

  async finish(append: string): Promise<Buffer[]> {
    if (!this.lastLines.isComplete) throw new ArchiveError('not-a-backup', 'The dump is not complete.');
    if (this.unsealed.size > 0) {
      throw new ArchiveError('not-a-backup', `The dump has no ${[...this.unsealed].join(' and no ')}.`);
    }
    const added = append === '' ? [] : await this.pack(Buffer.from(`${append}\n`));
    const last = await this.engine.finish();
    this.count(last);
    this.close();
    return [...added, ...last];
  }

  sizes(): Pick<Entry, 'crc' | 'size' | 'packed'> {
    return { crc: this.crc, size: this.size, packed: this.packed };
  }

  close(): void {
    this.engine.close();
  }

  private async pack(part: Buffer): Promise<Buffer[]> {
    if (part.length === 0) return [];
    this.crc = zlib.crc32(part, this.crc);
    this.size += part.length;
    const { out } = await this.engine.feed(part);
    this.count(out);
    return out;
  }

  private count(packed: readonly Buffer[]): void {
    this.packed += packed.reduce((sum, { length }) => sum + length, 0);
  }
}

/** A chunk with SQL put in where it is cut. */
function partsAt(chunk: Buffer, cuts: readonly { at: number; sql: string }[]): Buffer[] {
  let from = 0;
  const parts = cuts.flatMap(({ at, sql }) => {
    const before = chunk.subarray(from, at);
    from = at;
    return [before, Buffer.from(sql)];
  });
  return [...parts, chunk.subarray(from)];
}

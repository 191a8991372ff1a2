import { createHash, type Hash } from 'node:crypto';
import { Readable } from 'node:stream';
import { z } from 'zod';
import { type DumpFacts, DumpReader } from './dump-facts';
import { FileNames } from './file-names';
import { gathered } from './gathered';
import { type Piece, readZip } from './zip-reader';

const Manifest = z.object({
  odoo_dump: z.literal('1'),
  db_name: z.string(),
  version: z.string(),
  major_version: z.string(),
  pg_version: z.string(),
  modules: z.record(z.string(), z.string()),
});

/** What Odoo says of a backup in it, `manifest.json`; versions as `16.0`, modules with their versions. */
export type Manifest = z.infer<typeof Manifest>;

/** What keeps an archive from a better grade; the first two leave it without any. */
export interface Problem {
  code: 'no-manifest' | 'dump-not-complete' | 'not-named-by-content' | 'files-missing' | 'files-elsewhere';
  /** How many files, 1 where it is no matter of files. */
  count: number;
}

/** What was seen of a backup as it passed. It was read to its end: of one that is cut or damaged there is no such thing. */
export interface ArchiveCheck extends Pick<DumpFacts, 'counts' | 'foreignKeys' | 'cronIds' | 'databaseUuid'> {
  /** `stored`: a whole archive, a manifest, a whole dump. `checked`: also each file is what its name says, and there. Null: neither. */
  grade: 'stored' | 'checked' | null;
  bytes: number;
  sha256: string;
  manifest: Manifest | null;
  /** In the filestore. */
  files: number;
  /** Files that attachments name and the archive lacks. Odoo copies the files before it dumps, so a few say nothing. */
  gaps: number;
  problems: readonly Problem[];
}

/** No manifest is longer, in bytes. */
const LONGEST_MANIFEST = 4 * 1024 * 1024;
const FILE = /^filestore\/([0-9a-f]{2})\/(\1[0-9a-f]{38})$/;
const MARKS = 'filestore/checklist/';
/** More than these of all that attachments name: the filestore has lost some. */
const GAPS = 10;
const GAPS_SHARE = 0.01;

/**
 * Looks at a backup as it passes, in memory that does not grow with it.
 * @returns the same bytes, and what was seen once the last of them was read. Both fail with ArchiveError when the archive is cut, damaged or
 *   cannot be read, with the source's error when that fails, and the check also when the stream is left early
 * @param toError what such an error is told as
 */
export function checked(
  source: AsyncIterable<Buffer>,
  toError = (error: unknown) => error,
): { stream: Readable; check: Promise<ArchiveCheck> } {
  const checking = new Checking();
  const stream = Readable.from(failing(gathered(checking.over(readZip(source))), toError), { objectMode: false });
  const check = new Promise<ArchiveCheck>((resolve, reject) => {
    stream.once('end', () => {
      resolve(checking.outcome());
    });
    stream.once('error', reject);
    stream.once('close', () => {
      reject(new Error('The archive was not read to its end.'));
    });
  });
  check.catch(() => undefined);
  return { stream, check };
}

async function* failing(pieces: AsyncIterable<Buffer>, toError: (error: unknown) => unknown) {
  try {
    yield* pieces;
  } catch (error) {
    throw toError(error);
  }
}

/** What is done with the contents of one entry. */
interface Taker {
  take: (chunk: Buffer) => void;
  end: () => void;
}

class Checking {
  private readonly sha256 = createHash('sha256');
  private readonly names = new FileNames();
  private readonly dump = new DumpReader(this.names);
  private bytes = 0;
  private manifest: Manifest | null = null;
  private files = 0;
  private misnamed = 0;
  private taker: Taker | null = null;

  async *over(pieces: AsyncIterable<Piece>): AsyncGenerator<Buffer, void> {
    for await (const piece of pieces) {
      this.bytes += piece.raw.length;
      this.sha256.update(piece.raw);
      this.look(piece);
      yield piece.raw;
    }
  }

  outcome(): ArchiveCheck {
    const { manifest, bytes, files } = this;
    const { isComplete, elsewhere, ...facts } = this.dump.facts();
    const { expected, found } = this.names;
    const gaps = expected - found;
    const problems = (
      [
        ['no-manifest', manifest ? 0 : 1],
        ['dump-not-complete', isComplete ? 0 : 1],
        ['not-named-by-content', this.misnamed],
        ['files-missing', gaps > Math.max(GAPS, expected * GAPS_SHARE) ? gaps : 0],
        ['files-elsewhere', elsewhere],
      ] as const
    ).flatMap(([code, count]) => (count > 0 ? [{ code, count }] : []));
    const grade = !manifest || !isComplete ? null : problems.length > 0 ? 'stored' : 'checked';
    const sha256 = this.sha256.digest('hex');
    return { grade, bytes, sha256, manifest, ...facts, files, gaps, problems };
  }

  private look(piece: Piece): void {
    if (piece.kind === 'entry') this.taker = this.takerOf(piece.entry.name);
    else if (piece.kind === 'data') for (const plain of piece.plain) this.taker?.take(plain);
    else if (piece.kind === 'entry-end') this.taker?.end();
  }

  private takerOf(name: string): Taker | null {
    if (name === 'dump.sql') return { take: (chunk) => this.dump.take(chunk), end: () => undefined };
    if (name === 'manifest.json') return this.takerOfManifest();
    if (!name.startsWith('filestore/') || name.endsWith('/') || name.startsWith(MARKS)) return null;
    return this.takerOfFile(FILE.exec(name)?.[2] ?? null, createHash('sha1'));
  }

  private takerOfFile(sha1: string | null, hash: Hash): Taker {
    return {
      take: (chunk) => hash.update(chunk),
      end: () => {
        this.files++;
        if (hash.digest('hex') !== sha1) this.misnamed++;
        if (sha1 !== null) this.names.meet(sha1);
      },
    };
  }

  private takerOfManifest(): Taker {
    let text = Buffer.alloc(0);
    return {
      take: (chunk) => {
        if (text.length < LONGEST_MANIFEST) text = Buffer.concat([text, chunk]);
      },
      end: () => {
        this.manifest = readManifest(text.toString('utf8'));
      },
    };
  }
}

function readManifest(text: string): Manifest | null {
  try {
    return Manifest.safeParse(JSON.parse(text)).data ?? null;
  } catch {
    return null;
  }
}

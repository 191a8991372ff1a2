import { createHash } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import zlib from 'node:zlib';
import { ArchiveError, damagedUnless } from './archive-error';
import { Bytes } from './bytes';
import { Engine, inflateSmall, SLICE } from './engine';
import {
  DESCRIPTOR,
  DIRECTORY,
  type DirectoryEntry,
  type DirectoryPlace,
  END,
  END64,
  type Entry,
  LOCAL,
  type LocalHeader,
  LOCATOR64,
  readDirectory,
  readLocal,
  readPlace,
  STORED,
} from './zip-records';

/** A piece of an archive: all `raw` in order are the archive, byte for byte. */
export type Piece =
  | { kind: 'entry'; raw: Buffer; entry: LocalHeader }
  /** A part of the entry's data, as it stands in the archive and as it was. */
  | { kind: 'data'; raw: Buffer; plain: readonly Buffer[] }
  /** The entry has ended well; `raw` is its descriptor, if it has one. */
  | { kind: 'entry-end'; raw: Buffer; entry: Entry }
  | { kind: 'directory'; raw: Buffer; entry: DirectoryEntry }
  | { kind: 'end'; raw: Buffer };

const EMPTY = Buffer.alloc(0);
const LONGEST_END = 65_536;
/** In bytes; a millisecond of the event loop. */
const SMALL = 256 * 1024;

/**
 * Reads a zip archive from its first byte to its last, as it comes, in memory that does not grow with it. What ends here well is whole: each
 * entry has the size and the CRC that it says, and the central directory lists these entries and no others, in their order.
 * @throws ArchiveError `cut`, `damaged`, `not-supported`
 */
export async function* readZip(source: AsyncIterable<Buffer>): AsyncGenerator<Piece, void> {
  const bytes = new Bytes(source);
  try {
    const met = new Listing();
    let signature = await signatureOf(bytes);
    damagedUnless(signature === LOCAL, 'It does not begin as a zip archive.');
    while (signature === LOCAL) {
      yield* readEntry(bytes, met);
      signature = await signatureOf(bytes);
    }
    const listed = new Listing();
    const offset = bytes.position;
    while (signature === DIRECTORY) {
      const raw = await directoryRecordOf(bytes);
      const entry = readDirectory(raw);
      listed.add(entry);
      yield { kind: 'directory', raw, entry };
      signature = await signatureOf(bytes);
    }
    const place = { entries: listed.entries, offset, size: bytes.position - offset };
    damagedUnless(met.digest() === listed.digest(), 'The central directory does not list what is in the archive.');
    yield { kind: 'end', raw: await readEnd(bytes, place) };
  } finally {
    await bytes.close();
  }
}

/** Entries in their order, of which only a digest is kept: there may be a million. */
class Listing {
  private readonly hash = createHash('sha256');
  entries = 0;

  add({ name, method, crc, packed, size, offset }: Entry): void {
    this.entries++;
    this.hash.update(JSON.stringify([name, method, crc, packed, size, offset]));
  }

  digest(): string {
    return this.hash.digest('hex');
  }
}

async function signatureOf(bytes: Bytes): Promise<number> {
  return (await bytes.peek(4)).readUInt32LE(0);
}

/** A record of `fixed` bytes and what it says follows it, in three fields of two bytes at most. */
async function recordOf(bytes: Bytes, fixed: number, lengthsAt: readonly number[]): Promise<Buffer> {
  const head = await bytes.exactly(fixed);
  const rest = await bytes.exactly(lengthsAt.reduce((sum, at) => sum + head.readUInt16LE(at), 0));
  return Buffer.concat([head, rest]);
}

function directoryRecordOf(bytes: Bytes): Promise<Buffer> {
  return recordOf(bytes, 46, [28, 30, 32]);
}

async function* readEntry(bytes: Bytes, met: Listing): AsyncGenerator<Piece, void> {
  const offset = bytes.position;
  const raw = await recordOf(bytes, 30, [26, 28]);
  const entry = readLocal(raw, offset);
  yield { kind: 'entry', raw, entry };
  const begin = bytes.position;
  let crc = 0;
  let size = 0;
  for await (const piece of dataOf(bytes, entry)) {
    crc = piece.plain.reduce((sum, plain) => zlib.crc32(plain, sum), crc);
    size += lengthOf(piece.plain);
    yield piece;
  }
  const found: Entry = { ...entry, crc, size, packed: bytes.position - begin };
  const descriptor = entry.isDescribed ? await descriptorOf(bytes, entry) : null;
  const said = descriptor ?? entry;
  const isTrue = said.crc === crc && said.size === size && said.packed === found.packed;
  damagedUnless(isTrue, `${entry.name} is not what its size and CRC say.`);
  met.add(found);
  yield { kind: 'entry-end', raw: descriptor?.raw ?? EMPTY, entry: found };
}

type Data = Extract<Piece, { kind: 'data' }>;

async function* dataOf(bytes: Bytes, entry: LocalHeader): AsyncGenerator<Data, void> {
  if (entry.method !== STORED) {
    if (isSmall(entry)) yield await inflatedAtOnce(bytes, entry);
    else yield* inflated(bytes, entry);
    return;
  }
  for (let left = entry.packed; left > 0;) {
    const raw = await bytes.some(left);
    left -= raw.length;
    yield { kind: 'data', raw, plain: [raw] };
  }
}

/** Most files are; a compressor of their own and four turns of the event loop would cost each more than its contents do. */
function isSmall({ isDescribed, packed, size }: LocalHeader): boolean {
  return !isDescribed && packed <= SLICE && size <= SMALL;
}

async function inflatedAtOnce(bytes: Bytes, { name, packed, size }: LocalHeader): Promise<Data> {
  const raw = await bytes.exactly(packed);
  const plain = inflateSmall(raw, size);
  damagedUnless(plain !== null, unpackable(name));
  return { kind: 'data', raw, plain: [plain] };
}

/** Ends where the compressed data does; only that tells the end of an entry that is described behind it. */
async function* inflated(bytes: Bytes, entry: LocalHeader): AsyncGenerator<Data, void> {
  const engine = Engine.inflating();
  try {
    const end = bytes.position + (entry.isDescribed ? Infinity : entry.packed);
    while (bytes.position < end && !engine.hasEnded) {
      const taken = await bytes.some(Math.min(SLICE, end - bytes.position));
      const { out: plain, used } = await engine.feed(taken);
      bytes.giveBack(taken.length - used);
      yield { kind: 'data', raw: taken.subarray(0, used), plain };
    }
    yield { kind: 'data', raw: EMPTY, plain: await engine.finish() };
  } catch (error) {
    throw isOfZlib(error) ? new ArchiveError('damaged', unpackable(entry.name)) : error;
  } finally {
    engine.close();
  }
}

function unpackable(name: string): string {
  return `${name} cannot be unpacked.`;
}

function lengthOf(parts: readonly Buffer[]): number {
  return parts.reduce((sum, { length }) => sum + length, 0);
}

function isOfZlib(error: unknown): boolean {
  return ((error as NodeJS.ErrnoException).code ?? '').startsWith('Z_');
}

async function descriptorOf(bytes: Bytes, { name, isZip64 }: LocalHeader) {
  const raw = await bytes.exactly(isZip64 ? 24 : 16);
  if (raw.readUInt32LE(0) !== DESCRIPTOR) {
    throw new ArchiveError('not-supported', `${name} has no marked descriptor behind its data.`);
  }
  const packed = isZip64 ? Number(raw.readBigUInt64LE(8)) : raw.readUInt32LE(8);
  const size = isZip64 ? Number(raw.readBigUInt64LE(16)) : raw.readUInt32LE(12);
  return { raw, crc: raw.readUInt32LE(4), packed, size };
}

/** What ends the archive, where it names the directory that was read. */
async function readEnd(bytes: Bytes, place: DirectoryPlace): Promise<Buffer> {
  const big = (await signatureOf(bytes)) === END64 ? await bigEndOf(bytes) : null;
  const end = await recordOf(bytes, 22, [20]);
  damagedUnless(end.readUInt32LE(0) === END, 'It does not end as a zip archive.');
  const said = readPlace(end, big);
  damagedUnless(isDeepStrictEqual(said, place), 'Its end does not name its central directory.');
  damagedUnless(await bytes.isAtEnd(), 'Something follows the end of the archive.');
  return Buffer.concat([big ?? EMPTY, end]);
}

/** The end record of zip64 and the one that leads to it. */
async function bigEndOf(bytes: Bytes): Promise<Buffer> {
  const head = await bytes.exactly(12);
  const size = Number(head.readBigUInt64LE(4));
  damagedUnless(size >= 44 && size <= LONGEST_END, 'It does not end as an archive of zip64.');
  const rest = await bytes.exactly(size + 20);
  damagedUnless(rest.readUInt32LE(size) === LOCATOR64, 'It does not end as an archive of zip64.');
  return Buffer.concat([head, rest]);
}

import { inParts, type File, type Shape, zipOf } from './archive.testing';
import { ArchiveError, type ArchiveFault } from './archive-error';
import { readZip } from './zip-reader';

const LONG = 'How long is a row? '.repeat(40_000);
const SHAPES: Shape[] = [
  {},
  { stored: true },
  { zip64: true },
  { stored: true, zip64: true },
  { described: true },
  { described: true, zip64: true },
];
const FILES: File[] = SHAPES.flatMap((shape, index) => [
  { ...shape, name: `${index}/short`, text: 'short' },
  { ...shape, name: `${index}/long`, text: LONG },
  { ...shape, name: `${index}/empty`, text: '' },
]);

/** What an archive holds by name, and its bytes as they were read. */
async function contents(archive: Buffer, partSize?: number): Promise<{ raw: Buffer; files: Map<string, string> }> {
  const raw: Buffer[] = [];
  const files = new Map<string, string>();
  const plain: Buffer[] = [];
  for await (const piece of readZip(inParts(archive, partSize))) {
    raw.push(piece.raw);
    if (piece.kind === 'data') plain.push(...piece.plain);
    if (piece.kind === 'entry-end') files.set(piece.entry.name, Buffer.concat(plain.splice(0)).toString());
  }
  return { raw: Buffer.concat(raw), files };
}

async function faultOf(archive: Buffer): Promise<ArchiveFault> {
  const outcome = await contents(archive).catch((error: unknown) => error);
  if (!(outcome instanceof ArchiveError)) throw outcome instanceof Error ? outcome : new Error('It was read.');
  return outcome.fault;
}

/** The archive with other bytes where `text` stands for the last time, or `by` further. */
function changed(archive: Buffer, text: string | Buffer, by: number, ...bytes: number[]): Buffer {
  const copy = Buffer.from(archive);
  copy.set(bytes, archive.lastIndexOf(text) + by);
  return copy;
}

describe('a zip archive', () => {
  it.each([1, 1_000, 65_536])(
    'is read in all its shapes, %d bytes at a time, and passes byte for byte',
    async (size) => {
      const files = size === 1 ? FILES.filter(({ text }) => text !== LONG) : FILES;
      const archive = zipOf(files);
      const read = await contents(archive, size);
      expect(read.raw.equals(archive)).toBe(true);
      expect([...read.files]).toEqual(files.map(({ name, text }) => [name, text]));
    },
  );

  it('of zip64 is read, and so is one of more entries than the old way can count', async () => {
    expect((await contents(zipOf(FILES, { zip64: true }))).files.size).toBe(FILES.length);
    const many = Array.from({ length: 70_000 }, (_, index) => ({ name: String(index), text: 'x', stored: true }));
    expect((await contents(zipOf(many))).files.size).toBe(70_000);
  });

  it('that is cut anywhere is no archive', async () => {
    const archive = zipOf([...FILES.filter(({ text }) => text !== LONG), { name: 'last', text: 'x'.repeat(99) }]);
    for (let length = 0; length < archive.length; length++) {
      expect(await faultOf(archive.subarray(0, length))).toBe('cut');
    }
  });

  it('is damaged where a size, a CRC or the data is not what was said', async () => {
    const name = 'entry-of-interest';
    const archive = zipOf([
      { name, text: 'not much of a text', stored: true },
      { name: 'z', text: 'z' },
    ]);
    const local = (by: number) => {
      const copy = Buffer.from(archive);
      const at = archive.indexOf(name) - 30 + by;
      copy.writeUInt8(copy.readUInt8(at) ^ 1, at);
      return copy;
    };
    for (const by of [14, 22, 30, 30 + name.length]) expect(await faultOf(local(by))).toBe('damaged');
    const packed = zipOf([{ name, text: LONG }]);
    expect(await faultOf(changed(packed, name, -1_000, 0, 0, 0, 0))).toBe('damaged');
  });

  it('is damaged where its directory or its end tell of another one', async () => {
    const archive = zipOf([
      { name: 'a', text: 'x' },
      { name: 'b', text: 'y' },
    ]);
    const end = Buffer.from('PK\x05\x06', 'latin1');
    for (const by of [10, 12, 16]) expect(await faultOf(changed(archive, end, by, 77))).toBe('damaged');
    expect(await faultOf(changed(archive, 'b', 0, 99))).toBe('damaged');
    expect(await faultOf(changed(archive, 'b', -4, 1))).toBe('damaged');
    expect(await faultOf(Buffer.concat([archive, Buffer.from('x')]))).toBe('damaged');
    const big = zipOf(FILES, { zip64: true });
    expect(await faultOf(changed(big, Buffer.from('PK\x06\x06', 'latin1'), 32, 1))).toBe('damaged');
    expect(await faultOf(changed(big, Buffer.from('PK\x06\x07', 'latin1'), 0, 1))).toBe('damaged');
  });

  it.each([
    ['encrypted', 6, 1],
    ['packed in a way of its own', 8, 12],
    ['stored with its size behind it', 6, 8],
  ])('with an entry that is %s is refused as not supported', async (_, at, value) => {
    const archive = zipOf([{ name: 'a', text: 'x', stored: true }]);
    archive.writeUInt8(value, at);
    expect(await faultOf(archive)).toBe('not-supported');
  });

  it('is not what an HTML page is', async () => {
    expect(await faultOf(Buffer.from('<!doctype html><title>Odoo</title>'))).toBe('damaged');
  });
});

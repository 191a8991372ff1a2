import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import zlib from 'node:zlib';

/** How an entry of an archive is written. */
export interface Shape {
  stored?: boolean;
  /** Sizes and CRC follow the data, as where the writer cannot go back. */
  described?: boolean;
  zip64?: boolean;
}

/** Something in an archive. */
export type File = Shape & { name: string; text: string | Buffer };

const FULL = 0xffffffff;

function numbers(zip64: boolean, ...values: number[]): Buffer {
  const field = Buffer.alloc(values.length * (zip64 ? 8 : 4));
  for (const [index, value] of values.entries()) {
    if (zip64) field.writeBigUInt64LE(BigInt(value), index * 8);
    else field.writeUInt32LE(value, index * 4);
  }
  return field;
}

const shorts = (...values: number[]) => Buffer.from(Uint16Array.from(values).buffer);
const longs = (...values: number[]) => numbers(false, ...values);
const extra = (zip64: boolean, ...values: number[]) =>
  zip64 ? Buffer.concat([shorts(1, values.length * 8), numbers(true, ...values)]) : Buffer.alloc(0);

/** A zip archive, written as APPNOTE says and by nothing that reads them. */
export function zipOf(files: readonly File[], { zip64 = false } = {}): Buffer {
  const parts: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const file of files) {
    const { local, record } = entryOf(file, offset);
    parts.push(local);
    directory.push(record);
    offset += local.length;
  }
  const listed = Buffer.concat(directory);
  const count = files.length;
  const big = zip64 || count > 65_534;
  const end64 = Buffer.concat([
    longs(0x06064b50),
    numbers(true, 44),
    shorts(45, 45),
    longs(0, 0),
    numbers(true, count, count, listed.length, offset),
  ]);
  const locator = Buffer.concat([longs(0x07064b50, 0), numbers(true, offset + listed.length), longs(1)]);
  const [few, size, at] = big ? [0xffff, FULL, FULL] : [count, listed.length, offset];
  const end = Buffer.concat([longs(0x06054b50), shorts(0, 0, few, few), longs(size, at), shorts(0)]);
  return Buffer.concat([...parts, listed, ...(big ? [end64, locator] : []), end]);
}

function entryOf(file: File, offset: number) {
  const { stored = false, zip64 = false } = file;
  const plain = Buffer.from(file.text);
  const data = stored ? plain : zlib.deflateRawSync(plain);
  const written = { ...file, path: Buffer.from(file.name), data, crc: zlib.crc32(plain), size: plain.length };
  const flags = file.described === true ? 8 : 0;
  const head = Buffer.concat([shorts(zip64 ? 45 : 20, flags, stored ? 0 : 8, 0, 0x5a21)]);
  return { local: localOf(written, head), record: recordOf(written, head, offset) };
}

interface Written extends File {
  path: Buffer;
  data: Buffer;
  crc: number;
  size: number;
}

function localOf({ path, data, crc, size, described = false, zip64 = false }: Written, head: Buffer): Buffer {
  const [crcNow, packedNow, sizeNow] = described ? [0, 0, 0] : [crc, data.length, size];
  const more = extra(zip64, sizeNow, packedNow);
  const sizes = zip64 ? longs(FULL, FULL) : longs(packedNow, sizeNow);
  const after = described ? [longs(0x08074b50, crc), numbers(zip64, data.length, size)] : [];
  const lengths = shorts(path.length, more.length);
  return Buffer.concat([longs(0x04034b50), head, longs(crcNow), sizes, lengths, path, more, data, ...after]);
}

function recordOf({ path, data, crc, size, zip64 = false }: Written, head: Buffer, offset: number): Buffer {
  const more = extra(zip64, size, data.length, offset);
  const sizes = zip64 ? longs(FULL, FULL) : longs(data.length, size);
  const lengths = shorts(path.length, more.length, 0, 0, 0);
  const place = longs(0, zip64 ? FULL : offset);
  return Buffer.concat([longs(0x02014b50), shorts(45), head, longs(crc), sizes, lengths, place, path, more]);
}

/** A file of a filestore, under its name. */
export function stored(text: string): File {
  const sha1 = createHash('sha1').update(text).digest('hex');
  return { name: `filestore/${sha1.slice(0, 2)}/${sha1}`, text };
}

/** What an attachment calls such a file. */
export function pathOf({ name }: File): string {
  return name.slice('filestore/'.length);
}

const MANIFEST: File = {
  name: 'manifest.json',
  text: JSON.stringify({
    odoo_dump: '1',
    db_name: 'acme',
    version: '16.0',
    version_info: [16, 0, 0, 'final', 0, ''],
    major_version: '16.0',
    pg_version: '15.0',
    modules: { base: '16.0.1.3' },
  }),
};

const DUMP = `--
-- PostgreSQL database dump
--

\\restrict abc

SELECT pg_catalog.set_config('search_path', '', false);
CREATE TABLE public.ir_cron (
    id integer NOT NULL
);
COPY public.ir_attachment (id, res_id, name, store_fname, description) FROM stdin;
@attachments
\\.


COPY public.ir_config_parameter (id, key, value) FROM stdin;
1\tdatabase.secret\tx
2\tdatabase.uuid\tc82fc660-e922-11f1-b584-02fc00000001
\\.


COPY public.ir_cron (id, active, priority) FROM stdin;
1\tt\t5
2\tf\t5
13\tt\t5
\\.


COPY public.ir_module_module (id, name, latest_version) FROM stdin;
1\tbase\t16.0.1.3
\\.


COPY public.res_users (id, login) FROM stdin;
1\t__system__
2\tadmin
\\.


COPY sales."Odd" (id) FROM stdin;
\\.


ALTER TABLE ONLY public.res_users
    ADD CONSTRAINT res_users_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.res_users
    ADD CONSTRAINT res_users_company_fkey FOREIGN KEY (company_id) REFERENCES public.res_company(id);
--
-- PostgreSQL database dump complete
--

\\unrestrict abc


`;

/** A dump of a small database, as pg_dump writes them. @param paths of attachments */
export function dumpOf(paths: readonly string[]): string {
  const attachments = paths.map((path, row) => `${row + 1}\t\\N\ta\\tb ${'x'.repeat(2_000)}\t${path}\tsaid: \\\\.`);
  return DUMP.replace('@attachments', () => [...attachments, '99\t\\N\tno file\t\\N\t\\N'].join('\n'));
}

/** The files of a small backup with two attachments. */
export function backup(): { dump: File; manifest: File; files: File[] } {
  const files = [stored('a picture'), stored('a letter')];
  return { dump: { name: 'dump.sql', text: dumpOf(files.map(pathOf)) }, manifest: MANIFEST, files };
}

/** A stream of the bytes, so many at a time. */
export function inParts(bytes: Buffer, size = 64 * 1024): Readable {
  return Readable.from(
    (function* () {
      for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
    })(),
    { objectMode: false, highWaterMark: size },
  );
}

import { ArchiveError } from './archive-error';

/** The records of a zip archive (PKWARE's APPNOTE 6.3.10, sections 4.3 and 4.5.3), with the sizes of zip64 where they are used. */
export interface Entry {
  name: string;
  method: number;
  crc: number;
  /** As it stands in the archive, in bytes. */
  packed: number;
  size: number;
  /** Where its local header begins. */
  offset: number;
}

/** A local header as it was met; sizes and CRC are 0 where a descriptor after the data tells them. */
export interface LocalHeader extends Entry {
  isDescribed: boolean;
  isZip64: boolean;
}

/** An entry of the central directory. */
export interface DirectoryEntry extends Entry {
  /** Its record. */
  record: Buffer;
}

export const LOCAL = 0x04034b50;
export const DESCRIPTOR = 0x08074b50;
export const DIRECTORY = 0x02014b50;
export const END64 = 0x06064b50;
export const LOCATOR64 = 0x07064b50;
export const END = 0x06054b50;

export const STORED = 0;
const DEFLATED = 8;
/** Sizes and CRC follow the data. */
const DESCRIBED = 0x0008;
/** Encrypted in one way or another, patched, or with a masked directory. */
const UNREADABLE = 0x2061;
const ZIP64 = 0x0001;
const FULL32 = 0xffffffff;
const FULL16 = 0xffff;
const VERSION64 = 45;

/** @param record a whole local header, with name and extra field */
export function readLocal(record: Buffer, offset: number): LocalHeader {
  const flags = record.readUInt16LE(6);
  const nameLength = record.readUInt16LE(26);
  const name = record.toString('utf8', 30, 30 + nameLength);
  const method = record.readUInt16LE(8);
  const big = zip64Of(record.subarray(30 + nameLength));
  const size = record.readUInt32LE(22);
  const packed = record.readUInt32LE(18);
  refuseUnreadable(name, method, flags);
  return {
    name,
    method,
    crc: record.readUInt32LE(14),
    size: size === FULL32 ? (big.next() ?? size) : size,
    packed: packed === FULL32 ? (big.next() ?? packed) : packed,
    offset,
    isDescribed: (flags & DESCRIBED) !== 0,
    isZip64: big.isThere,
  };
}

function refuseUnreadable(name: string, method: number, flags: number): void {
  if ((flags & UNREADABLE) !== 0) throw new ArchiveError('not-supported', `${name} is encrypted.`);
  if (method !== STORED && method !== DEFLATED) {
    throw new ArchiveError('not-supported', `${name} is packed by method ${String(method)}.`);
  }
  // Nothing would tell its end.
  if (method === STORED && (flags & DESCRIBED) !== 0) {
    throw new ArchiveError('not-supported', `${name} is stored with its size behind it.`);
  }
}

/** @param record a whole record of the central directory */
export function readDirectory(record: Buffer): DirectoryEntry {
  const nameLength = record.readUInt16LE(28);
  const big = zip64Of(record.subarray(46 + nameLength, 46 + nameLength + record.readUInt16LE(30)));
  const [packed, size, offset] = [20, 24, 42].map((at) => record.readUInt32LE(at)) as [number, number, number];
  // The order of the extra field is not that of the record.
  const bigSize = size === FULL32 ? big.next() : null;
  const bigPacked = packed === FULL32 ? big.next() : null;
  const bigOffset = offset === FULL32 ? big.next() : null;
  return {
    name: record.toString('utf8', 46, 46 + nameLength),
    method: record.readUInt16LE(10),
    crc: record.readUInt32LE(16),
    size: bigSize ?? size,
    packed: bigPacked ?? packed,
    offset: bigOffset ?? offset,
    record,
  };
}

/** The numbers of a zip64 extra field, one after the other. */
function zip64Of(extra: Buffer): { isThere: boolean; next: () => number | null } {
  for (let at = 0; at + 4 <= extra.length; at += 4 + extra.readUInt16LE(at + 2)) {
    if (extra.readUInt16LE(at) !== ZIP64) continue;
    const field = extra.subarray(at + 4, at + 4 + extra.readUInt16LE(at + 2));
    let from = 0;
    const next = () => (from + 8 <= field.length ? Number(field.readBigUInt64LE((from += 8) - 8)) : null);
    return { isThere: true, next };
  }
  return { isThere: false, next: () => null };
}

function without64(extra: Buffer): Buffer {
  const parts: Buffer[] = [];
  for (let at = 0; at + 4 <= extra.length;) {
    const end = at + 4 + extra.readUInt16LE(at + 2);
    if (extra.readUInt16LE(at) !== ZIP64) parts.push(extra.subarray(at, end));
    at = end;
  }
  return Buffer.concat(parts);
}

/** The local header of an entry of the same name, of which everything else follows the data. */
export function describedLocal(record: Buffer): Buffer {
  const nameLength = record.readUInt16LE(26);
  const head = Buffer.from(record.subarray(0, 30 + nameLength));
  const field = Buffer.alloc(20);
  field.writeUInt16LE(ZIP64, 0);
  field.writeUInt16LE(16, 2);
  head.writeUInt16LE(VERSION64, 4);
  head.writeUInt16LE(head.readUInt16LE(6) | DESCRIBED, 6);
  head.writeUInt16LE(DEFLATED, 8);
  head.writeUInt32LE(0, 14);
  head.fill(0xff, 18, 26);
  head.writeUInt16LE(field.length, 28);
  return Buffer.concat([head, field]);
}

/** What follows the data of an entry that began with `describedLocal`. */
export function descriptorOf({ crc, packed, size }: Entry): Buffer {
  const record = Buffer.alloc(24);
  record.writeUInt32LE(DESCRIPTOR, 0);
  record.writeUInt32LE(crc, 4);
  record.writeBigUInt64LE(BigInt(packed), 8);
  record.writeBigUInt64LE(BigInt(size), 16);
  return record;
}

/** The record of an entry with other numbers. @param isDescribed whether it is now one that began with `describedLocal` */
export function directoryRecord(entry: DirectoryEntry, isDescribed: boolean): Buffer {
  const { record } = entry;
  const nameEnd = 46 + record.readUInt16LE(28);
  const extraEnd = nameEnd + record.readUInt16LE(30);
  const head = Buffer.from(record.subarray(0, nameEnd));
  const big: bigint[] = [];
  const put = (value: number, at: number) => {
    if (value >= FULL32) big.push(BigInt(value));
    head.writeUInt32LE(Math.min(value, FULL32), at);
  };
  put(entry.size, 24);
  put(entry.packed, 20);
  put(entry.offset, 42);
  head.writeUInt32LE(entry.crc, 16);
  if (isDescribed) {
    head.writeUInt16LE(head.readUInt16LE(8) | DESCRIBED, 8);
    head.writeUInt16LE(DEFLATED, 10);
  }
  if (isDescribed || big.length > 0) head.writeUInt16LE(VERSION64, 6);
  const extra = Buffer.concat([extra64(big), without64(record.subarray(nameEnd, extraEnd))]);
  head.writeUInt16LE(extra.length, 30);
  return Buffer.concat([head, extra, record.subarray(extraEnd)]);
}

function extra64(numbers: readonly bigint[]): Buffer {
  if (numbers.length === 0) return Buffer.alloc(0);
  const field = Buffer.alloc(4 + numbers.length * 8);
  field.writeUInt16LE(ZIP64, 0);
  field.writeUInt16LE(numbers.length * 8, 2);
  for (const [index, number] of numbers.entries()) field.writeBigUInt64LE(number, 4 + index * 8);
  return field;
}

/** Where the central directory stands. */
export interface DirectoryPlace {
  entries: number;
  offset: number;
  size: number;
}

/** What ends an archive, in zip64 where the numbers need it. */
export function endRecords({ entries, offset, size }: DirectoryPlace): Buffer {
  const end = Buffer.alloc(22);
  end.writeUInt32LE(END, 0);
  end.writeUInt16LE(Math.min(entries, FULL16), 8);
  end.writeUInt16LE(Math.min(entries, FULL16), 10);
  end.writeUInt32LE(Math.min(size, FULL32), 12);
  end.writeUInt32LE(Math.min(offset, FULL32), 16);
  if (entries < FULL16 && size < FULL32 && offset < FULL32) return end;
  const end64 = Buffer.alloc(56);
  end64.writeUInt32LE(END64, 0);
  end64.writeBigUInt64LE(44n, 4);
  end64.writeUInt16LE(VERSION64, 12);
  end64.writeUInt16LE(VERSION64, 14);
  for (const [at, value] of [
    [24, entries],
    [32, entries],
    [40, size],
    [48, offset],
  ] as const) {
    end64.writeBigUInt64LE(BigInt(value), at);
  }
  const locator = Buffer.alloc(20);
  locator.writeUInt32LE(LOCATOR64, 0);
  locator.writeBigUInt64LE(BigInt(offset + size), 8);
  locator.writeUInt32LE(1, 16);
  return Buffer.concat([end64, locator, end]);
}

/** @param end the record END @param end64 the record END64, where there is one */
export function readPlace(end: Buffer, end64: Buffer | null): DirectoryPlace {
  if (end64) {
    const [entries, size, offset] = [32, 40, 48].map((at) => Number(end64.readBigUInt64LE(at))) as [
      number,
      number,
      number,
    ];
    return { entries, size, offset };
  }
  return { entries: end.readUInt16LE(10), size: end.readUInt32LE(12), offset: end.readUInt32LE(16) };
}

import { crc32 } from 'node:zlib';
import { unzipSync, zipSync, type Zippable } from 'fflate';
import type { Version } from '../options';
import type { Database } from './database';
import { dumpSql, manifest } from './dump';
import { readDump } from './psql';

const FILESTORE = 'filestore/';
const CENTRAL = 0x02014b50;
const END = 0x06054b50;
const END_LENGTH = 22;

/** A backup as Odoo makes one: dump.sql, manifest.json, then the files. @param version of the Odoo that makes it */
export function zipOf(database: Database, version: Version, withFilestore = true): Buffer {
  const entries: Zippable = {
    'dump.sql': Buffer.from(dumpSql(database)),
    'manifest.json': Buffer.from(manifest(database, version)),
  };
  for (const [name, content] of withFilestore ? database.files : []) entries[FILESTORE + name] = content;
  return Buffer.from(zipSync(entries));
}

/**
 * What a restore makes of a zip: a manifest or files that are missing are not missed.
 * @throws Error when it is no zip, or an entry is not what was put in
 */
export function databaseOf(zip: Buffer, name: string, version: Version): Database {
  const entries = unzipSync(zip);
  checkSums(zip, entries);
  const sql = entries['dump.sql'];
  if (sql === undefined) throw new Error("There is no item named 'dump.sql' in the archive");
  const database = readDump(name, version, Buffer.from(sql).toString('utf8'));
  for (const [path, content] of Object.entries(entries)) {
    if (path.startsWith(FILESTORE) && !path.endsWith('/'))
      database.files.set(path.slice(FILESTORE.length), Buffer.from(content));
  }
  return database;
}

/** fflate does not compare them; Python does. */
function checkSums(zip: Buffer, entries: Readonly<Record<string, Uint8Array>>): void {
  let at = centralDirectoryOf(zip);
  while (at + 46 <= zip.length && zip.readUInt32LE(at) === CENTRAL) {
    const [nameLength, extra, comment] = [28, 30, 32].map((offset) => zip.readUInt16LE(at + offset)) as [
      number,
      number,
      number,
    ];
    const name = zip.toString('utf8', at + 46, at + 46 + nameLength);
    const content = entries[name];
    if (content !== undefined && crc32(content) !== zip.readUInt32LE(at + 16))
      throw new Error(`Bad CRC-32 for file '${name}'`);
    at += 46 + nameLength + extra + comment;
  }
}

function centralDirectoryOf(zip: Buffer): number {
  const end = endOf(zip);
  const at = zip.readUInt32LE(end + 16);
  // A zip64 says so by this number, and has the true one in a record of its own, which a locator before the end points at.
  return at === 0xffffffff ? Number(zip.readBigUInt64LE(Number(zip.readBigUInt64LE(end - 12)) + 48)) : at;
}

function endOf(zip: Buffer): number {
  for (let at = zip.length - END_LENGTH; at >= 0; at -= 1) if (zip.readUInt32LE(at) === END) return at;
  throw new Error('File is not a zip file');
}

import { createReadStream, createWriteStream } from 'node:fs';
import { access, chown, lstat, mkdir, mkdtemp, readdir, realpath, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { Client } from 'pg';
import { limitsFor, STATEMENT_MS } from '../deadlines';
import { embeddedUrl, OWNER } from './bootstrap';
import { SUPERUSER, passwordFile, readPassword } from './cluster';
import { EmbeddedError } from './embedded-error';
import { acquireLock } from './lock';
import { findPostmaster } from './postmaster-file';
import { tar } from './tar';

/** What to copy, and where to. */
export interface BackupOptions {
  /** Amiral's data folder. */
  dataDir: string;
  /** The .tar.gz to make; must not exist. */
  file: string;
}

/** A copy in the making: the data folder, and the archive being filled in a folder that goes away afterwards. */
interface Draft {
  dataDir: string;
  workDir: string;
  archive: string;
}

/** The manual's list of what a base backup leaves out ("Backing Up the Data Directory"). */
const LEFT_OUT = [
  'postmaster.pid',
  'postmaster.opts',
  'pg_stat_tmp/*',
  'pg_subtrans/*',
  'pg_notify/*',
  'pg_dynshmem/*',
];
const LEFT_OUT_LIVE = ['pg_wal/*', 'pg_replslot/*', '*/pgsql_tmp*'];

const SLOT = 'amiral_backup';

/** Stands in each archive, and so in each data folder that was made from one: see `restored.ts`. */
export const RESTORED_MARK = 'restored-from-backup';

/**
 * Copies the embedded database into one archive, consistent to one moment, while it runs or not. Secret keys and passwords are not in it.
 * To restore: unpack it into an empty data folder, put the key file beside it, start.
 * @throws EmbeddedError when the file exists, there is no database, or tar fails; nothing is left of the file then
 */
export async function backUp({ dataDir, file }: BackupOptions): Promise<void> {
  const target = resolve(file);
  if (await lstat(target).catch(() => null)) throw new EmbeddedError(`${target} exists already: name a new file`);
  const from = await embeddedFolder(dataDir);
  const workDir = await mkdtemp(`${target}.partial-`).catch((error: unknown) => {
    throw new EmbeddedError(`cannot write beside ${target}: ${(error as Error).message}`);
  });
  try {
    const draft = { dataDir: from, workDir, archive: join(workDir, 'backup.tar') };
    await fill(draft);
    await writeFile(join(workDir, RESTORED_MARK), `${new Date().toISOString()}\n`, { mode: 0o600 });
    await tar(['-rf', draft.archive, '-C', workDir, RESTORED_MARK], false);
    const packed = join(workDir, 'backup.tar.gz');
    await pipeline(
      createReadStream(draft.archive),
      createGzip(),
      createWriteStream(packed, { mode: 0o600, flush: true }),
    );
    await rename(packed, target);
  } finally {
    await rm(workDir, { recursive: true, force: true });
  }
}

/**
 * The real path of a data folder that holds an embedded database.
 * @throws EmbeddedError when it holds none
 */
export async function embeddedFolder(dataDir: string): Promise<string> {
  try {
    const path = await realpath(resolve(dataDir));
    await access(join(path, 'postgres', 'PG_VERSION'));
    return path;
  } catch (error) {
    throw new EmbeddedError(
      `there is no embedded database to read in ${resolve(dataDir)}: ${(error as Error).message}`,
    );
  }
}

async function fill(draft: Draft): Promise<void> {
  const connectionString = await runningUrl(draft.dataDir, 'postgres');
  if (connectionString === null) return copyStopped(draft);
  const client = new Client({ connectionString, ...limitsFor(STATEMENT_MS.whole) });
  try {
    await client.connect();
    await copyRunning(draft, client);
  } finally {
    // Ends the backup mode and drops the slot too, had something failed in between.
    await client.end().catch(() => undefined);
  }
}

/**
 * The address of the embedded database while it runs, for programs beside the Amiral it belongs to: as superuser, because the
 * application's own password is known to that Amiral alone.
 * @param database whose address; the application's when absent
 * @returns null when it does not run
 * @throws EmbeddedError when it is just starting or stopping
 */
export async function runningUrl(dataDir: string, database = OWNER): Promise<string | null> {
  const found = await findPostmaster(join(await realpath(dataDir).catch(() => dataDir), 'postgres'));
  if (found.state !== 'running') return null;
  const password = await readPassword(dataDir);
  if (!found.file.port || found.file.status !== 'ready' || !password) {
    throw new EmbeddedError(`the database in ${dataDir} is just starting or stopping: try again`);
  }
  return embeddedUrl(found.file.port, SUPERUSER, password, database);
}

/** At rest the folder is consistent as it lies, write-ahead log included; the lock keeps it at rest. */
async function copyStopped(draft: Draft): Promise<void> {
  const lock = await acquireLock(draft.dataDir);
  try {
    const { state } = await findPostmaster(join(draft.dataDir, 'postgres'));
    if (state === 'running') throw new EmbeddedError('the database has just been started: try again');
    await tar(['-cf', draft.archive, ...excludes(LEFT_OUT), '-C', draft.dataDir, 'postgres'], false);
  } finally {
    await lock.release();
  }
}

/**
 * PostgreSQL's low-level base backup ("Making a Base Backup Using the Low Level API"): the files are copied while they change, and the
 * write-ahead log from the start to the end of the copy, held back by a slot, makes them consistent.
 */
async function copyRunning(draft: Draft, client: Client): Promise<void> {
  await client.query('SELECT pg_create_physical_replication_slot($1, true, true)', [`${SLOT}_${process.pid}`]);
  await client.query(`SELECT pg_backup_start('amiral', true)`);
  const leftOut = excludes([...LEFT_OUT, ...LEFT_OUT_LIVE]);
  await tar(['-cf', draft.archive, ...leftOut, '-C', draft.dataDir, 'postgres'], true);
  const { rows } = await client.query<{ label: string; map: string; last: string }>(
    'SELECT labelfile AS label, spcmapfile AS map, pg_walfile_name(lsn) AS last FROM pg_backup_stop(false)',
  );
  const [end] = rows;
  if (end?.map.trim() !== '')
    throw new EmbeddedError('the database has tablespaces elsewhere, which this backup cannot hold');
  const segments = await findSegments(join(draft.dataDir, 'postgres', 'pg_wal'), end.label, end.last);
  await addLabel(draft, end.label);
  await tar(
    ['-rf', draft.archive, '-C', draft.workDir, 'postgres/backup_label', '-C', draft.dataDir, ...segments],
    false,
  );
}

/** Names of log segments sort in the order they were written. */
async function findSegments(walDir: string, label: string, last: string): Promise<string[]> {
  const first = /\(file ([0-9A-F]{24})\)/.exec(label)?.[1] ?? '';
  const names = (await readdir(walDir)).filter((name) => /^[0-9A-F]{24}$/.test(name));
  const wanted = names.filter((name) => name >= first && name <= last).sort();
  if (wanted[0] !== first || wanted.at(-1) !== last)
    throw new EmbeddedError('the write-ahead log of the backup is incomplete: try again');
  return wanted.map((name) => `postgres/pg_wal/${name}`);
}

/** Without backup_label PostgreSQL would take the copy for a crashed server and repair it from the wrong moment on. */
async function addLabel(draft: Draft, label: string): Promise<void> {
  const folder = join(draft.workDir, 'postgres');
  await mkdir(folder);
  const path = join(folder, 'backup_label');
  await writeFile(path, label, { mode: 0o600 });
  const { uid, gid } = await stat(join(draft.dataDir, 'postgres'));
  if (process.getuid?.() === 0) await chown(path, uid, gid);
}

function excludes(patterns: readonly string[]): string[] {
  return patterns.map((pattern) => `--exclude=postgres/${pattern}`);
}

/**
 * What to tell whoever made a backup.
 * @param file the archive
 */
export function restoreHint(file: string): string {
  return [
    `${resolve(file)} holds the database, and neither the secret keys nor ${passwordFile('DATA_DIR')}, on purpose:`,
    'keep the secret keys (SECRET_KEYS, or the key file in DATA_DIR) elsewhere, for without them what is encrypted in it stays shut.',
    `To restore: tar -xzf ${file} -C EMPTY_DATA_DIR, put the key file into it, and start Amiral with DATA_DIR=EMPTY_DATA_DIR.`,
  ].join('\n');
}

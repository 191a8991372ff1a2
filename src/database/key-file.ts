import { randomBytes } from 'node:crypto';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

const NAME = 'secret.keys';

/**
 * The key ring of the embedded default, one base64 key a line, newest first; made on the first start, readable by its owner alone.
 * @throws Error when the file cannot be read or written
 */
export async function readKeyFile(dataDir: string): Promise<string[]> {
  return (await knownKeys(dataDir)) ?? addKey(dataDir, []);
}

/** The keys of the file as it stands; null when there is none. */
export async function knownKeys(dataDir: string): Promise<string[] | null> {
  try {
    return keysOf(await readFile(join(dataDir, NAME), 'utf8'));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    return null;
  }
}

/** Puts a new key before the others and returns them all. */
export async function addKey(dataDir: string, older: readonly string[]): Promise<string[]> {
  const keys = [randomBytes(32).toString('base64'), ...older];
  await mkdir(dataDir, { recursive: true });
  const draft = join(dataDir, `${NAME}.new`);
  // One left by a kill would keep the mode it has.
  await rm(draft, { force: true });
  await writeFile(draft, `${keys.join('\n')}\n`, { mode: 0o600, flag: 'wx', flush: true });
  // Renamed whole: a kill half-way must not leave half a key.
  await rename(draft, join(dataDir, NAME));
  return keys;
}

function keysOf(text: string): string[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
}

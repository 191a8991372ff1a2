import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { cp, mkdtemp, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';

const ROOT = resolve(__dirname, '../..');

/** The product, compiled for a test file. */
export interface Build {
  folder: string;
  remove: () => Promise<void>;
}

/** Compiles what has changed since dist/ was made, and copies that: a later build must not change what a test runs. */
export async function build(): Promise<Build> {
  const folder = await mkdtemp(join(tmpdir(), 'amiral-build-'));
  await promisify(execFile)(process.execPath, [join(ROOT, 'scripts/build-if-stale.mjs'), 'server']);
  await cp(join(ROOT, 'dist'), join(folder, 'dist'), { recursive: true });
  await symlink(join(ROOT, 'node_modules'), join(folder, 'node_modules'));
  return { folder, remove: () => rm(folder, { recursive: true, force: true }) };
}

/** Amiral in a process of its own. */
export interface AmiralProcess {
  child: ChildProcess;
  url: string;
  /** All it has printed so far. */
  printed: () => string;
  /** Sends a signal and waits for the end. @returns the exit code, or null when a signal ended it */
  end: (signal: NodeJS.Signals) => Promise<number | null>;
}

/** Starts it and waits until it says that it is ready. @throws Error with what it printed when it ends before */
export async function startProcess(
  { folder }: Pick<Build, 'folder'>,
  env: Record<string, string>,
): Promise<AmiralProcess> {
  const main = join(folder, 'dist/src/main.js');
  if (!existsSync(main)) throw new Error(`${main} was not compiled`);
  const child = spawn(process.execPath, [main], {
    cwd: folder,
    env: { PATH: process.env['PATH'], PORT: '0', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let text = '';
  const ended = new Promise<number | null>((done) => child.once('exit', done));
  const url = await new Promise<string>((ready, failed) => {
    const read = (chunk: Buffer) => {
      text += chunk.toString();
      const found = /API\s+(http:\S+)\/api\/v1/.exec(text);
      if (found?.[1]) ready(found[1]);
    };
    child.stdout.on('data', read);
    child.stderr.on('data', read);
    void ended.then((code) => {
      failed(new Error(`it ended with ${String(code)}: ${text}`));
    });
  });
  const end = (signal: NodeJS.Signals) => {
    child.kill(signal);
    return ended;
  };
  return { child, url, printed: () => text, end };
}

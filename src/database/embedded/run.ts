import { spawn } from 'node:child_process';
import { EmbeddedError } from './embedded-error';

/** A program to run to its end. */
export interface Command {
  file: string;
  args: readonly string[];
  cwd?: string;
  /** Who runs it; ourselves when absent or null. */
  account?: { uid: number; gid: number } | null;
  /** What it reads from its standard input; nothing when absent. */
  input?: string;
}

/** How a program ended: its exit code (null when a signal ended it) and what it wrote, both streams together. */
export interface ExitResult {
  code: number | null;
  output: string;
}

/**
 * All that our child processes inherit. Nothing of the caller's environment reaches PostgreSQL: PGDATA, PGOPTIONS or LD_LIBRARY_PATH
 * set for another one would change what ours does; and its messages stay in English, which we read.
 */
export const CHILD_ENV: NodeJS.ProcessEnv = {
  PATH: '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin',
  LC_ALL: 'C',
  TZ: 'UTC',
};

/**
 * Runs a program to its end.
 * @throws EmbeddedError when it cannot be started at all
 */
export function run(command: Command): Promise<ExitResult> {
  return new Promise((resolve, reject) => {
    const child = spawn(command.file, command.args, {
      cwd: command.cwd,
      env: CHILD_ENV,
      stdio: ['pipe', 'pipe', 'pipe'],
      ...identity(command.account),
    });
    let output = '';
    child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()));
    child.on('error', (error) => reject(startFailure(command.file, error)));
    child.on('close', (code) => resolve({ code, output }));
    // A program that ends without reading its input breaks the pipe; its exit code says what matters.
    child.stdin.on('error', () => undefined);
    child.stdin.end(command.input ?? '');
  });
}

/** The options of `spawn` that make the child run as this account; Node also drops root's other groups then. */
export function identity(account: Command['account']): { uid?: number; gid?: number } {
  return account ? { uid: account.uid, gid: account.gid } : {};
}

/** Why a program did not start, in one line. */
export function startFailure(file: string, error: Error): EmbeddedError {
  const code = (error as NodeJS.ErrnoException).code;
  if (code === 'EPERM') {
    return new EmbeddedError(
      'PostgreSQL refuses to run as root and this root may not become another user: start Amiral as an ordinary user, or set DATABASE_URL',
    );
  }
  // The kernel says ENOENT also for a missing program loader, as on Alpine.
  const hint = code === 'ENOENT' ? ' (the embedded PostgreSQL needs glibc; elsewhere set DATABASE_URL)' : '';
  return new EmbeddedError(`cannot run ${file}: ${error.message}${hint}`);
}

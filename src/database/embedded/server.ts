import { type ChildProcess, spawn } from 'node:child_process';
import { open } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Account } from './account';
import { EmbeddedError } from './embedded-error';
import { readLogFrom, reasonIn } from './log-file';
import { findPostmaster, ownershipMark, readPostmasterFile } from './postmaster-file';
import { isAlive, waitUntilGone } from './processes';
import { CHILD_ENV, identity, startFailure } from './run';

/** What a server needs to start. */
export interface Launch {
  /** PostgreSQL's bin/, lib/ and share/. */
  native: string;
  /** The real path of the data folder. */
  folder: string;
  account: Account | null;
  logFile: string;
  durable: boolean;
  /** The pid in a stale postmaster.pid, or null. */
  stalePid: number | null;
}

/** A server that accepts connections on 127.0.0.1. */
export interface RunningServer {
  pid: number;
  port: number;
}

const POLL_MS = 20;
/** Recovery after a crash may have much to replay. */
const READY_DEADLINE_MS = 5 * 60_000;
/** What PostgreSQL has at the least to write everything out: a stop has a deadline as a whole. */
const FAST_GRACE_MS = 10_000;
/** PostgreSQL itself kills after 5 s those of its processes that do not obey. */
const IMMEDIATE_GRACE_MS = 10_000;
const PORT_ATTEMPTS = 5;

const SAFE = ['fsync=on', 'full_page_writes=on'];
const FAST = ['fsync=off', 'full_page_writes=off', 'synchronous_commit=off'];

/**
 * How the data folder is called towards PostgreSQL. Run as another user it may not be able to walk to the folder (/root is closed to it), so it
 * is put there (`cwd`, set before the rights are dropped) and told to work where it stands: this link is followed without walking the path.
 */
export function folderArgument(folder: string, account: Account | null): string {
  return account && process.platform === 'linux' ? '/proc/self/cwd' : folder;
}

/**
 * Starts PostgreSQL in a session of its own, so that Ctrl-C does not stop it before Amiral has drained, and waits until it takes connections.
 * @param samePort where it has to listen; a free one when absent
 * @throws EmbeddedError with PostgreSQL's own reason when it gives up or is not ready within 5 minutes
 */
export async function startServer(launch: Launch, samePort?: number): Promise<RunningServer> {
  for (let attempt = 1; ; attempt += 1) {
    const port = samePort ?? (await freePort());
    const log = await open(launch.logFile, 'a', 0o600);
    const { size } = await log.stat();
    const child = await spawnServer(launch, port, log.fd).finally(() => log.close());
    const { pid } = child;
    if (pid === undefined) throw new EmbeddedError('PostgreSQL could not be started: no process was made');
    if (await waitUntilReady(launch.folder, pid)) return { pid, port };
    const said = await readLogFrom(launch.logFile, size);
    // Another program took the port between our asking for a free one and PostgreSQL's listening on it.
    const portTaken = /could not bind|could not create any TCP/i.test(said);
    if (!portTaken || samePort !== undefined || attempt === PORT_ATTEMPTS) {
      throw new EmbeddedError(
        `PostgreSQL did not start on ${launch.folder}: ${reasonIn(said)} (see ${launch.logFile})`,
      );
    }
  }
}

/**
 * Waits until the server of this pid takes connections.
 * @returns false when it ended instead
 * @throws EmbeddedError after 5 minutes
 */
export async function waitUntilReady(folder: string, pid: number): Promise<boolean> {
  const deadline = performance.now() + READY_DEADLINE_MS;
  while (await isAlive(pid)) {
    const file = await readPostmasterFile(folder);
    if (file?.pid === pid && file.status === 'ready') return true;
    if (performance.now() > deadline) {
      await stopServer(folder, pid);
      throw new EmbeddedError(`PostgreSQL on ${folder} is not ready after ${READY_DEADLINE_MS / 60_000} minutes`);
    }
    await sleep(POLL_MS);
  }
  return false;
}

/**
 * Stops the server: open transactions are rolled back and everything is written out; after the grace at once, to be
 * repaired from the log at the next start. Signals as in PostgreSQL's manual, "Shutting Down the Server".
 * @param graceMs in milliseconds, 10 s at the least
 * @throws EmbeddedError when it still runs after both
 */
export async function stopServer(folder: string, pid: number, graceMs = 0): Promise<void> {
  // One that somebody has stopped obeys nothing else.
  await signal(folder, pid, 'SIGCONT');
  await signal(folder, pid, 'SIGINT');
  if (await waitUntilGone(pid, Math.max(graceMs, FAST_GRACE_MS))) return;
  await signal(folder, pid, 'SIGQUIT');
  if (await waitUntilGone(pid, IMMEDIATE_GRACE_MS)) return;
  throw new EmbeddedError(`PostgreSQL (process ${pid}) on ${folder} does not stop`);
}

async function signal(folder: string, pid: number, name: 'SIGCONT' | 'SIGINT' | 'SIGQUIT'): Promise<void> {
  // Asked again each time: were it gone by now, its number could be another's.
  const found = await findPostmaster(folder);
  if (found.state !== 'running' || found.file.pid !== pid) return;
  try {
    process.kill(pid, name);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}

function spawnServer(launch: Launch, port: number, log: number): Promise<ChildProcess> {
  const program = join(launch.native, 'bin', 'postgres');
  // PostgreSQL refuses to start while any process has the pid of a stale file, unless it is its own grandparent's, told in this
  // variable (CreateLockFile in miscinit.c). Its other guard, shared memory still in use, stays: better than deleting the file.
  const env = launch.stalePid ? { ...CHILD_ENV, PG_GRANDPARENT_PID: String(launch.stalePid) } : CHILD_ENV;
  return new Promise((resolve, reject) => {
    const child = spawn(program, serverArguments(launch, port), {
      cwd: launch.folder,
      env,
      detached: true,
      stdio: ['ignore', log, log],
      ...identity(launch.account),
    });
    child.once('error', (error) => reject(startFailure(program, error)));
    child.once('spawn', () => resolve(child));
    child.unref();
  });
}

/** Given at each start rather than written into postgresql.conf, which stays the operator's. */
function serverArguments(launch: Launch, port: number): string[] {
  const settings = [
    'listen_addresses=127.0.0.1',
    `port=${port}`,
    'unix_socket_directories=',
    'cluster_name=amiral',
    'timezone=UTC',
    'log_timezone=UTC',
    'log_line_prefix=%m [%p] ',
    'log_checkpoints=off',
    'logging_collector=off',
    ...(launch.durable ? SAFE : FAST),
    ownershipMark(launch.folder),
  ];
  return ['-D', folderArgument(launch.folder, launch.account), ...settings.flatMap((setting) => ['-c', setting])];
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      const port = typeof address === 'object' && address ? address.port : 0;
      probe.close(() => resolve(port));
    });
  });
}

import { mkdir, realpath } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { findAccount } from './account';
import { bootstrap, embeddedUrl } from './bootstrap';
import { type Cluster, SUPERUSER, checkVersion, ensureCluster, readPassword, setPassword } from './cluster';
import { EmbeddedError } from './embedded-error';
import { Guard } from './guard';
import { acquireLock } from './lock';
import { boundLog } from './log-file';
import { prepareNative } from './native';
import { type Presence, findPostmaster } from './postmaster-file';
import { type RunningServer, startServer, stopServer, waitUntilReady } from './server';
import { waitUntilGone } from './processes';

/** How to run the embedded PostgreSQL. */
export interface EmbeddedOptions {
  /** Amiral's data folder, made when missing; PGDATA is `<dataDir>/postgres`. */
  dataDir: string;
  /** Takes single lines worth showing an operator. */
  log?: (line: string) => void;
  /** False for tests alone: gives up safety from power loss for speed. */
  durable?: boolean;
}

/** A PostgreSQL of our own, on 127.0.0.1. */
export interface EmbeddedPostgres {
  /** The application's own database, as its owner, who is no superuser. */
  url: string;
  /** The database `postgres` as superuser. */
  adminUrl: string;
  /** PGDATA. */
  dataFolder: string;
  /** Resolves when the server has ended by itself and could not be started again. */
  lost: Promise<Error>;
  /**
   * Ends all sessions, stops the server and gives the data folder free; a second call waits for the first.
   * @param graceMs how long it may take to write everything out, in milliseconds
   */
  stop: (graceMs?: number) => Promise<void>;
}

const LOG_CHECK_MS = 60 * 60_000;
const STOPPING_DEADLINE_MS = 60_000;

/**
 * Starts the embedded PostgreSQL, or takes over the one an Amiral killed without warning left running. Returns when it takes connections.
 * One that ends by itself is started again, at the same address.
 * It outlives this process unless `stop` is called.
 * @throws EmbeddedError with one line for the operator
 */
export async function startEmbedded(options: EmbeddedOptions): Promise<EmbeddedPostgres> {
  const log = options.log ?? (() => undefined);
  const dataDir = await openDataDir(options.dataDir);
  const lock = await acquireLock(dataDir);
  try {
    const account = await findAccount(log);
    const native = await prepareNative({ account, dataDir });
    const cluster = { dataDir, folder: join(dataDir, 'postgres'), native, account };
    const { server, password } = await serve(cluster, options.durable ?? true, log);
    const adminUrl = embeddedUrl(server.port, SUPERUSER, password, 'postgres');
    const url = await bootstrap(adminUrl, cluster.dataDir).catch(async (error: unknown) => {
      await stopServer(cluster.folder, server.pid);
      throw error;
    });
    const guard = new Guard(server, (port) => startAgain(cluster, options.durable ?? true, port), log);
    const stop = stopper(cluster, guard, lock.release);
    return { url, adminUrl, dataFolder: cluster.folder, lost: guard.lost, stop };
  } catch (error) {
    await lock.release();
    throw error;
  }
}

async function openDataDir(dataDir: string): Promise<string> {
  const path = resolve(dataDir);
  try {
    // Closed to others: it also holds keys. PostgreSQL's user gets in without walking there, except where /proc is missing.
    await mkdir(path, { recursive: true, mode: process.platform === 'linux' ? 0o700 : 0o711 });
    return await realpath(path);
  } catch (error) {
    throw new EmbeddedError(`DATA_DIR ${path} cannot be used: ${(error as Error).message}`);
  }
}

interface Served {
  server: RunningServer;
  password: string;
}

async function serve(cluster: Cluster, durable: boolean, log: (line: string) => void): Promise<Served> {
  const { dataDir, folder, native } = cluster;
  const found = await findPostmaster(folder);
  const adopted = await adopt(cluster, found);
  if (adopted) {
    log(`took over the PostgreSQL (process ${adopted.server.pid}) left running on ${folder}`);
    return adopted;
  }
  await ensureCluster(cluster, durable);
  const password = (await readPassword(dataDir)) ?? (await setPassword(cluster));
  const server = await launch(cluster, durable, found);
  log(`PostgreSQL ${native.major} (process ${server.pid}) serves ${folder} on port ${server.port}`);
  return { server, password };
}

async function launch(cluster: Cluster, durable: boolean, found: Presence, port?: number): Promise<RunningServer> {
  const { dataDir, folder, native, account } = cluster;
  const logFile = join(dataDir, 'postgres.log');
  await boundLog(logFile);
  const stalePid = found.state === 'stale' ? found.pid : null;
  return startServer({ native: native.folder, folder, account, logFile, durable, stalePid }, port);
}

async function startAgain(cluster: Cluster, durable: boolean, port: number): Promise<RunningServer> {
  return launch(cluster, durable, await findPostmaster(cluster.folder), port);
}

/** The server found running, once it takes connections; null when there is none or it ended meanwhile. */
async function adopt(cluster: Cluster, found: Presence): Promise<Served | null> {
  if (found.state !== 'running') return null;
  const { pid, status } = found.file;
  await checkVersion(cluster);
  const password = await readPassword(cluster.dataDir);
  if (status === 'stopping') {
    await waitUntilGone(pid, STOPPING_DEADLINE_MS);
    return null;
  }
  if (!password) {
    await stopServer(cluster.folder, pid);
    return null;
  }
  if (!(await waitUntilReady(cluster.folder, pid))) return null;
  const now = await findPostmaster(cluster.folder);
  return now.state === 'running' && now.file.port ? { server: { pid, port: now.file.port }, password } : null;
}

function stopper(cluster: Cluster, guard: Guard, release: () => Promise<void>): EmbeddedPostgres['stop'] {
  const logFile = join(cluster.dataDir, 'postgres.log');
  const logCheck = setInterval(() => void boundLog(logFile).catch(() => undefined), LOG_CHECK_MS).unref();
  let stopped: Promise<void> | null = null;
  const stop = async (graceMs?: number) => {
    clearInterval(logCheck);
    await guard.release();
    const found = await findPostmaster(cluster.folder);
    if (found.state === 'running') await stopServer(cluster.folder, found.file.pid, graceMs);
    await release();
  };
  return (graceMs) => (stopped ??= stop(graceMs));
}

import { chmod, chown, lchown, mkdir, open, readFile, readdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import type { Account } from './account';
import { EmbeddedError } from './embedded-error';
import type { Native } from './native';
import { reasonIn } from './log-file';
import { run } from './run';
import { folderArgument } from './server';

/** Where a cluster lives and who runs it. */
export interface Cluster {
  /** The real path of Amiral's data folder. */
  dataDir: string;
  /** The real path of PGDATA. */
  folder: string;
  native: Native;
  account: Account | null;
}

/** PostgreSQL's superuser in the embedded cluster. */
export const SUPERUSER = 'postgres';

const DRAFT_PREFIX = 'postgres.init-';

/** Whoever knows the password may come over TCP from this machine; nobody else, and nothing without it. */
const PG_HBA = '# TYPE  DATABASE  USER  ADDRESS       METHOD\nhost    all       all   127.0.0.1/32  scram-sha-256\n';

/** Written into postgresql.conf, where an operator with more to serve may raise them. */
const SIZES = ['max_connections=100', 'shared_buffers=128MB', 'max_wal_size=512MB', 'jit=off'];

const INITDB = [
  `--username=${SUPERUSER}`,
  '--auth=reject',
  '--encoding=UTF8',
  '--locale=C',
  '--locale-provider=builtin',
  '--builtin-locale=C.UTF-8',
  '--no-instructions',
  ...SIZES.map((size) => `--set=${size}`),
];

/**
 * Makes sure the data folder holds a cluster these programs can run: makes one where there is none, hands a restored one to the account.
 * To be called while no server runs on it.
 * @throws EmbeddedError for data of another PostgreSQL, for a folder that holds something else, or that belongs to another user
 */
export async function ensureCluster(cluster: Cluster, durable: boolean): Promise<void> {
  await clearDrafts(cluster.dataDir);
  const present = await giveTo(cluster.folder, cluster.account);
  if (!present || (await readdir(cluster.folder)).length === 0) return initialise(cluster, durable);
  await checkVersion(cluster);
}

/**
 * Refuses a data folder of another PostgreSQL.
 * @throws EmbeddedError saying what to do instead
 */
export async function checkVersion({ folder, native }: Pick<Cluster, 'folder' | 'native'>): Promise<void> {
  const found = await readFile(join(folder, 'PG_VERSION'), 'utf8').catch(
    codeIs('ENOENT', () => {
      throw new EmbeddedError(
        `${folder} is not empty, yet holds no PostgreSQL data: move it away, or restore a whole backup`,
      );
    }),
  );
  const version = found.trim();
  if (version === native.major) return;
  throw new EmbeddedError(
    `${folder} holds data of PostgreSQL ${version}, and this Amiral brings ${native.major}, which cannot read it: go back to the Amiral that wrote it; ` +
      'to move on, set DATABASE_URL to a server of your own and run npm run database:copy with that one',
  );
}

/** The superuser's password, or null when none was set yet, as after restoring a backup. */
export async function readPassword(dataDir: string): Promise<string | null> {
  const text = await readFile(passwordFile(dataDir), 'utf8').catch(codeIs('ENOENT', () => ''));
  return text.trim() || null;
}

/** The file that holds the superuser's password, readable by Amiral's own user alone. */
export function passwordFile(dataDir: string): string {
  return join(dataDir, 'postgres.password');
}

/**
 * Gives the superuser a new random password, in single-user mode, which asks for none. To be called while no server runs.
 * @returns the password, kept in the password file from now on
 * @throws EmbeddedError with PostgreSQL's reason
 */
export async function setPassword({ dataDir, folder, native, account }: Cluster): Promise<string> {
  const password = randomBytes(24).toString('hex');
  const { code, output } = await run({
    file: join(native.folder, 'bin', 'postgres'),
    args: ['--single', '-D', folderArgument(folder, account), 'postgres'],
    cwd: folder,
    account,
    // Through a pipe: arguments are for everybody to see.
    input: `ALTER ROLE ${SUPERUSER} PASSWORD '${password}'\n`,
  });
  if (code !== 0 || /\b(ERROR|FATAL|PANIC):/.test(output)) {
    throw new EmbeddedError(`the password of the embedded PostgreSQL could not be set: ${reasonIn(output)}`);
  }
  // Only after PostgreSQL knows it: without the file the next start sets another one, with a wrong one it would stand outside.
  const draft = `${passwordFile(dataDir)}.partial`;
  await rm(draft, { force: true });
  await writeFile(draft, `${password}\n`, { mode: 0o600, flush: true });
  await rename(draft, passwordFile(dataDir));
  return password;
}

/** In a folder of its own, put in place by one rename: a start killed halfway leaves a draft, never half a cluster. */
async function initialise(cluster: Cluster, durable: boolean): Promise<void> {
  const { dataDir, folder, native, account } = cluster;
  const draft = join(dataDir, DRAFT_PREFIX + randomBytes(4).toString('hex'));
  await mkdir(draft, { mode: 0o700 });
  await giveTo(draft, account);
  const args = ['-D', folderArgument(draft, account), ...INITDB, ...(durable ? [] : ['--no-sync'])];
  const { code, output } = await run({ file: join(native.folder, 'bin', 'initdb'), args, cwd: draft, account });
  if (code !== 0) {
    await clearDrafts(dataDir);
    throw new EmbeddedError(`the embedded PostgreSQL could not make its data folder: ${lastLine(output)}`);
  }
  await writeFile(join(draft, 'pg_hba.conf'), PG_HBA);
  await rm(passwordFile(dataDir), { force: true });
  await rename(draft, folder);
  if (durable) await syncFolder(dataDir);
}

async function clearDrafts(dataDir: string): Promise<void> {
  const drafts = (await readdir(dataDir)).filter((name) => name.startsWith(DRAFT_PREFIX));
  // An initdb whose Amiral was killed may still be writing into its draft; what it leaves goes at the next start.
  const removal = { recursive: true, force: true, maxRetries: 3 };
  for (const name of drafts) await rm(join(dataDir, name), removal).catch(() => undefined);
}

/** PostgreSQL demands that its folder belongs to its own user and is closed to all others. False when there is no folder. */
async function giveTo(folder: string, account: Account | null): Promise<boolean> {
  const found = await stat(folder).catch(codeIs('ENOENT', () => null));
  if (!found) return false;
  const { uid, mode } = found;
  const mine = account?.uid ?? ownUid(uid);
  if (uid !== mine) await takeOver(folder, uid, mine, account);
  if ((mode & 0o777) !== 0o700) await chmod(folder, 0o700);
  return true;
}

/** Where there are no user ids, every folder is one's own. */
function ownUid(otherwise: number): number {
  return process.getuid?.() ?? otherwise;
}

async function takeOver(folder: string, uid: number, mine: number, account: Account | null): Promise<void> {
  if (account) return chownTree(folder, account);
  throw new EmbeddedError(
    `${folder} belongs to user ${uid}, not to ${mine}: run Amiral as that user or root, or change its owner`,
  );
}

/** The top last: were it cut short, the next start would see the old owner there and begin again. */
async function chownTree(folder: string, account: Account): Promise<void> {
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) await chownTree(path, account);
    else await lchown(path, account.uid, account.gid);
  }
  await chown(folder, account.uid, account.gid);
}

/** A rename is safe from power loss only once its folder is on the disk. */
async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r');
  await handle.sync().finally(() => handle.close());
}

function lastLine(output: string): string {
  return output.trim().split('\n').at(-1) ?? '';
}

function codeIs<Value>(code: string, then: () => Value): (error: NodeJS.ErrnoException) => Value {
  return (error) => {
    if (error.code !== code) throw error;
    return then();
  };
}

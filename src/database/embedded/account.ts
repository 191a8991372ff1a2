import { stat } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { EmbeddedError } from './embedded-error';
import { run } from './run';

/** The unprivileged system user PostgreSQL runs as when Amiral itself runs as root. */
export interface Account {
  name: string;
  uid: number;
  gid: number;
}

const OWN = 'amiral-postgres';
const HOME = '/nonexistent';
const SHELL = '/usr/sbin/nologin';

/** Ways to make a system user: shadow-utils, then Debian's adduser. */
const MAKERS = [
  ['useradd', '--system', '--user-group', '--no-create-home', '--home-dir', HOME, '--shell', SHELL, OWN],
  ['adduser', '--system', '--group', '--no-create-home', '--home', HOME, '--shell', SHELL, '--quiet', OWN],
] as const;

/** Where no user can be made (a bare container): who already keeps databases, then who owns nothing. */
const FALLBACKS = ['postgres', 'nobody'] as const;

/**
 * The user to run PostgreSQL as: nobody else than ourselves (null) unless we are root, which PostgreSQL refuses.
 * Makes the system user `amiral-postgres` at the first start as root; where that is impossible, falls back to an existing one.
 * @throws EmbeddedError when root has no unprivileged user to turn to
 */
export async function findAccount(log: (line: string) => void): Promise<Account | null> {
  if (process.getuid?.() !== 0) return null;
  const own = (await lookUp(OWN)) ?? (await make());
  if (own) return own;
  for (const name of FALLBACKS) {
    const account = await lookUp(name);
    if (!account) continue;
    log(`the system user ${OWN} could not be made: PostgreSQL runs as ${name}`);
    return account;
  }
  throw new EmbeddedError('PostgreSQL refuses to run as root: start Amiral as an ordinary user, or set DATABASE_URL');
}

/** Whether the user may enter this folder and all above it, by owner, group and mode (access lists are not read). */
export async function canEnter(account: Account, folder: string): Promise<boolean> {
  for (let path = resolve(folder); ; path = dirname(path)) {
    const { uid, gid, mode } = await stat(path);
    const bit = uid === account.uid ? 0o100 : gid === account.gid ? 0o010 : 0o001;
    if ((mode & bit) === 0) return false;
    if (path === dirname(path)) return true;
  }
}

async function make(): Promise<Account | null> {
  for (const [file, ...args] of MAKERS) {
    await run({ file, args }).catch(() => undefined);
    // Asked even after a failure: another start may have made it at the same moment.
    const account = await lookUp(OWN);
    if (account) return account;
  }
  return null;
}

async function lookUp(name: string): Promise<Account | null> {
  const uid = await askId('-u', name);
  const gid = await askId('-g', name);
  return uid && gid ? { name, uid, gid } : null;
}

/** The number, or null for an unknown name; root's 0 is no answer either. */
async function askId(which: '-u' | '-g', name: string): Promise<number | null> {
  const { code, output } = await run({ file: 'id', args: [which, name] }).catch(() => ({ code: 1, output: '' }));
  return code === 0 && Number(output) > 0 ? Number(output) : null;
}

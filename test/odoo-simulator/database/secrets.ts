import { pbkdf2Sync, randomBytes } from 'node:crypto';

/** A real server takes 600,000 rounds for a password and 6,000 for a key; the number stands in the hash, so that both are understood. */
const ROUNDS = 1;
const BYTES = 64;

/** What was found to match: a key of 6,000 rounds is sent with every call. */
const proven = new Map<string, string>();

/** The hash of a password or key as passlib writes it, with a single round: nobody waits for a simulated login. */
export function hashed(secret: string): string {
  const salt = randomBytes(16);
  return `$pbkdf2-sha512$${String(ROUNDS)}$${base64(salt)}$${base64(pbkdf2Sync(secret, salt, ROUNDS, BYTES, 'sha512'))}`;
}

/** Whether a secret is the one that was hashed; a column that holds plain text is compared as it is. */
export function matches(secret: string, stored: string): boolean {
  const parts = /^\$pbkdf2-sha512\$(\d{1,7})\$([^$]*)\$([^$]*)$/.exec(stored);
  if (parts === null) return stored !== '' && stored === secret;
  const [, rounds, salt = '', hash = ''] = parts;
  if (proven.get(stored) === secret) return true;
  const same = base64(pbkdf2Sync(secret, bytes(salt), Number(rounds), BYTES, 'sha512')) === hash;
  if (same) proven.set(stored, secret);
  return same;
}

/** passlib's own base64: a dot for the plus, nothing at the end. */
function base64(value: Buffer): string {
  return value.toString('base64').replaceAll('+', '.').replaceAll('=', '');
}

function bytes(text: string): Buffer {
  return Buffer.from(text.replaceAll('.', '+'), 'base64');
}

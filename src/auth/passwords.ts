import { randomBytes } from 'node:crypto';
import { hash, verify } from '@node-rs/argon2';
import { DomainError } from '../common/errors';
import { Turns } from '../common/turns';

/** OWASP's first choice for argon2id: 19 MiB, two passes, one lane (Password Storage Cheat Sheet). The library's default algorithm is argon2id. */
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** Each takes a core for some 40 ms and 19 MiB: more at once would only keep the cores from everything else, probes first. */
const turns = new Turns(
  2,
  30,
  new DomainError(
    'unavailable',
    'passwords-busy',
    'Too many passwords are being checked just now; try again in a moment.',
    {
      retryAfterSeconds: 2,
    },
  ),
);

/** What an unknown e-mail is checked against, so that it takes as long as a known one. */
let nobody: Promise<string> | null = null;

/**
 * The argon2id hash of a password, in PHC form. An é may be typed as one character or as two, by keyboard and system, so one form
 * is hashed (NFC, as NIST SP 800-63B asks).
 * @throws DomainError 503 `passwords-busy` when too many wait for theirs
 */
export function hashPassword(password: string): Promise<string> {
  return turns.take(() => hash(password.normalize('NFC'), COST));
}

/**
 * Whether `password` is the one behind `stored`; takes the same time when `stored` is null, and is then false.
 * @throws DomainError 503 `passwords-busy` when too many wait for theirs; nobody has looked at it then
 */
export async function verifyPassword(stored: string | null, password: string): Promise<boolean> {
  nobody ??= hash(randomPassword(), COST);
  const known = stored ?? (await nobody);
  for (const form of formsOf(password)) {
    if (await turns.take(() => verify(known, form))) return stored !== null;
  }
  return false;
}

/** As it is hashed, and as it may have been typed before it was hashed in one form: mostly the same. */
function formsOf(password: string): Set<string> {
  return new Set([password.normalize('NFC'), password, password.normalize('NFD')]);
}

/** A password nobody has to remember: 24 characters of base64url, 144 bits. */
export function randomPassword(): string {
  return randomBytes(18).toString('base64url');
}

import { randomBytes } from 'node:crypto';
import { hash, verify } from '@node-rs/argon2';

/** OWASP's first choice for argon2id: 19 MiB, two passes, one lane (Password Storage Cheat Sheet). The library's default algorithm is argon2id. */
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** What an unknown e-mail is checked against, so that it takes as long as a known one. */
let nobody: Promise<string> | null = null;

/** The argon2id hash of a password, in PHC form. */
export function hashPassword(password: string): Promise<string> {
  return hash(password, COST);
}

/** Whether `password` is the one behind `stored`; takes the same time when `stored` is null, and is then false. */
export async function verifyPassword(stored: string | null, password: string): Promise<boolean> {
  nobody ??= hashPassword(randomPassword());
  const matches = await verify(stored ?? (await nobody), password);
  return stored !== null && matches;
}

/** A password nobody has to remember: 24 characters of base64url, 144 bits. */
export function randomPassword(): string {
  return randomBytes(18).toString('base64url');
}

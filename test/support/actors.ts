import { QueryFailedError } from 'typeorm';
import { abilityFor, type Policy, type Role } from '../../src/auth/ability';
import { Actor } from '../../src/auth/actor';
import { newId } from '../../src/common/clock';
import { DomainError } from '../../src/common/errors';

/** Somebody of this role under these policies, calling from 192.0.2.1. */
export function actorOf(role: Role, policies: readonly Policy[]): Actor {
  const ability = abilityFor(role, policies);
  return new Actor(newId(), `${role}@example.com`, role, role, newId(), ability, newId(), '192.0.2.1');
}

/** The code of a refusal, or the constraint or SQLSTATE behind it, from which the problem filter makes one. @throws what is none */
function codeOf(error: unknown): string {
  if (error instanceof DomainError) return error.code;
  if (!(error instanceof QueryFailedError)) throw error;
  const { constraint, code } = error.driverError as { constraint?: string; code: string };
  return constraint ?? code;
}

/** The code of the refusal that this ends in. */
export function refusal(work: Promise<unknown>): Promise<string> {
  return work.then(() => 'nothing was refused', codeOf);
}

/** How often each outcome came of work under way at once: `ok` or the code of the refusal. */
export async function tally(work: Promise<unknown>[]): Promise<Record<string, number>> {
  return count(await Promise.all(work.map((one) => one.then(() => 'ok', codeOf))));
}

/** How often each word stands in the list. */
export function count(words: readonly string[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const word of words) counts[word] = (counts[word] ?? 0) + 1;
  return counts;
}

import { z } from 'zod';
import { forget, given, READ_DOORS, SHUT_DOORS } from './actions';
import type { Inside } from './session';

const USER = z.tuple([z.int(), z.string(), z.boolean(), z.string().nullable()]);

/** Every way into a database by which somebody could log in, read as marks: equal marks are the same password or the same key. */
export interface Doors {
  users: { uid: number; login: string; active: boolean; passwordMark: string | null }[];
  keyMarks: string[];
  /** Second factors, passkeys, tokens of OAuth and of invitations. */
  others: number;
}

export async function readDoors(inside: Inside): Promise<Doors> {
  const read = await inside.run(READ_DOORS, { users: z.array(USER), keys: z.array(z.string()), others: z.int() });
  const users = read.users.map(([uid, login, active, passwordMark]) => ({ uid, login, active, passwordMark }));
  return { users, keyMarks: read.keys, others: read.others };
}

/** @param keep whose passwords stay @param archive who may log in no more, the template's service user */
export async function shutDoors(inside: Inside, keep: readonly number[], archive: readonly number[]): Promise<void> {
  const text = given('keep', keep) + given('archive', archive) + SHUT_DOORS + forget(inside.session.major);
  await inside.run(text, { done: z.literal(true) });
}

/**
 * What the template had and still opens the copy: logins with the password they had, keys, and whatever else lets somebody in.
 * @param template as read in the template, or in the copy before anything was changed in it
 * @param copy as read now
 * @param archived who may not be active
 * @returns nothing when no login and no key of the template opens the copy
 */
export function openDoors(template: Doors, copy: Doors, archived: readonly number[]): string[] {
  const passwords = new Set(template.users.map(({ passwordMark }) => passwordMark).filter((mark) => mark !== null));
  const keys = new Set(template.keyMarks);
  return [
    ...copy.users
      .filter(({ passwordMark }) => passwordMark !== null && passwords.has(passwordMark))
      .map(({ uid }) => `user ${String(uid)} has the password of the template`),
    ...copy.users
      .filter(({ uid, active }) => active && archived.includes(uid))
      .map(({ uid }) => `user ${String(uid)} is active`),
    ...(copy.keyMarks.some((mark) => keys.has(mark)) ? ['an API key of the template is there'] : []),
    ...(copy.others > 0 ? ['second factors or tokens of the template are there'] : []),
  ];
}

import { useSyncExternalStore } from 'react';
import { fetchWithin } from './connectivity';
import { AwayError, errorFrom } from './problem';

/** Renewed this long before its end, so that no call leaves with a token that ends under way. */
const MARGIN_MS = 30_000;
/** Other tabs wait for the lock meanwhile. */
const ANSWERED_WITHIN_MS = 15_000;
const AGAIN_AFTER_MS = 500;

interface Access {
  token: string;
  goodUntil: number;
}

/**
 * The access token lives in this module alone. The refresh token lives in an HttpOnly cookie, which no script can read; tabs share
 * it, and a lock keeps two of them from spending the same one.
 */
let access: Access | null = null;
let renewing: Promise<Access> | null = null;

/** Somebody waits for the session to be opened again, so that what is on the screen is not lost. */
let ended: { again: Promise<void>; resume: () => void } | null = null;
const listeners = new Set<() => void>();

/** One at a time with renewals: the refusal of one that left before would take the new session's cookie away. */
export async function logIn(email: string, password: string): Promise<void> {
  access = await oneTabAtATime(() => ask('login', { email, password, cookie: true }));
  ended?.resume();
  setEnded(null);
}

/** Ends the session here and on the server; when the server is away, at least here. */
export async function logOut(): Promise<void> {
  const token = await accessToken().catch(() => null);
  access = null;
  if (token === null) return;
  const headers = { authorization: `Bearer ${token}` };
  await fetch('/api/v1/auth/logout', { method: 'POST', headers }).catch(() => undefined);
}

/** A token that is good now. @throws HttpError 401 when there is no session */
export async function accessToken(): Promise<string> {
  if (access && Date.now() < access.goodUntil) return access.token;
  renewing ??= oneTabAtATime(renew).finally(() => {
    renewing = null;
  });
  access = await renewing;
  return access.token;
}

/** An answer that was lost is asked for once more: for half a minute the same cookie leads to the same token again (ADR 0030). */
async function renew(): Promise<Access> {
  try {
    return await ask('refresh', {});
  } catch (error) {
    if (!(error instanceof AwayError)) throw error;
    await new Promise((done) => setTimeout(done, AGAIN_AFTER_MS));
    return ask('refresh', {});
  }
}

/** Counts the token as spent: a call came back with 401. */
export function forgetAccess(): void {
  access = null;
}

/** Asks whoever is in front of the screen to log in again, and waits for it. */
export async function loggedInAgain(): Promise<void> {
  if (ended === null) {
    let resume: () => void = () => undefined;
    const again = new Promise<void>((done) => {
      resume = done;
    });
    setEnded({ again, resume });
  }
  await ended?.again;
}

export function useSessionEnded(): boolean {
  const subscribe = (listener: () => void) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  };
  return useSyncExternalStore(subscribe, () => ended !== null);
}

function setEnded(next: typeof ended): void {
  ended = next;
  for (const listener of listeners) listener();
}

/** Locks exist in secure contexts alone; without one, tabs may at worst have to log in again. */
async function oneTabAtATime<T>(work: () => Promise<T>): Promise<T> {
  const locks = (navigator as { locks?: LockManager }).locks;
  return locks ? locks.request('amiral-session', work) : work();
}

async function ask(what: 'login' | 'refresh', body: object): Promise<Access> {
  const headers = { 'content-type': 'application/json' };
  const sent = { method: 'POST', headers, body: JSON.stringify(body) };
  const response = await fetchWithin(new Request(`/api/v1/auth/${what}`, sent), ANSWERED_WITHIN_MS);
  if (!response.ok) throw await errorFrom(response);
  const { accessToken: token, expiresIn } = (await response.json()) as { accessToken: string; expiresIn: number };
  return { token, goodUntil: Date.now() + expiresIn * 1_000 - MARGIN_MS };
}

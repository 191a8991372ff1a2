import { useSyncExternalStore } from 'react';
import { AwayError } from './problem';

const listeners = new Set<() => void>();
let away = false;

/** Remembers whether the last call reached the server. */
export function noteAway(now: boolean): void {
  if (away === now) return;
  away = now;
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Calls back when the server is there again. @returns ends that */
export function onBack(listener: () => void): () => void {
  return subscribe(() => {
    if (!away) listener();
  });
}

/** Is the server away? */
export function useAway(): boolean {
  return useSyncExternalStore(subscribe, () => away);
}

/** A call, which remembers whether it came through. @throws AwayError when nothing answered in time */
export async function fetchWithin(request: Request, withinMs: number): Promise<Response> {
  try {
    return await fetch(request, { signal: AbortSignal.any([request.signal, AbortSignal.timeout(withinMs)]) });
  } catch (error) {
    if (request.signal.aborted) throw error;
    noteAway(true);
    throw new AwayError();
  }
}

/** May something be written now? A server known to be away is asked first, so that a refusal here means: nothing was sent. */
export async function mayWrite(): Promise<boolean> {
  if (!away) return true;
  if (!(await isReady())) return false;
  noteAway(false);
  return true;
}

/** Does the server answer for itself? */
export async function isReady(): Promise<boolean> {
  try {
    return (await fetch('/health/ready', { cache: 'no-store', signal: AbortSignal.timeout(5_000) })).ok;
  } catch {
    return false;
  }
}

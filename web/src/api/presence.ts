import { useSyncExternalStore } from 'react';

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

/** Is the server away? */
export function useAway(): boolean {
  return useSyncExternalStore(subscribe, () => away);
}

/** Does the server answer for itself? */
export async function isReady(): Promise<boolean> {
  try {
    return (await fetch('/health/ready', { cache: 'no-store', signal: AbortSignal.timeout(5_000) })).ok;
  } catch {
    return false;
  }
}

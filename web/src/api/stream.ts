import { sessionToken } from './client';
import { errorFrom } from './problem';
import { forgetAccess } from './session';
import { eventsIn, type StreamEvent } from './stream-events';

/** Between the beats the server sends every 15 s; after this the connection is taken for dead. */
const SILENT_FOR_MS = 40_000;

export interface Asked {
  /** Servers whose every probe is streamed. */
  watched: readonly string[];
  /** The last event that was seen, if any. */
  since: string | null;
}

/**
 * Follows what changes until the server or the caller ends it. With fetch: an EventSource would put the token into the address.
 * @throws when nothing answers, the answer is a refusal, or the connection breaks or falls silent
 */
export async function follow(
  { watched, since }: Asked,
  signal: AbortSignal,
  onEvents: (events: StreamEvent[]) => void,
): Promise<void> {
  const headers = new Headers({ authorization: `Bearer ${await sessionToken()}` });
  if (since !== null) headers.set('last-event-id', since);
  const silence = new AbortController();
  const listen = () => setTimeout(() => silence.abort(), SILENT_FOR_MS);
  let timer = listen();
  try {
    const address = `/api/v1/stream?watch=${watched.join(',')}`;
    const sent = { headers, cache: 'no-store', signal: AbortSignal.any([signal, silence.signal]) } as const;
    const response = await fetch(address, sent);
    if (response.status === 401) forgetAccess();
    if (!response.ok || !response.body) throw await errorFrom(response);
    for await (const events of eventsIn(response.body)) {
      clearTimeout(timer);
      timer = listen();
      onEvents(events);
    }
  } finally {
    clearTimeout(timer);
  }
}

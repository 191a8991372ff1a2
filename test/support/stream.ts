/** One event as it was read. */
export interface StreamEvent {
  id?: string;
  event: string;
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- a test asks for whatever the contract promises
  data: any;
}

/** An open stream, as a client that reads it with fetch has it. */
export interface OpenStream {
  status: number;
  headers: Headers;
  /** All events until now. */
  events: StreamEvent[];
  /** Whether the other side has ended it. */
  ended(): boolean;
  close(): void;
}

/** Follows `/api/v1/stream`. @param search begins with a question mark */
export async function follow(url: string, token: string, search = '', lastEventId?: string): Promise<OpenStream> {
  const over = new AbortController();
  const response = await fetch(`${url}/api/v1/stream${search}`, {
    headers: { authorization: `Bearer ${token}`, ...(lastEventId && { 'last-event-id': lastEventId }) },
    signal: over.signal,
  });
  const events: StreamEvent[] = [];
  let ended = false;
  void read(response, events)
    .catch(() => undefined)
    .finally(() => {
      ended = true;
    });
  const { status, headers } = response;
  return { status, headers, events, ended: () => ended, close: () => over.abort() };
}

async function read(response: Response, events: StreamEvent[]): Promise<void> {
  const decoder = new TextDecoder();
  let rest = '';
  for await (const chunk of response.body ?? []) {
    const parts = (rest + decoder.decode(chunk as Uint8Array, { stream: true })).split('\n\n');
    rest = parts.pop() ?? '';
    for (const part of parts) if (!part.startsWith(':')) events.push(parse(part));
  }
}

function parse(text: string): StreamEvent {
  const fields = new Map(text.split('\n').map((line) => line.split(/: (.*)/s).slice(0, 2) as [string, string]));
  const id = fields.get('id');
  return {
    ...(id !== undefined && { id }),
    event: fields.get('event') ?? '',
    data: JSON.parse(fields.get('data') ?? ''),
  };
}

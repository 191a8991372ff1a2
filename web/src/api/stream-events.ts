export interface StreamEvent {
  event: string;
  /** The place in the stream: sent when the connection is opened again, so that nothing is missed. */
  id: string | null;
  data: unknown;
}

/** One event as server-sent events are written; null for what is only a beat. */
function parse(text: string): StreamEvent | null {
  const fields = new Map(text.split('\n').map((line) => line.split(/: (.*)/s, 2) as [string, string]));
  const [event, data] = [fields.get('event'), fields.get('data')];
  return event === undefined || data === undefined
    ? null
    : { event, id: fields.get('id') ?? null, data: JSON.parse(data) };
}

/** Reads events as they come, those of one piece together; a piece may end anywhere. */
export async function* eventsIn(body: ReadableStream<Uint8Array>): AsyncGenerator<StreamEvent[]> {
  const reader = body.getReader();
  const decoder = new TextDecoder();
  let rest = '';
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    const texts = (rest + decoder.decode(value, { stream: true })).split('\n\n');
    rest = texts.pop() ?? '';
    yield texts.map(parse).filter((event) => event !== null);
  }
}

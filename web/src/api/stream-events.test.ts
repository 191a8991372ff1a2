import { eventsIn, type StreamEvent } from './stream-events';

const TEXT = ': still here\n\nid: 7\nevent: ready\ndata: {}\n\nevent: server\ndata: {"name":"Zoé: 1"}\n\n';

async function read(pieces: Uint8Array[]): Promise<StreamEvent[]> {
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      for (const piece of pieces) controller.enqueue(piece);
      controller.close();
    },
  });
  const events: StreamEvent[] = [];
  for await (const some of eventsIn(body)) events.push(...some);
  return events;
}

describe('events of the stream', () => {
  const bytes = new TextEncoder().encode(TEXT);
  const expected = [
    { event: 'ready', id: '7', data: {} },
    { event: 'server', id: null, data: { name: 'Zoé: 1' } },
  ];

  it('are the same wherever the pieces end that they come in', async () => {
    for (let at = 0; at <= bytes.length; at++)
      expect(await read([bytes.slice(0, at), bytes.slice(at)])).toEqual(expected);
  });

  it('count only once they are whole', async () => {
    expect(await read([bytes.slice(0, -1)])).toEqual(expected.slice(0, 1));
  });
});

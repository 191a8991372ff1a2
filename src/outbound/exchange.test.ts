import http from 'node:http';
import net from 'node:net';
import { exchange, type Exchange } from './exchange';
import { TransportError } from './failures';

/** Hands out sockets that go on connecting for ever, as towards an address that drops packets. */
class SilentAgent extends http.Agent {
  override createConnection(): net.Socket {
    return Object.defineProperty(new net.Socket(), 'connecting', { value: true });
  }
}

function call(connectInMs: number | null, deadlineInMs: number): Exchange {
  const now = performance.now();
  return {
    secure: false,
    options: { agent: new SilentAgent(), host: '192.0.2.1', path: '/' },
    address: '192.0.2.1',
    body: null,
    startedAt: now,
    connectBy: connectInMs === null ? null : now + connectInMs,
    deadline: now + deadlineInMs,
    maxBytes: 100,
    dropsBody: false,
    watch: { wasLateSince: () => false },
    certificate: () => null,
  };
}

describe('an address that drops packets', () => {
  it('is given up early when there is another to try', async () => {
    const startedAt = performance.now();
    const failure: unknown = await exchange(call(50, 60_000)).catch((error: unknown) => error);
    expect(failure).toMatchObject({ reason: 'timeout', remedy: 'next-address' });
    expect(performance.now() - startedAt).toBeLessThan(5_000);
  });

  it('has all the time there is when it is the last', async () => {
    const failure: unknown = await exchange(call(null, 50)).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(TransportError);
    expect(failure).toMatchObject({
      reason: 'timeout',
      remedy: 'none',
      detail: expect.stringMatching(/dropped/) as string,
    });
  });
});

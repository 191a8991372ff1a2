import net from 'node:net';
import { closeAll, failureOf, get, listen, raw, transportWith } from './transport.testing';
import { deadlineIn } from './transport';

afterEach(closeAll);

const post = (url: string) => get(url, { method: 'POST', body: '{}', repeatable: false });

describe('a call that changes something', () => {
  it('is sent once, though the answer says its length in a way that nobody can read', async () => {
    const connections: number[] = [];
    const url = await listen(
      raw((socket, connection) => {
        connections.push(connection);
        socket.end('HTTP/1.1 200 OK\r\nContent-Length: four\r\n\r\nfour');
      }),
    );
    expect(await failureOf(transportWith().request(post(url)))).toMatchObject({ reason: 'bad-answer', sent: true });
    expect(connections).toEqual([1]);
  });

  it('is told to have gone out when it was cut off before any answer', async () => {
    const url = await listen(raw((socket) => socket.destroy()));
    expect(await failureOf(transportWith().request(post(url)))).toMatchObject({ reason: 'reset', sent: true });
  });

  it('is told to have gone out when no answer came in time', async () => {
    const url = await listen(raw(() => undefined));
    const failure = await failureOf(transportWith().request({ ...post(url), deadline: deadlineIn(100) }));
    expect(failure).toMatchObject({ reason: 'timeout', sent: true });
  });

  it('is told not to have gone out where nobody listens', async () => {
    const url = await listen(net.createServer());
    closeAll();
    expect(await failureOf(transportWith().request(post(url)))).toMatchObject({ reason: 'refused', sent: false });
  });

  it('is told to have gone out to one address, though another one refused it', async () => {
    const url = await listen(raw((socket) => socket.destroy()));
    const request = { ...post(url), addresses: ['127.0.0.2', '127.0.0.1'] };
    expect((await failureOf(transportWith().request(request))).sent).toBe(true);
  });

  it('is told not to have gone out where TLS never came about', async () => {
    const url = (await listen(raw((socket) => socket.destroy()))).replace('http:', 'https:');
    expect((await failureOf(transportWith().request(post(url)))).sent).toBe(false);
  });
});

describe('a call that is called off', () => {
  it('ends at once, and its connection with it', async () => {
    const off = new AbortController();
    const closed = new Promise<void>((resolve) => {
      void listen(
        raw((socket) => {
          socket.on('close', () => resolve());
          off.abort();
        }),
      ).then((url) => {
        outcome = failureOf(transportWith().request({ ...post(url), signal: off.signal }));
      });
    });
    let outcome: Promise<unknown> = Promise.resolve(null);
    await closed;
    expect(await outcome).toMatchObject({ detail: 'The call was called off.', sent: true });
  });

  it('never begins when that was before', async () => {
    const connections: number[] = [];
    const url = await listen(net.createServer(() => connections.push(1)));
    const request = { ...post(url), signal: AbortSignal.abort() };
    expect(await failureOf(transportWith().request(request))).toMatchObject({ sent: false });
    expect(connections).toEqual([]);
  });
});

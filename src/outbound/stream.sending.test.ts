import http from 'node:http';
import net from 'node:net';
import { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { endless, lengthOf, moment, streamed } from './stream.testing';
import { closeAll, failureOf, listen, raw, transportWith } from './transport.testing';

const MIB = 1024 * 1024;
const UNREADABLE = 'What was to be sent could not be read.';

afterEach(closeAll);

/** Takes requests whole and answers how long their bodies were; `seen` has their headers. */
async function counting(): Promise<{ url: string; seen: http.IncomingHttpHeaders[]; cut: Promise<unknown> }> {
  const seen: http.IncomingHttpHeaders[] = [];
  const cut = moment();
  const server = http.createServer((request, response) => {
    seen.push(request.headers);
    lengthOf(request).then(
      (length) => response.end(String(length)),
      () => {
        cut.say();
      },
    );
  });
  return { url: await listen(server), seen, cut: cut.came };
}

describe('a streamed request', () => {
  it('goes with its length where that is known, and in chunks where not', async () => {
    const { url, seen } = await counting();
    const transport = transportWith();
    const progress = { sent: 0, received: 0 };
    const contentLength = 3 * MIB;
    const known = streamed(url, { method: 'POST', body: endless(3).stream, contentLength, progress });
    expect(await text((await transport.open(known)).body)).toBe(String(contentLength));
    const unknown = streamed(url, { method: 'POST', body: endless(3).stream, host: 'customer.test' });
    expect(await text((await transport.open(unknown)).body)).toBe(String(contentLength));
    expect(seen).toMatchObject([
      { 'content-length': String(contentLength), host: new URL(url).host },
      { 'transfer-encoding': 'chunked', host: 'customer.test' },
    ]);
    expect(progress).toEqual({ sent: contentLength, received: 7 });
  });

  it('sends text too', async () => {
    const { url, seen } = await counting();
    const { body } = await transportWith().open(streamed(url, { method: 'POST', body: 'né' }));
    expect([await text(body), seen[0]?.['content-length']]).toEqual(['3', '3']);
  });

  it.each([
    ['less', 2],
    ['more', 4],
  ])('whose body is %s than was said fails, and the server never takes it for whole', async (_, megabytes) => {
    const { url, cut } = await counting();
    const body = endless(megabytes).stream;
    const request = streamed(url, { method: 'POST', body, contentLength: 3 * MIB });
    expect(await failureOf(transportWith().open(request))).toMatchObject({
      reason: 'internal',
      detail: expect.stringMatching(/^The body has/) as string,
    });
    await cut;
  });

  it('whose body fails is cut, and fails with it', async () => {
    const { url, cut } = await counting();
    const broken = new Error('The disk is gone.');
    const parts = ['a', 'b', broken];
    const body = new Readable({
      read() {
        const part = parts.shift();
        if (part instanceof Error) setTimeout(() => this.destroy(part), 50);
        else this.push(part);
      },
    });
    const failure = await failureOf(transportWith().open(streamed(url, { method: 'POST', body })));
    expect(failure).toMatchObject({ reason: 'internal', detail: UNREADABLE, sent: true });
    await cut;
  });

  it('whose body failed before anybody took it fails with it', async () => {
    const { url } = await counting();
    const broken = new Error('The disk is gone.');
    const body = new Readable().on('error', () => undefined).destroy(broken);
    const failure = await failureOf(transportWith().open(streamed(url, { method: 'POST', body })));
    expect(failure).toMatchObject({ reason: 'internal', detail: UNREADABLE });
  });

  it('times out on a server that takes no more of it', async () => {
    const url = await listen(net.createServer((socket) => socket.pause()));
    const { stream, made } = endless(256);
    const request = streamed(url, { method: 'POST', body: stream, idleMs: 300 });
    expect(await failureOf(transportWith().open(request))).toMatchObject({
      reason: 'timeout',
      detail: 'The server did not take the request in time.',
    });
    expect(made()).toBeLessThan(32 * MIB);
    expect(stream.destroyed).toBe(true);
  });

  it('is not sent again after a reset, nor to another address', async () => {
    let connections = 0;
    const url = await listen(
      raw((socket, connection) => {
        connections = connection;
        socket.resetAndDestroy();
      }),
    );
    const addresses = ['127.0.0.1', '127.0.0.1'];
    const failure = await failureOf(
      transportWith().open(streamed(url, { method: 'POST', body: endless(1).stream, addresses })),
    );
    expect([failure.reason, connections]).toEqual(['reset', 1]);
  });

  it('goes to the next address when nobody listens at the first', async () => {
    const { url } = await counting();
    const addresses = ['127.0.0.9', '127.0.0.1'];
    const request = streamed(url, { method: 'POST', body: endless(2).stream, addresses });
    expect(await text((await transportWith().open(request)).body)).toBe(String(2 * MIB));
  });

  it('has the answer of a server that refuses before it took all', async () => {
    const url = await listen(
      raw((socket) => {
        socket.pause();
        socket.write('HTTP/1.1 413 Too Large\r\nContent-Length: 5\r\n\r\nlarge');
      }),
    );
    const { stream } = endless(256);
    const answer = await transportWith().open(streamed(url, { method: 'POST', body: stream }));
    expect([answer.status, await text(answer.body)]).toEqual([413, 'large']);
    if (!stream.closed) await new Promise((resolve) => stream.once('close', resolve));
  });
});

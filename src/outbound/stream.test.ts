import { readFileSync } from 'node:fs';
import http from 'node:http';
import net from 'node:net';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import tls from 'node:tls';
import zlib from 'node:zlib';
import { Egress } from './egress';
import { endless, lengthOf, moment, streamed } from './stream.testing';
import { deadlineIn } from './transport';
import { closeAll, failureOf, listen, raw, transportWith } from './transport.testing';

const MIB = 1024 * 1024;

afterEach(closeAll);

describe('a streamed answer', () => {
  it('brings status and headers first, and then a body larger than any buffered one', async () => {
    const url = await listen(
      http.createServer((_request, response) => {
        response.writeHead(404, { 'X-Seen': '1' });
        endless(5).stream.pipe(response);
      }),
    );
    const progress = { sent: 0, received: 0 };
    const answer = await transportWith().open(streamed(url, { progress }));
    expect(answer).toMatchObject({ status: 404, address: '127.0.0.1', certificate: null });
    expect(answer.headers['x-seen']).toBe('1');
    expect(await lengthOf(answer.body)).toBe(5 * MIB);
    expect(progress).toEqual({ sent: 0, received: 5 * MIB });
  });

  it('goes no faster than it is read, and its slow reader is not taken for a silent server', async () => {
    const source = endless(128);
    const url = await listen(http.createServer((_request, response) => source.stream.pipe(response)));
    const { body } = await transportWith().open(streamed(url, { idleMs: 100 }));
    await stillness(source.made);
    expect(source.made()).toBeLessThan(32 * MIB);
    expect(await lengthOf(body)).toBe(128 * MIB);
  });

  it('that came whole may be read as late as one likes', async () => {
    const url = await listen(http.createServer((_request, response) => response.end('all of it')));
    const { body } = await transportWith().open(streamed(url, { idleMs: 50 }));
    await new Promise((resolve) => setTimeout(resolve, 200));
    expect(await text(body)).toBe('all of it');
  });

  it('may begin later than it may pause', async () => {
    const url = await listen(http.createServer((_request, response) => setTimeout(() => response.end('late'), 300)));
    const { body } = await transportWith().open(streamed(url, { idleMs: 100 }));
    expect(await text(body)).toBe('late');
  });

  it('that stops coming fails after the idle time', async () => {
    const url = await listen(raw((socket) => socket.write('HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nhal')));
    const { body } = await transportWith().open(streamed(url, { idleMs: 100 }));
    expect(await failureOf(text(body))).toMatchObject({
      reason: 'timeout',
      detail: 'The answer began but did not go on or end in time.',
    });
  });

  it('that never ends fails at the deadline, and its connection is closed', async () => {
    const closed = moment();
    const url = await listen(
      raw((socket) => {
        socket.write('HTTP/1.1 200 OK\r\n\r\n');
        const drip = setInterval(() => socket.write('x'), 10);
        socket.on('close', () => {
          clearInterval(drip);
          closed.say();
        });
      }),
    );
    const { body } = await transportWith().open(streamed(url, { deadline: deadlineIn(200) }));
    expect((await failureOf(text(body))).reason).toBe('timeout');
    await closed.came;
  });

  it.each([
    ['Content-Length', 'HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nhal'],
    ['last chunk', 'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nhal\r\n'],
    ['last chunk whole', 'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n9\r\nhal'],
  ])('that ends before its %s fails', async (_, bytes) => {
    const url = await listen(raw((socket) => socket.end(bytes)));
    const { body } = await transportWith().open(streamed(url));
    expect((await failureOf(text(body))).reason).toBe('reset');
  });

  it('of HTTP/1.0 without a length ends well wherever its connection does', async () => {
    const url = await listen(raw((socket) => socket.end('HTTP/1.0 200 OK\r\nConnection: close\r\n\r\nhal')));
    expect(await text((await transportWith().open(streamed(url))).body)).toBe('hal');
  });

  it('that fails while nobody reads it harms nobody', async () => {
    const url = await listen(raw((socket) => socket.end('HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nhal')));
    const { body } = await transportWith().open(streamed(url));
    await new Promise((resolve) => body.once('close', resolve));
    expect(body.errored).toMatchObject({ reason: 'reset' });
  });

  it('is decoded where a proxy compressed it unasked, and refused in a coding that nobody reads', async () => {
    const bodies: [string, Buffer][] = [
      ['gzip', zlib.gzipSync('plain')],
      ['zstd', Buffer.from('x')],
      ['gzip', Buffer.from('no gzip')],
    ];
    const url = await listen(
      http.createServer((_request, response) => {
        const [coding, bytes] = bodies.shift() ?? ['', Buffer.alloc(0)];
        response.writeHead(200, { 'Content-Encoding': coding }).end(bytes);
      }),
    );
    const transport = transportWith();
    expect(await text((await transport.open(streamed(url))).body)).toBe('plain');
    expect((await failureOf(transport.open(streamed(url)))).reason).toBe('bad-answer');
    expect((await failureOf(text((await transport.open(streamed(url))).body))).reason).toBe('bad-answer');
  });

  it('that redirects is not followed', async () => {
    const asked: (string | undefined)[] = [];
    const url = await listen(
      http.createServer((request, response) => {
        asked.push(request.url);
        response.writeHead(303, { Location: '/elsewhere' }).end();
      }),
    );
    const answer = await transportWith().open(streamed(url));
    expect([answer.status, answer.headers.location, await text(answer.body)]).toEqual([303, '/elsewhere', '']);
    expect(asked).toEqual(['/']);
  });
});

describe('the owner of a streamed call', () => {
  it('ends it by a signal before it began, while it waits, and in the middle', async () => {
    const sockets: net.Socket[] = [];
    const reached = moment();
    const url = await listen(
      raw((socket, connection) => {
        sockets.push(socket);
        if (connection === 1) reached.say();
        else socket.write('HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nhal');
      }),
    );
    const transport = transportWith();
    const calledOff = { reason: 'internal', detail: 'The call was called off.' };
    const before = await failureOf(transport.open(streamed(url, { signal: AbortSignal.abort() })));
    expect(before).toMatchObject({ ...calledOff, sent: false });
    expect(sockets).toEqual([]);

    const waiting = new AbortController();
    const pending = transport.open(streamed(url, { signal: waiting.signal }));
    await reached.came;
    waiting.abort();
    expect(await failureOf(pending)).toMatchObject({ ...calledOff, sent: true });
    await closingOf(sockets[0]);

    const reading = new AbortController();
    const { body } = await transport.open(streamed(url, { signal: reading.signal }));
    reading.abort();
    expect(await failureOf(text(body))).toMatchObject({ ...calledOff, sent: true });
    await closingOf(sockets[1]);
  });

  it('ends it by leaving the body', async () => {
    const sockets: net.Socket[] = [];
    const url = await listen(
      raw((socket) => {
        sockets.push(socket);
        socket.write('HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nhal');
      }),
    );
    const { body } = await transportWith().open(streamed(url));
    body.destroy();
    await closingOf(sockets[0]);
  });
});

describe('where a streamed call goes', () => {
  it('is no address that may not be called', async () => {
    const url = await listen(http.createServer((_request, response) => response.end()));
    const transport = transportWith(undefined, new Egress([], ['127.0.0.0/8']));
    const body = Readable.from(['x']);
    const failure = await failureOf(transport.open(streamed(url, { method: 'POST', body })));
    expect([failure.reason, body.destroyed]).toEqual(['address-denied', true]);
  });

  it('is a server that a CA vouches for, its own one too', async () => {
    const read = (name: string) => readFileSync(join(__dirname, 'fixtures', name), 'utf8');
    const server = tls.createServer({ key: read('server.key'), cert: read('server.pem') }, (socket) => {
      socket.on('error', () => undefined).on('data', () => socket.end('HTTP/1.1 200 OK\r\n\r\nok'));
    });
    const { port } = new URL(await listen(server));
    const transport = transportWith();
    const { body, certificate } = await transport.open(
      streamed(`https://odoo.test:${port}/`, { tlsCa: read('ca.pem') }),
    );
    expect([await text(body), certificate?.part]).toEqual(['ok', 'leaf']);
    expect((await failureOf(transport.open(streamed(`https://odoo.test:${port}/`)))).reason).toBe('tls');
    const broken = await failureOf(transport.open(streamed(`https://odoo.test:${port}/`, { tlsCa: 'no PEM' })));
    expect(broken.reason).toBe('tls');
  });

  it('is given up after the idle time when TLS never comes about', async () => {
    const url = await listen(net.createServer(() => undefined));
    const failure = await failureOf(transportWith().open(streamed(url.replace('http:', 'https:'), { idleMs: 100 })));
    expect(failure).toMatchObject({ reason: 'timeout', detail: 'Connected, but TLS did not finish in time.' });
  });
});

/** Until a count has not moved for a third of a second. */
async function stillness(count: () => number): Promise<void> {
  for (let last = -1; last !== count();) {
    last = count();
    await new Promise((resolve) => setTimeout(resolve, 300));
  }
}

async function closingOf(socket: net.Socket | undefined): Promise<void> {
  if (socket && !socket.closed) await new Promise((resolve) => socket.once('close', resolve));
}

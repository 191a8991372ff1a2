import http from 'node:http';
import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync } from 'node:zlib';
import { closeAll, failureOf, get, listen, raw, transportWith } from './transport.testing';

afterEach(closeAll);

describe('an answer that a proxy has compressed unasked', () => {
  const TEXT = '{"jsonrpc": "2.0", "é": "é"}';
  const answering = (encoding: string, body: Buffer) =>
    listen(
      http.createServer((_request, response) => response.writeHead(200, { 'Content-Encoding': encoding }).end(body)),
    );

  it.each([
    ['gzip', gzipSync(TEXT)],
    ['GZip', gzipSync(TEXT)],
    ['x-gzip', gzipSync(TEXT)],
    ['deflate', deflateSync(TEXT)],
    ['deflate', deflateRawSync(TEXT)],
    ['br', brotliCompressSync(TEXT)],
    ['identity', Buffer.from(TEXT)],
    ['', Buffer.from(TEXT)],
  ])('as %p is read', async (encoding, body) => {
    expect((await transportWith().request(get(await answering(encoding, body)))).body.toString()).toBe(TEXT);
  });

  it('is empty when there is nothing in it', async () => {
    const answer = await transportWith().request(get(await answering('gzip', Buffer.alloc(0))));
    expect(answer.body).toHaveLength(0);
  });

  it.each([
    ['gzip', gzipSync],
    ['deflate', deflateSync],
    ['br', brotliCompressSync],
  ] as const)('as %s is taken up to the most it may have, and a bomb no further', async (encoding, compress) => {
    const [full, over] = [compress(Buffer.alloc(1_048_576)), compress(Buffer.alloc(1_048_577))];
    const bomb = compress(Buffer.alloc(20_000_000));
    expect((await transportWith().request(get(await answering(encoding, full)))).body).toHaveLength(1_048_576);
    for (const body of [over, bomb]) {
      const failure = await failureOf(transportWith().request(get(await answering(encoding, body))));
      expect(failure).toMatchObject({ reason: 'too-large', detail: expect.stringContaining('decoded') as string });
    }
  });

  it.each([
    ['gzip', gzipSync(TEXT).subarray(0, 20)],
    ['gzip', Buffer.from(TEXT)],
    ['br', Buffer.from('not brotli at all')],
    ['zstd', Buffer.from(TEXT)],
    ['gzip, gzip', gzipSync(gzipSync(TEXT))],
    ['constructor', Buffer.from(TEXT)],
  ])('as %s is refused when it cannot be read', async (encoding, body) => {
    expect((await failureOf(transportWith().request(get(await answering(encoding, body))))).reason).toBe('bad-answer');
  });
});

describe('an answer that says both lengths of its body', () => {
  const BOTH = [
    'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nContent-Length: 4\r\n\r\n2\r\nok\r\n0\r\n\r\n',
    'HTTP/1.1 200 OK\r\nContent-Length: 900000000\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nok\r\n0\r\n\r\n',
  ];

  it.each(BOTH)('is read by its chunks, and its connection closed after it: %j', async (text) => {
    const requests: number[] = [];
    const closed: number[] = [];
    const url = await listen(
      raw((socket, connection) => {
        requests.push(connection);
        if (requests.filter((one) => one === connection).length === 1) {
          socket.on('close', () => closed.push(connection));
        }
        socket.write(text);
      }),
    );
    const transport = transportWith();
    expect((await transport.request(get(url))).body.toString()).toBe('ok');
    // Known by now, it is asked once.
    expect((await transport.request(get(url))).body.toString()).toBe('ok');
    expect((await transport.request(get(url, { method: 'POST', body: '{}' }))).body.toString()).toBe('ok');
    expect(requests).toEqual([1, 2, 3, 4]);
    while (closed.length < 4) await new Promise((resolve) => setImmediate(resolve));
  });
});

describe('the headers of an answer', () => {
  it.each([21_000, 100_000])('may have %i bytes', async (length) => {
    const url = await listen(
      raw((socket) => socket.end(`HTTP/1.1 200 OK\r\nContent-Security-Policy: ${'x'.repeat(length)}\r\n\r\nok`)),
    );
    expect((await transportWith().request(get(url))).body.toString()).toBe('ok');
  });
});

describe('a name that ends in its dot', () => {
  it('is said without it to the server, port or none', async () => {
    const hosts: (string | undefined)[] = [];
    const url = await listen(
      http.createServer((request, response) => {
        hosts.push(request.headers.host);
        response.end();
      }),
    );
    const { port } = new URL(url);
    await transportWith().request(get(`http://odoo.test.:${port}/`));
    expect(hosts).toEqual([`odoo.test:${port}`]);
  });
});

import http from 'node:http';
import net from 'node:net';
import { deadlineIn } from './transport';
import { closeAll, failureOf, get, listen, raw, transportWith } from './transport.testing';

afterEach(closeAll);

describe('a request', () => {
  it('brings status, headers and body, and sends its own host, type and length', async () => {
    const seen: http.IncomingHttpHeaders[] = [];
    const url = await listen(
      http.createServer((request, response) => {
        seen.push(request.headers);
        request.on('data', () => undefined).on('end', () => response.writeHead(404, { 'X-Seen': '1' }).end('né'));
      }),
    );
    const answer = await transportWith().request(
      get(`${url.replace('127.0.0.1', 'odoo.test')}/a?b=c`, {
        method: 'POST',
        body: '{"é":1}',
        headers: { 'Content-Type': 'application/json' },
      }),
    );
    expect(answer).toMatchObject({ status: 404, address: '127.0.0.1', certificate: null });
    expect(answer.body.toString()).toBe('né');
    expect(answer.headers['x-seen']).toBe('1');
    expect(answer.ms).toBeGreaterThan(0);
    expect(seen[0]).toMatchObject({
      host: `odoo.test:${new URL(url).port}`,
      'content-type': 'application/json',
      'content-length': '8',
      'accept-encoding': 'identity',
    });
  });

  it('reads an HTTP/1.0 answer that ends with its connection', async () => {
    const url = await listen(raw((socket) => socket.end('HTTP/1.0 200 OK\r\nConnection: close\r\n\r\nhello')));
    const answer = await transportWith().request(get(url));
    expect([answer.status, answer.body.toString()]).toEqual([200, 'hello']);
  });

  it('follows no redirect and keeps no cookie', async () => {
    const seen: (string | undefined)[] = [];
    const url = await listen(
      http.createServer((request, response) => {
        seen.push(request.headers.cookie);
        response.writeHead(303, { Location: '/elsewhere', 'Set-Cookie': 'session_id=1' }).end();
      }),
    );
    const transport = transportWith();
    expect((await transport.request(get(url))).status).toBe(303);
    expect((await transport.request(get(url))).status).toBe(303);
    expect(seen).toEqual([undefined, undefined]);
  });

  it('takes no more than 1 MiB of a body that does not say its size', async () => {
    const url = await listen(
      http.createServer((_request, response) => response.writeHead(200).end(Buffer.alloc(1_048_577))),
    );
    expect((await failureOf(transportWith().request(get(url)))).reason).toBe('too-large');
  });

  it('waits for no body that announces more than 1 MiB', async () => {
    const url = await listen(raw((socket) => socket.write('HTTP/1.1 200 OK\r\nContent-Length: 1048577\r\n\r\n')));
    expect((await failureOf(transportWith().request(get(url)))).reason).toBe('too-large');
  });

  it('takes a body of exactly the most it may have', async () => {
    const url = await listen(http.createServer((_request, response) => response.end('12345')));
    expect((await transportWith().request(get(url, { maxBytes: 5 }))).body).toHaveLength(5);
    expect((await failureOf(transportWith().request(get(url, { maxBytes: 4 })))).reason).toBe('too-large');
  });
});

describe('a request that fails', () => {
  it('times out at its deadline on a server that says nothing', async () => {
    const url = await listen(raw(() => undefined));
    const failure = await failureOf(transportWith().request(get(url, { deadline: deadlineIn(100) })));
    expect(failure).toMatchObject({ reason: 'timeout', detail: 'Connected, but no answer came in time.' });
  });

  it('times out at its deadline on a server that drips', async () => {
    const url = await listen(
      raw((socket) => {
        socket.write('HTTP/1.1 200 OK\r\n\r\n');
        const drip = setInterval(() => socket.write('x'), 10);
        socket.on('close', () => {
          clearInterval(drip);
        });
      }),
    );
    const startedAt = performance.now();
    const failure = await failureOf(transportWith().request(get(url, { deadline: deadlineIn(200) })));
    expect(failure).toMatchObject({ reason: 'timeout', detail: 'The answer began but did not end in time.' });
    expect(performance.now() - startedAt).toBeLessThan(1_000);
  });

  it('blames itself for a timeout while its own event loop stood still', async () => {
    const url = await listen(raw(() => undefined));
    const pending = failureOf(transportWith().request(get(url, { deadline: deadlineIn(50) })));
    const until = performance.now() + 1_700;
    while (performance.now() < until);
    expect((await pending).reason).toBe('event-loop-late');
  });

  it('is refused where nothing listens', async () => {
    const server = net.createServer();
    const url = await listen(server);
    await new Promise((resolve) => server.close(resolve));
    expect((await failureOf(transportWith().request(get(url)))).reason).toBe('refused');
  });

  it('is reset by a server that hangs up, and is not sent again', async () => {
    let connections = 0;
    const url = await listen(
      raw((socket, connection) => {
        connections = connection;
        socket.destroy();
      }),
    );
    expect((await failureOf(transportWith().request(get(url)))).reason).toBe('reset');
    expect(connections).toBe(1);
  });

  it('is reset when the body is cut off', async () => {
    const url = await listen(raw((socket) => socket.end('HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nhal')));
    expect(await failureOf(transportWith().request(get(url)))).toMatchObject({
      reason: 'reset',
      detail: 'The connection closed before the answer was complete.',
    });
  });

  it.each([
    ['bad-answer', 'SSH-2.0-OpenSSH_9.6\r\n'],
    ['headers-too-large', `HTTP/1.1 200 OK\r\nX: ${'x'.repeat(140_000)}\r\n\r\n`],
  ])('gives %s for what is no proper HTTP', async (reason, text) => {
    const url = await listen(raw((socket) => socket.end(text)));
    expect((await failureOf(transportWith().request(get(url)))).reason).toBe(reason);
  });
});

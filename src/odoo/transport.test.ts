import http from 'node:http';
import net, { AddressInfo } from 'node:net';
import { Egress } from './egress';
import { deadlineIn, Lookup, Transport, TransportError, TransportRequest } from './transport';

const closers: (() => void)[] = [];

afterEach(() => {
  for (const close of closers.splice(0)) close();
});

/** Listens on a free port of 127.0.0.1, or of another loopback address, until the test ends. */
async function listen<S extends net.Server>(server: S, host = '127.0.0.1', port = 0): Promise<string> {
  const sockets = new Set<net.Socket>();
  server.on('connection', (socket: net.Socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
  });
  closers.push(() => {
    server.close();
    for (const socket of sockets) socket.destroy();
  });
  await new Promise<void>((resolve) => server.listen(port, host, resolve));
  return `http://${host}:${String((server.address() as AddressInfo).port)}`;
}

function raw(onRequest: (socket: net.Socket, connection: number) => void): net.Server {
  let connections = 0;
  return net.createServer((socket) => {
    const connection = ++connections;
    socket.on('data', () => {
      onRequest(socket, connection);
    });
  });
}

function transportWith(lookup?: Lookup, egress = new Egress([], [])): Transport {
  const transport = new Transport(egress, lookup);
  closers.push(() => {
    transport.close();
  });
  return transport;
}

function get(url: string, changes: Partial<TransportRequest> = {}): TransportRequest {
  const given = new URL(url);
  return { url: given, method: 'GET', addresses: ['127.0.0.1'], tlsCa: null, deadline: deadlineIn(5_000), ...changes };
}

async function failureOf(work: Promise<unknown>): Promise<TransportError> {
  const outcome = await work.then(
    () => new Error('It succeeded.'),
    (error: unknown) => error,
  );
  if (!(outcome instanceof TransportError)) throw outcome;
  return outcome;
}

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
    expect(answer).toMatchObject({ status: 404, address: '127.0.0.1', certificateExpiresAt: null });
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

  it.each([
    ['announced', { 'Content-Length': '1048577' }],
    ['unannounced', {}],
  ])('takes no more than 1 MiB of an %s body', async (_, headers) => {
    const url = await listen(
      http.createServer((_request, response) => response.writeHead(200, headers).end(Buffer.alloc(1_048_577))),
    );
    expect((await failureOf(transportWith().request(get(url)))).reason).toBe('too-large');
  });

  it('takes a body of exactly the most it may have', async () => {
    const url = await listen(http.createServer((_request, response) => response.end('12345')));
    expect((await transportWith().request(get(url, { maxBytes: 5 }))).body).toHaveLength(5);
    expect((await failureOf(transportWith().request(get(url, { maxBytes: 4 })))).reason).toBe('too-large');
  });

  it('refuses a compressed body, which could be of any size', async () => {
    const url = await listen(
      http.createServer((_request, response) => response.writeHead(200, { 'Content-Encoding': 'gzip' }).end('x')),
    );
    expect((await failureOf(transportWith().request(get(url)))).reason).toBe('bad-answer');
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
    expect((await failureOf(transportWith().request(get(url)))).reason).toBe('reset');
  });

  it.each([
    ['bad-answer', 'SSH-2.0-OpenSSH_9.6\r\n'],
    ['too-large', `HTTP/1.1 200 OK\r\nX: ${'x'.repeat(20_000)}\r\n\r\n`],
  ])('gives %s for what is no proper HTTP', async (reason, text) => {
    const url = await listen(raw((socket) => socket.end(text)));
    expect((await failureOf(transportWith().request(get(url)))).reason).toBe(reason);
  });
});

describe('the addresses of a request', () => {
  it('are tried in turn until one lets itself be connected to', async () => {
    const url = await listen(http.createServer((_request, response) => response.end('here')));
    const answer = await transportWith().request(get(url, { addresses: ['::1', '127.0.0.1'] }));
    expect([answer.body.toString(), answer.address]).toEqual(['here', '127.0.0.1']);
  });

  it('are not tried any further once a server has taken the request', async () => {
    let asked = 0;
    const url = await listen(raw((socket) => socket.destroy()));
    const count = http.createServer(() => asked++);
    await listen(count, '127.0.0.2', Number(new URL(url).port));
    const failure = await failureOf(transportWith().request(get(url, { addresses: ['127.0.0.1', '127.0.0.2'] })));
    expect([failure.reason, asked]).toEqual(['reset', 0]);
  });

  it('are checked again before connecting', async () => {
    let connections = 0;
    const server = net.createServer(() => connections++);
    const url = await listen(server);
    const transport = transportWith(undefined, new Egress([], ['127.0.0.0/8']));
    expect((await failureOf(transport.request(get(url)))).reason).toBe('address-denied');
    expect(connections).toBe(0);
  });

  it('are those the name had when it was checked, whatever it says later', async () => {
    const url = await listen(http.createServer((_request, response) => response.end('checked')));
    const { port } = new URL(url);
    await listen(
      http.createServer((_request, response) => response.end('rebound')),
      '127.0.0.2',
      Number(port),
    );
    const names: string[] = [];
    const transport = transportWith((name) => Promise.resolve(names.push(name) === 1 ? ['127.0.0.1'] : ['127.0.0.2']));
    const named = new URL(`http://rebind.test:${port}/`);
    const addresses = await transport.resolve(named, deadlineIn(1_000));
    const answer = await transport.request(get(named.href, { addresses }));
    expect([answer.body.toString(), names]).toEqual(['checked', ['rebind.test']]);
  });
});

describe('resolving', () => {
  const never: Lookup = () => new Promise(() => undefined);
  const failing = (code: string): Lookup => {
    return () => Promise.reject(Object.assign(new Error(`getaddrinfo ${code}`), { code, syscall: 'getaddrinfo' }));
  };

  it('keeps the permitted addresses of a name in their order', async () => {
    const transport = transportWith(() => Promise.resolve(['169.254.169.254', '::1', '127.0.0.1']));
    expect(await transport.resolve(new URL('http://a.test'), deadlineIn(1_000))).toEqual(['::1', '127.0.0.1']);
  });

  it('finds localhost', async () => {
    expect(await transportWith().resolve(new URL('http://localhost'), deadlineIn(5_000))).toContain('127.0.0.1');
  });

  it('asks no resolver for a literal address', async () => {
    const transport = transportWith(never);
    expect(await transport.resolve(new URL('http://[::1]:8069'), deadlineIn(1_000))).toEqual(['::1']);
    expect(await transport.resolve(new URL('http://2130706433'), deadlineIn(1_000))).toEqual(['127.0.0.1']);
  });

  it.each(['http://169.254.169.254', 'http://0xa9fea9fe', 'http://[::ffff:a9fe:a9fe]', 'http://metadata.test'])(
    'refuses %s',
    async (url) => {
      const transport = transportWith(() => Promise.resolve(['169.254.169.254', 'fd00:ec2::254']));
      expect((await failureOf(transport.resolve(new URL(url), deadlineIn(1_000)))).reason).toBe('address-denied');
    },
  );

  it.each([
    ['dns', failing('ENOTFOUND')],
    ['no-dns', failing('EAI_AGAIN')],
    ['no-dns', never],
  ])('fails as %s', async (reason, lookup) => {
    const resolving = transportWith(lookup).resolve(new URL('http://a.test'), deadlineIn(50));
    expect((await failureOf(resolving)).reason).toBe(reason);
  });
});

describe('a kept-alive connection', () => {
  const OK = 'HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok';

  it('carries the next request to the same server', async () => {
    let connections = 0;
    const server = http.createServer((_request, response) => response.end('ok'));
    server.on('connection', () => connections++);
    const url = await listen(server);
    const transport = transportWith();
    for (let request = 0; request < 3; request++) await transport.request(get(url));
    expect(connections).toBe(1);
  });

  it('that the server has closed meanwhile costs a second try, not a failure', async () => {
    const requests: number[] = [];
    const url = await listen(
      raw((socket, connection) => {
        requests.push(connection);
        if (requests.length === 2) socket.destroy();
        else socket.write(OK);
      }),
    );
    const transport = transportWith();
    await transport.request(get(url));
    expect((await transport.request(get(url))).body.toString()).toBe('ok');
    expect(requests).toEqual([1, 1, 2]);
  });

  it('is tried again once and no more', async () => {
    let requests = 0;
    const url = await listen(
      raw((socket) => {
        if (++requests === 1) socket.write(OK);
        else socket.destroy();
      }),
    );
    const transport = transportWith();
    await transport.request(get(url));
    expect((await failureOf(transport.request(get(url)))).reason).toBe('reset');
    expect(requests).toBe(3);
  });

  it('is not used for what may not be sent twice', async () => {
    const requests: number[] = [];
    const url = await listen(
      raw((socket, connection) => {
        requests.push(connection);
        socket.write(OK);
      }),
    );
    const transport = transportWith();
    await transport.request(get(url));
    await transport.request(get(url, { method: 'POST', body: '{}' }));
    await transport.request(get(url, { method: 'POST', body: '{}', repeatable: true }));
    expect(requests).toEqual([1, 2, 1]);
  });

  it('ends when the transport closes', async () => {
    const server = http.createServer((_request, response) => response.end('ok'));
    const closed = new Promise((resolve) => {
      server.on('connection', (socket) => socket.on('close', resolve));
    });
    const url = await listen(server);
    const transport = transportWith();
    await transport.request(get(url));
    transport.close();
    await closed;
  });
});

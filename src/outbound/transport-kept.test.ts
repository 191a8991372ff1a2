import http from 'node:http';
import { closeAll, failureOf, get, listen, raw, transportWith } from './transport.testing';

afterEach(closeAll);

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

  it('is replaced by a fresh one even when others are kept, which may be stale as well', async () => {
    const closing = new Set<number>();
    const requests: number[] = [];
    const url = await listen(
      raw((socket, connection) => {
        requests.push(connection);
        if (closing.has(connection)) socket.destroy();
        else socket.write(OK);
      }),
    );
    const transport = transportWith();
    await Promise.all([transport.request(get(url)), transport.request(get(url))]);
    closing.add(1).add(2);
    expect((await transport.request(get(url))).status).toBe(200);
    expect(requests.at(-1)).toBe(3);
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
    const server = http.createServer({ keepAliveTimeout: 600_000 }, (_request, response) => response.end('ok'));
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

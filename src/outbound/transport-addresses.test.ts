import http from 'node:http';
import net from 'node:net';
import { Egress } from './egress';
import type { Lookup } from './lookup';
import { deadlineIn } from './transport';
import { closeAll, failureOf, get, listen, raw, transportWith } from './transport.testing';

afterEach(closeAll);

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

import { readFileSync } from 'node:fs';
import net from 'node:net';
import { join } from 'node:path';
import tls from 'node:tls';
import { NOTHING_KNOWN, probe, type ProbeOutcome } from './odoo-probe';
import { withScheme } from './odoo-scheme';
import { SPEAKS_HTTP, SPEAKS_TLS } from '../outbound/reasons';
import { deadlineIn } from '../outbound/transport';
import { closeAll, listen, raw, transportWith } from '../outbound/transport.testing';

afterEach(closeAll);

const read = (name: string): string => readFileSync(join(__dirname, '../outbound/fixtures', name), 'utf8');
const CERTIFICATE = { key: read('server.key'), cert: read('server.pem') };
const page = (status: string, body: string): string =>
  `HTTP/1.1 ${status}\r\nContent-Length: ${String(body.length)}\r\nConnection: close\r\n\r\n${body}`;
const isHello = (bytes: Buffer): boolean => bytes[0] === 0x16;

/** Probes a port by a scheme, and by the other one too when that is in doubt. */
async function seen(scheme: string, server: net.Server, timeoutMs = 5_000): Promise<ProbeOutcome> {
  const target = { url: `${scheme}${(await listen(server)).slice('http'.length)}`, tlsCa: null };
  const transport = transportWith();
  const outcome = await probe(transport, target, deadlineIn(timeoutMs), NOTHING_KNOWN);
  return withScheme(transport, target, outcome, deadlineIn(2_000));
}

/** Answers HTTP; what it does with a TLS hello is up to the case. */
function plain(onHello: (socket: net.Socket) => void): net.Server {
  return net.createServer((socket) => {
    socket.on('data', (bytes) => {
      if (isHello(bytes)) onHello(socket);
      else socket.end(page('404 NOT FOUND', ''));
    });
  });
}

describe('https at a port that speaks plain HTTP', () => {
  it.each<[string, (socket: net.Socket) => void, number]>([
    ['answers in HTTP', (socket) => socket.end(page('400 Bad Request', 'bad')), 5_000],
    ['resets', (socket) => socket.resetAndDestroy(), 5_000],
    ['waits for the end of a line', () => undefined, 300],
  ])('is told when the server %s', async (_, onHello, timeoutMs) => {
    const outcome = await seen('https', plain(onHello), timeoutMs);
    expect([outcome.reached, outcome.detail]).toEqual([false, SPEAKS_HTTP]);
  });
});

describe('http at a port that speaks TLS', () => {
  it('is told when the server closes the connection, though its certificate is nobody we trust', async () => {
    expect((await seen('http', tls.createServer(CERTIFICATE))).detail).toBe(SPEAKS_TLS);
  });

  it.each([
    'The plain HTTP request was sent to HTTPS port',
    "Reason: You're speaking plain HTTP to an SSL-enabled server port.",
    'Client sent an HTTP request to an HTTPS server.',
  ])('is told by the page "%s"', async (text) => {
    const server = raw((socket) => socket.end(page('400 Bad Request', text)));
    expect(await seen('http', server)).toMatchObject({ reached: false, reason: 'bad-answer', detail: SPEAKS_TLS });
  });

  it('is told by an alert', async () => {
    const server = raw((socket) => socket.end(Buffer.from([21, 3, 1, 0, 2, 2, 40])));
    expect(await seen('http', server)).toMatchObject({ reason: 'bad-answer', detail: SPEAKS_TLS });
  });
});

describe('a scheme that is right', () => {
  it.each<[string, string, net.Server, string]>([
    ['of a server that resets', 'http', raw((socket) => socket.resetAndDestroy()), 'reset'],
    ['of an end of TLS with a bad certificate', 'https', tls.createServer(CERTIFICATE), 'tls'],
  ])('is not doubted %s', async (_, scheme, server, reason) => {
    const outcome = await seen(scheme, server);
    expect(outcome.reason).toBe(reason);
    expect(outcome.detail).not.toMatch(/scheme/);
  });
});

describe('a server that is connected to and says nothing', () => {
  it('is said to upgrade or to be frozen, and no firewall is blamed', async () => {
    const outcome = await seen(
      'http',
      raw(() => undefined),
      200,
    );
    expect(outcome).toMatchObject({ reason: 'timeout', detail: expect.stringMatching(/upgrade.*frozen/) as string });
  });
});

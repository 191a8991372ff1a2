import { readFileSync } from 'node:fs';
import net from 'node:net';
import { join } from 'node:path';
import tls from 'node:tls';
import { NO_ANSWER } from './failures';
import { deadlineIn, type Transport, type TransportRequest } from './transport';
import { closeAll, failureOf, get as httpGet, listen, transportWith } from './transport.testing';

/** A certificate for odoo.test and 127.0.0.1, signed by a CA no system knows; both end in 2126. */
const read = (name: string): string => readFileSync(join(__dirname, 'fixtures', name), 'utf8');
const CA = read('ca.pem');
const SERVER = { key: read('server.key'), cert: read('server.pem') };
const ENDS = Date.parse('2126-10-29T18:21:53Z');
const OK = 'HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok';

let transport: Transport;

beforeEach(() => {
  transport = transportWith();
});

afterEach(() => {
  jest.restoreAllMocks();
  closeAll();
});

/** Answers every request, and announces that it hangs up after it unless `keep`; tells the test of each connection. */
async function listenSecurely(
  onConnection: (socket: tls.TLSSocket) => void = () => undefined,
  keep = true,
): Promise<string> {
  const server = tls.createServer(SERVER, (socket) => {
    onConnection(socket);
    socket.on('error', () => undefined);
    socket.on('data', () => (keep ? socket.write(OK) : socket.end(OK.replace('\r\n', '\r\nConnection: close\r\n'))));
  });
  return listen(server);
}

/** The name a client asked for (SNI), false when for none; Node's types know it on clients only. */
function askedName(socket: tls.TLSSocket): unknown {
  return Reflect.get(socket, 'servername');
}

/** A GET from `host` at the port of `server`, trusting the CA. */
function get(host: string, server: string, changes: Partial<TransportRequest> = {}): TransportRequest {
  return httpGet(`https://${host}:${new URL(server).port}/`, { tlsCa: CA, ...changes });
}

describe('a certificate', () => {
  it('is accepted when the extra CA signed it, and its end is reported', async () => {
    const answer = await transport.request(get('odoo.test', await listenSecurely()));
    expect([answer.body.toString(), answer.certificate?.endsAt]).toEqual(['ok', ENDS]);
  });

  it('is accepted for a literal address it names, asking for no name', async () => {
    const names: unknown[] = [];
    const port = await listenSecurely((socket) => names.push(askedName(socket)));
    expect((await transport.request(get('127.0.0.1', port))).status).toBe(200);
    expect(names).toEqual([false]);
  });

  it('is asked for by the name of the server, not by its address', async () => {
    const names: unknown[] = [];
    await transport.request(get('odoo.test', await listenSecurely((socket) => names.push(askedName(socket)))));
    await transport.request(get('odoo.test.', await listenSecurely((socket) => names.push(askedName(socket)))));
    expect(names).toEqual(['odoo.test', 'odoo.test']);
  });

  it('is refused without the CA that signed it', async () => {
    const failure = await failureOf(transport.request(get('odoo.test', await listenSecurely(), { tlsCa: null })));
    expect(failure.reason).toBe('tls');
  });

  it('is refused when it names another server', async () => {
    const failure = await failureOf(transport.request(get('other.test', await listenSecurely())));
    expect(failure).toMatchObject({ reason: 'tls', detail: expect.stringContaining('other.test') as string });
  });

  it('is refused with a CA that is no PEM', async () => {
    const failure = await failureOf(
      transport.request(get('odoo.test', await listenSecurely(), { tlsCa: 'not a certificate' })),
    );
    expect(failure.reason).toBe('tls');
  });

  it('vouched for by the CA of one server opens no connection of another', async () => {
    const port = await listenSecurely();
    await transport.request(get('odoo.test', port));
    expect((await failureOf(transport.request(get('odoo.test', port, { tlsCa: null })))).reason).toBe('tls');
  });

  it('that has ended meanwhile, or was seen long ago, is shown again by a full handshake', async () => {
    const reused: boolean[] = [];
    const port = await listenSecurely((socket) => reused.push(socket.isSessionReused()));
    await transport.request(get('odoo.test', port));
    const now = Date.now();
    for (const later of [now + 3_600_000, now + 7 * 3_600_000, ENDS + 1]) {
      jest.spyOn(Date, 'now').mockReturnValue(later);
      await transport.request(get('odoo.test', port));
    }
    expect(reused).toEqual([false, false, false]);
  });
});

describe('a TLS connection', () => {
  it('is kept for the next request', async () => {
    let connections = 0;
    const port = await listenSecurely(() => connections++);
    await transport.request(get('odoo.test', port));
    const second = await transport.request(get('odoo.test', port));
    expect([connections, second.certificate?.endsAt]).toEqual([1, ENDS]);
  });

  it('resumes the session of an earlier one that the server closed', async () => {
    const reused: boolean[] = [];
    const port = await listenSecurely((socket) => reused.push(socket.isSessionReused()), false);
    await transport.request(get('odoo.test', port));
    const second = await transport.request(get('odoo.test', port));
    expect(reused).toEqual([false, true]);
    expect(second.certificate?.endsAt).toEqual(ENDS);
  });

  it.each([
    ['is kept', true],
    ['resumes a session', false],
  ])('that %s and then stays silent is not said to lack TLS', async (_, keep) => {
    let answers = 0;
    const end = keep ? OK : OK.replace('\r\n', '\r\nConnection: close\r\n');
    const port = await listen(
      tls.createServer(SERVER, (socket) => {
        socket.on('error', () => undefined);
        socket.on('data', () => {
          if (answers++ === 0) socket[keep ? 'write' : 'end'](end);
        });
      }),
    );
    await transport.request(get('odoo.test', port));
    const failure = await failureOf(transport.request(get('odoo.test', port, { deadline: deadlineIn(300) })));
    expect(failure).toMatchObject({ reason: 'timeout', detail: NO_ANSWER });
  });

  it('times out at the deadline on a server that never shakes hands', async () => {
    const port = await listen(net.createServer(() => undefined));
    const failure = await failureOf(transport.request(get('odoo.test', port, { deadline: deadlineIn(100) })));
    expect(failure).toMatchObject({ reason: 'timeout', detail: 'Connected, but TLS did not finish in time.' });
  });

  it('fails as tls on a server that speaks plain HTTP', async () => {
    const port = await listen(
      net.createServer((socket) => socket.on('data', () => socket.end('HTTP/1.1 400 Bad\r\n\r\n'))),
    );
    expect((await failureOf(transport.request(get('odoo.test', port)))).reason).toBe('tls');
  });
});

import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { eventually, startApp, type TestApp } from '../support/app';
import { enterChannel, noticeOf, sendNotice, webhookTo } from '../support/notices';

const OK = 'HTTP/1.1 200 OK\r\n';

/** What receivers answer whose body nobody reads: head and body as they go over the line, and whether they hang up then. */
const BODIES: readonly [string, (string | Buffer)[], boolean][] = [
  ['is gzip', [`${OK}Content-Encoding: gzip\r\n\r\n`, gzipSync('received')], true],
  ['is brotli of unknown make', [`${OK}Content-Encoding: br, x-own\r\n\r\n`, brotliCompressSync('received')], true],
  ['has 1.5 MB', [`${OK}Content-Length: 1572864\r\n\r\n`, Buffer.alloc(1_572_864)], true],
  ['is cut off', [`${OK}Content-Length: 90\r\n\r\nrecei`], true],
  ['is no chunk where one was promised', [`${OK}Transfer-Encoding: chunked\r\n\r\nzz\r\n`], true],
  ['never ends', [`${OK}\r\n`, 'a'], false],
  ['never begins', [`${OK}Content-Length: 10\r\n\r\n`], false],
];

/** Somebody else's machine that answers each request in these bytes. */
class RawReceiver {
  requests = 0;
  private readonly sockets = new Set<Socket>();

  private constructor(private readonly server: Server) {}

  static async start(bytes: readonly (string | Buffer)[], ends: boolean): Promise<RawReceiver> {
    const receiver: RawReceiver = new RawReceiver(
      createServer((socket) => {
        receiver.sockets.add(socket);
        socket.on('error', () => undefined);
        socket.once('data', () => {
          receiver.requests++;
          for (const part of bytes) socket.write(part);
          if (ends) socket.end();
        });
      }),
    );
    await new Promise<void>((listening) => receiver.server.listen(0, '127.0.0.1', listening));
    return receiver;
  }

  get url(): string {
    return `http://127.0.0.1:${String((this.server.address() as AddressInfo).port)}`;
  }

  /** Resolves once nobody holds a connection to it. */
  async left(): Promise<void> {
    await eventually(
      () => Promise.resolve([...this.sockets].every(({ destroyed }) => destroyed)),
      (all) => all,
    );
  }

  stop(): void {
    for (const socket of this.sockets) socket.destroy();
    this.server.close();
  }
}

describe('a notice that the receiver has taken, answering 200 with a body that', () => {
  let amiral: TestApp;
  const receivers: RawReceiver[] = [];

  beforeAll(async () => {
    amiral = await startApp();
  });
  afterAll(async () => {
    await amiral.stop();
  });
  afterEach(async () => {
    for (const receiver of receivers.splice(0)) receiver.stop();
    await amiral.dataSource.query('DELETE FROM channels');
  });

  it.each(BODIES)('%s, is delivered once, whatever kind of channel it is', async (_what, bytes, ends) => {
    const receiver = await RawReceiver.start(bytes, ends);
    receivers.push(receiver);
    const url = `${receiver.url}/hook`;
    const kinds = [
      webhookTo(url),
      { kind: 'slack', settings: { url } },
      { kind: 'teams', settings: { url } },
      { kind: 'alertmanager', settings: { url } },
    ];
    for (const kind of kinds) await enterChannel(amiral, kind);
    // An Alertmanager is told again what fires; here nothing does.
    await sendNotice(amiral.app, noticeOf());
    const { items } = await eventually(
      async () => (await amiral.call('GET', '/deliveries', { as: 'manager' })).body,
      ({ items: all }) => all.length === kinds.length && all.every(isTried),
    );
    for (const { state, attempts } of items) {
      expect(state).toBe('delivered');
      expect(attempts).toMatchObject([{ number: 1, ok: true, status: 200, error: null }]);
    }
    expect(receiver.requests).toBe(kinds.length);
    await receiver.left();
  });
});

function isTried({ attempts }: { attempts: { endedAt: string | null }[] }): boolean {
  return attempts.length > 0 && attempts.every(({ endedAt }) => endedAt !== null);
}

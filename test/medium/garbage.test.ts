import { createServer, type Server, type Socket } from 'node:net';
import fc from 'fast-check';
import { type AddressInfo } from 'node:net';
import { startFleet, type Fleet } from '../odoo-simulator/fleet';
import { eventually, startApp, type TestApp } from '../support/app';
import { enterFleet } from '../support/fleet';

jest.setTimeout(240_000);

const SEED = Number(process.env['FUZZ_SEED'] ?? Date.now() % 2 ** 31);
const ANSWERS = 2_000;
const BAD = 40;
const GOOD = 10;

/** Text that somebody will want to store or show. */
const text = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 300 }),
  fc.constantFrom(
    '16.0\u0000',
    '\ud800',
    '\udc00\ud800',
    '\u202e19.0',
    '',
    ' ',
    '\u0000',
    '🚢'.repeat(300),
    'e' + '\u0301'.repeat(2_000),
  ),
);
const value = fc.oneof(text, fc.jsonValue({ maxDepth: 3 }), fc.constantFrom(1e308, -0, null, true, [], {}));
const rpc = (member: object) => JSON.stringify({ jsonrpc: '2.0', id: 1, ...member });
const body = fc.oneof(
  fc
    .record({ server_version: value, server_version_info: fc.oneof(value, fc.constant([16])) })
    .map((result) => rpc({ result })),
  text.map((version) => rpc({ result: { server_version: version, server_version_info: [16, 0] } })),
  fc.record({ name: value, message: value }).map((data) => rpc({ error: { data } })),
  text.map((message) => rpc({ error: { data: { name: 'psycopg2.OperationalError', message } } })),
  value.map((result) => rpc({ result })),
  fc.record({ version: value, version_info: value, db_server_status: value }).map((page) => JSON.stringify(page)),
  fc.string({ unit: 'binary', maxLength: 500 }),
  fc.constant('['.repeat(100_000)),
);
const head = fc.oneof(
  { weight: 6, arbitrary: fc.constant('HTTP/1.1 200 OK\r\n') },
  fc.integer({ min: 0, max: 999 }).map((status) => `HTTP/1.1 ${String(status)} \u0085\r\n`),
  fc
    .string({ unit: 'binary', maxLength: 50 })
    .map((line) => `HTTP/1.1 302 x\r\nLocation: ${line.replace(/[\r\n]/g, ' ')}\r\n`),
  fc.constant('HTTP/1.1 200 OK\r\nContent-Encoding: \u0001zip\r\n'),
);
const answer = fc.oneof(
  {
    weight: 9,
    arbitrary: fc.tuple(head, body).map(([start, rest]) => Buffer.from(`${start}Connection: close\r\n\r\n${rest}`)),
  },
  fc.uint8Array({ maxLength: 500 }).map((bytes) => Buffer.from(bytes)),
);

/** Answers whatever it is asked with the next piece of garbage. */
class GarbageServer {
  private constructor(
    private readonly server: Server,
    private readonly sockets: Set<Socket>,
  ) {}

  static async start(next: () => Buffer): Promise<GarbageServer> {
    const sockets = new Set<Socket>();
    const server = createServer((socket) => {
      sockets.add(socket.on('close', () => sockets.delete(socket)).on('error', () => undefined));
      socket.once('data', () => socket.end(next()));
    });
    await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
    return new GarbageServer(server, sockets);
  }

  get url(): string {
    return `http://127.0.0.1:${String((this.server.address() as AddressInfo).port)}`;
  }

  stop(): void {
    for (const socket of this.sockets) socket.destroy();
    this.server.close();
  }
}

describe('servers that answer with garbage', () => {
  let amiral: TestApp;
  let well: Fleet;
  let bad: GarbageServer[];
  let answered = 0;

  beforeAll(async () => {
    // The pieces hang on the seed alone, though not who gets which.
    const pieces = fc.sample(answer, { seed: SEED, numRuns: ANSWERS });
    bad = await Promise.all(
      Array.from({ length: BAD }, () => GarbageServer.start(() => pieces[answered++ % ANSWERS] ?? Buffer.alloc(0))),
    );
    well = await startFleet({ servers: GOOD, log: false });
    amiral = await startApp({ health: { intervalMs: 1_000, recheckMs: 1_000, fall: 1_000 } });
  });
  afterAll(async () => {
    await amiral.stop();
    await well.stop();
    for (const server of bad) server.stop();
  });

  it(`neither stop the watch over others nor leave anything unstored (FUZZ_SEED=${String(SEED)})`, async () => {
    const goodIds = await enterFleet(amiral, well.urls);
    const badIds = await enterFleet(
      amiral,
      bad.map(({ url }) => url),
    );
    const probesOf = async (ids: readonly string[]) => {
      const rows = await amiral.dataSource.query<{ probes: number }[]>(
        `SELECT (SELECT count(*)::integer FROM probe_samples WHERE server_id = given.id) AS probes FROM unnest($1::uuid[]) AS given (id)`,
        [ids],
      );
      return rows.map(({ probes }) => probes);
    };
    await eventually(
      () => Promise.resolve(answered),
      (count) => count >= ANSWERS,
      200_000,
    );
    const [good, garbage] = [await probesOf(goodIds), await probesOf(badIds)];
    // All have the same interval: nobody's turn is missed for what another one says. Witnesses are looked at once more now and then.
    expect(Math.min(...good)).toBeGreaterThanOrEqual(Math.max(...garbage) - 4);
    const [seen] = await amiral.dataSource.query<{ well: number }[]>(
      `SELECT count(*)::integer AS well FROM servers WHERE id = ANY($1) AND state = 'active' AND health_status = 'healthy'`,
      [goodIds],
    );
    expect(seen?.well).toBe(GOOD);
    const { body: metrics } = await amiral.call('GET', '//metrics', { as: 'admin' });
    expect(metrics).toMatch(/^amiral_monitor_paused 0$/m);
    expect(metrics).toMatch(/^amiral_probe_results_refused_total 0$/m);
    const paused = await amiral.call('GET', '/health/monitor', { as: 'admin' });
    expect(paused.body).toMatchObject({ paused: false });
  });
});

import { toTransportError, TransportError } from '../../src/outbound/failures';
import { Transport } from '../../src/outbound/transport';
import { eventually, startApp, type TestApp } from '../support/app';
import { WatchedServers } from '../support/fleet';

let amiral: TestApp;
let servers: WatchedServers;

async function start(count: number): Promise<void> {
  amiral = await startApp();
  servers = await WatchedServers.start(amiral, count);
  await eventually(
    () => Promise.resolve(servers.ids.filter((_, n) => servers.odoos.at(n).received < 2)),
    (unprobed) => unprobed.length === 0,
  );
}
afterEach(async () => {
  jest.restoreAllMocks();
  await amiral.stop();
  await servers.stop();
});

const panic = async () => (await amiral.call('GET', '/health/panic', { as: 'user' })).body;
const tally = () => servers.tally();

/** What Node throws when this machine cannot call anybody. */
function systemError(code: string): Error {
  return Object.assign(new Error(`connect ${code} 192.0.2.1:8069`), { code, syscall: 'connect' });
}

/** Calls to these servers fail with what `error` makes, before they leave. */
function breakCalls(numbers: number[], error: () => Error): void {
  const transport = amiral.app.get(Transport, { strict: false });
  const call = transport.request.bind(transport);
  const hosts = new Set(numbers.map((n) => new URL(servers.odoos.urls[n] ?? '').host));
  jest
    .spyOn(transport, 'request')
    .mockImplementation((request) =>
      hosts.has(request.url.host) ? Promise.reject(toTransportError(error())) : call(request),
    );
}

/** Until each has met the fault so often that it would be offline long ago. */
async function metOften(numbers: number[]): Promise<void> {
  const lastChecks = async () => {
    const seen = await servers.seen();
    return numbers.map((n) => seen[n]?.lastCheckAt?.getTime() ?? 0);
  };
  for (let times = 0; times < 4; times++) {
    const before = await lastChecks();
    await eventually(lastChecks, (after) => after.every((at, index) => at > (before[index] ?? 0)));
  }
}

describe('a fault of our own', () => {
  const all = Array.from({ length: 10 }, (_, n) => n);

  it.each([
    ['no file handles', 'no-file-handles', () => systemError('EMFILE')],
    ['a late event loop', 'event-loop-late', () => new TransportError('event-loop-late')],
  ])('(%s) counts against no server, and freezes when it hides them all', async (_, reason, error) => {
    await start(10);
    breakCalls(all, error);
    const { counted } = await eventually(panic, (row) => row.frozen);
    expect(counted).toBeGreaterThanOrEqual(2);
    expect((await panic()).reason).toBe('own-fault');
    await metOften(all);
    for (const { state, failStreak, lastError } of await servers.seen()) {
      expect({ state, failStreak }).toEqual({ state: 'active', failStreak: 0 });
      expect(lastError?.startsWith(`${reason}: `)).toBe(true);
    }
    jest.restoreAllMocks();
    await eventually(panic, (row) => !row.frozen);
    await eventually(tally, (now) => now['active healthy'] === 10);
    expect(await servers.told('offline')).toEqual([]);
    expect(await servers.told('panic')).toHaveLength(1);
  });

  it('that hides a single server counts against nobody and freezes nothing; in time that server is not known', async () => {
    await start(10);
    breakCalls([4], () => systemError('EMFILE'));
    await metOften([4]);
    expect((await servers.seen())[4]).toMatchObject({ state: 'active', failStreak: 0 });
    // Two intervals and a timeout without a result: 2.1 s.
    await eventually(tally, (now) => now['active unknown'] === 1);
    expect(await tally()).toEqual({ 'active healthy': 9, 'active unknown': 1 });
    expect(await panic()).toMatchObject({ frozen: false });
  });

  it('does not stop servers that really fail from being seen, when it hides few', async () => {
    await start(10);
    breakCalls([4], () => systemError('EMFILE'));
    await servers.change(5, 6, { mode: 'refusing' });
    await eventually(tally, (now) => now['offline critical'] === 1);
    expect((await servers.seen())[5]).toMatchObject({ state: 'offline' });
    expect(await panic()).toMatchObject({ frozen: false });
  });
});

describe('a restart within a freeze', () => {
  it('neither forgets the freeze nor marks everybody', async () => {
    await start(20);
    await servers.change(0, 15, { mode: 'refusing' });
    const { since } = await eventually(panic, (row) => row.frozen);
    await amiral.app.close();

    const first = amiral;
    amiral = await startApp({ beside: first });
    try {
      const restarted = new Date();
      expect(await panic()).toMatchObject({ frozen: true, since });
      const again = servers.as(amiral);
      await eventually(
        () => again.seen(),
        (seen) =>
          seen.every(
            ({ lastCheckAt, failStreak }, n) => lastCheckAt && lastCheckAt > restarted && (n >= 15 || failStreak >= 6),
          ),
      );
      // On a busy machine those that answer may be without a result for a moment, and so not known.
      await eventually(
        () => again.tally(),
        (now) => now['active healthy'] === 5 && now['active unknown'] === 15,
      );
      expect(await panic()).toMatchObject({ frozen: true, since });
      await servers.change(0, 15, { mode: 'ok' });
      await eventually(panic, (row) => !row.frozen);
      await eventually(
        () => again.tally(),
        (now) => now['active healthy'] === 20,
      );
      expect(await again.told('offline')).toEqual([]);
      expect(await again.told('panic')).toHaveLength(1);
    } finally {
      await amiral.stop();
      amiral = first;
    }
  });
});

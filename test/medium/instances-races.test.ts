import type { DomainError } from '../../src/common/errors';
import { tally } from '../support/actors';
import { admin, InstancesBench, manager } from '../support/instances';

let bench: InstancesBench;

beforeAll(async () => {
  bench = await InstancesBench.start();
});
beforeEach(() => bench.fresh());
afterAll(() => bench.stop());

describe('many at once', () => {
  it('fills 150 slots of several servers with exactly 150 of 200 and refuses 50 clearly', async () => {
    for (const size of [20, 50, 80]) await bench.addServer(size);
    const outcomes = await Promise.allSettled(Array.from({ length: 200 }, () => bench.create(bench.draft())));
    const refused = outcomes.flatMap((outcome) =>
      outcome.status === 'rejected' ? [outcome.reason as DomainError] : [],
    );
    expect(refused).toHaveLength(50);
    for (const error of refused) {
      expect(error).toMatchObject({ kind: 'conflict', code: 'no-available-server' });
      expect(error.facts.rejected).toEqual({ state: 0, cordoned: 0, health: 0, capacity: 3 });
    }
    for (const { counted, rows, most } of await bench.slots()) expect([counted, rows]).toEqual([most, most]);
  });

  it('fills the 150 slots of the server asked for with exactly 150 of 200 and refuses 50 as full', async () => {
    const serverId = await bench.addServer(150);
    await bench.addServer(500);
    const counts = await tally(Array.from({ length: 200 }, () => bench.create(bench.draft({ serverId }))));
    expect(counts).toEqual({ ok: 150, 'server-full': 50 });
    await bench.expectSlotsKept();
  });

  it('keeps count while some are made and others terminated, by both ways of placing', async () => {
    const ids = [await bench.addServer(10), await bench.addServer(15)];
    const first = await Promise.all(Array.from({ length: 25 }, () => bench.create(bench.draft())));
    const counts = await tally([
      ...first.map(({ id }) => bench.terminate(manager, id, {})),
      ...Array.from({ length: 30 }, () => bench.create(bench.draft())),
      ...Array.from({ length: 30 }, (_, at) => bench.create(bench.draft({ serverId: ids[at % 2] }))),
      ...first.slice(0, 10).map(({ id }) => bench.terminate(manager, id, {})),
    ]);
    const { ok, 'wrong-state': twice, 'no-available-server': none = 0, 'server-full': full = 0, ...other } = counts;
    expect(other).toEqual({});
    expect(twice).toBe(10);
    expect((ok ?? 0) + none + full).toBe(85);
    await bench.expectSlotsKept();
  });

  it('never deadlocks a termination with a creation that waits for its subdomain', async () => {
    const serverId = await bench.addServer(1_000);
    const old = await Promise.all(Array.from({ length: 40 }, () => bench.create(bench.draft({ serverId }))));
    const counts = await tally(
      old.flatMap(({ id, subdomain }) => [
        bench.create(bench.draft({ serverId, subdomain })),
        bench.terminate(manager, id, {}),
      ]),
    );
    expect(Object.keys(counts).filter((key) => key !== 'ok' && key !== 'instances_subdomain_key')).toEqual([]);
    await bench.expectSlotsKept();
  });

  it('terminates once when two ask at once, and frees one slot', async () => {
    await bench.addServer(5);
    const { id } = await bench.create(bench.draft());
    const counts = await tally([bench.terminate(manager, id, {}), bench.terminate(admin, id, {})]);
    expect(counts).toEqual({ ok: 1, 'wrong-state': 1 });
    await bench.expectSlotsKept();
  });

  it('adopts no more than there are slots', async () => {
    const serverId = await bench.addServer(5);
    const counts = await tally(
      Array.from({ length: 12 }, () => bench.adoption.adopt(manager, bench.adoptable(serverId))),
    );
    expect(counts).toEqual({ ok: 5, 'server-full': 7 });
    await bench.expectSlotsKept();
  });
});

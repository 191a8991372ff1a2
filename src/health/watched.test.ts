import fc from 'fast-check';
import type { HealthSettings } from '../common/config';
import { NOTHING_SEEN } from './judge';
import { isPolled, longestWait, nextDue, SHARDS, shardOf, staleAfter, type Watched } from './watched';

const SETTINGS: HealthSettings = {
  intervalMs: 60_000,
  recheckMs: 10_000,
  timeoutMs: 10_000,
  fall: 3,
  rise: 2,
  slowMs: 2_000,
};

function watched(given: Partial<Watched> = {}): Watched {
  return {
    id: '0198b7f0-0000-7000-8000-0000000000ff',
    shard: 63,
    url: 'http://odoo.example.com',
    tlsCa: null,
    lifecycle: 'active',
    intervalMs: 60_000,
    generation: 1,
    counts: NOTHING_SEEN,
    lateDatabases: 0,
    judged: { reachability: 'reachable', health: 'healthy', reasons: [] },
    stored: NOTHING_SEEN,
    dueAt: null,
    line: { calls: null },
    blindSince: null,
    gone: false,
    ...given,
  };
}

describe('the next probe', () => {
  it('comes an interval after the last one began, and jitter only adds to it', () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }), (random) => {
        const due = nextDue(watched(), 1_000, SETTINGS, random);
        expect(due).toBeGreaterThanOrEqual(61_000);
        expect(due).toBeLessThanOrEqual(1_000 + longestWait(watched()));
      }),
    );
    expect(nextDue(watched(), 1_000, SETTINGS, 0.5)).toBe(61_600);
  });

  it('comes sooner while a failure is to be confirmed', () => {
    const failing = watched({ counts: { ...NOTHING_SEEN, failStreak: 1 } });
    expect(nextDue(failing, 0, SETTINGS, 0)).toBe(10_000);
  });

  it('never comes later for being quicker', () => {
    const failing = watched({ counts: { ...NOTHING_SEEN, failStreak: 1 }, intervalMs: 2_000 });
    expect(nextDue(failing, 0, SETTINGS, 0)).toBe(2_000);
  });
});

describe('what is watched', () => {
  it('is polled in service and in maintenance, not as draft or disabled', () => {
    const lifecycles = ['draft', 'active', 'maintenance', 'disabled'] as const;
    const polled = lifecycles.filter((lifecycle) => isPolled(watched({ lifecycle })));
    expect(polled).toEqual(['active', 'maintenance']);
  });

  it('is not known after two intervals and a timeout', () => {
    expect(staleAfter(watched(), SETTINGS)).toBe(130_000);
    expect(staleAfter(watched({ intervalMs: 1_000 }), SETTINGS)).toBe(12_000);
  });
});

describe('the shard of a server', () => {
  it('comes from the last byte of its id', () => {
    expect(shardOf('0198b7f0-0000-7000-8000-0000000000ff')).toBe(63);
    expect(shardOf('0198b7f0-0000-7000-8000-000000000040')).toBe(0);
    expect(shardOf('0198B7F0-0000-7000-8000-00000000002A')).toBe(42);
  });

  it('is one of 64 for every id', () => {
    fc.assert(
      fc.property(fc.uuid(), (id) => {
        expect(shardOf(id)).toBeGreaterThanOrEqual(0);
        expect(shardOf(id)).toBeLessThan(SHARDS);
      }),
    );
  });
});

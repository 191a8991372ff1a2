import { builtIn, World } from './evaluate.testing';

const MINUTE = 60;
const HOUR = 60 * MINUTE;

let world: World;
beforeEach(() => {
  world = new World();
});

const rack = { labels: { rack: 'rack-2', region: 'eu' } };

describe('a silence', () => {
  const quiet = { labels: {}, serverIds: ['s1'], ruleIds: [] };

  it('tells nothing, and what still fires when it ends is told then', () => {
    world.quiet = [quiet];
    world.bad('server-critical');
    world.bad('server-critical', 's2');
    world.pass(HOUR, 5);
    expect(world.notices.filter(({ kind }) => kind === 'firing')).toMatchObject([{ alerts: [{ serverId: 's2' }] }]);
    expect([...world.alerts.values()].map(({ silenced }) => silenced)).toEqual([true, false]);
    world.quiet = [];
    world.pass(2);
    expect(world.notices.filter(({ kind }) => kind === 'firing')).toHaveLength(2);
  });

  it('keeps quiet about what ended under it, unless people know of its beginning: they are told of the end after it', () => {
    world.bad('server-critical', 's1');
    world.pass(20);
    world.quiet = [{ ...quiet, serverIds: ['s1', 's2'] }];
    world.bad('server-critical', 's2');
    world.pass(20);
    world.facts.clear();
    world.pass(5 * MINUTE);
    expect(world.told()).toHaveLength(1);
    world.quiet = [];
    world.pass(20);
    expect(world.told().slice(1)).toEqual(['resolved 1: Server s1 (s1): server-critical']);
  });
});

describe('a certificate that ends', () => {
  it('is told at each step, ever more severe, and its renewal once', () => {
    const told = (days: number) => {
      world.bad('certificate-ends', 's1', { value: days });
      world.pass(3 * MINUTE, 5);
      return world.notices.map(({ kind, severity }) => `${kind} ${severity}`);
    };
    expect(told(22)).toEqual([]);
    expect(told(20.5)).toEqual(['firing info']);
    expect(told(13)).toEqual(['firing info', 'firing warning']);
    expect(told(6.9)).toHaveLength(3);
    expect(told(6.1)).toHaveLength(3);
    expect(told(2)).toEqual(['firing info', 'firing warning', 'firing warning', 'firing critical']);
    world.well('certificate-ends');
    world.pass(5);
    expect([...world.alerts.values()]).toMatchObject([{ state: 'resolved', endReason: 'recovered' }]);
    world.pass(3 * MINUTE, 5);
    expect(world.notices.at(-1)).toMatchObject({ kind: 'resolved', severity: 'critical' });
    expect(world.alerts.size).toBe(1);
  });
});

describe('a rule', () => {
  it('speaks of servers that carry all its labels, and several of a kind speak side by side', () => {
    world.rules = [
      builtIn('capacity', { id: 'a', holdSeconds: 0, labels: { rack: 'rack-2' }, threshold: { percent: 80 } }),
      builtIn('capacity', { id: 'b', holdSeconds: 0, labels: { rack: 'rack-3' }, threshold: { percent: 95 } }),
    ];
    world.bad('capacity', 's1', { ...rack, value: 85 });
    world.bad('capacity', 's2', { labels: { rack: 'rack-3' }, value: 85 });
    world.bad('capacity', 's3', { value: 100 });
    world.pass(20);
    expect([...world.alerts.values()].map(({ ruleId, serverId }) => [ruleId, serverId])).toEqual([['a', 's1']]);
  });

  it('that is disabled ends its alerts', () => {
    world.bad('capacity', 's1', { value: 95 });
    world.pass(6 * MINUTE);
    world.rules = world.rules.map((each) => ({ ...each, enabled: false }));
    world.pass(20);
    expect(world.notices.map(({ kind }) => kind)).toEqual(['firing', 'withdrawn']);
    expect(world.notices[1]?.alerts).toMatchObject([{ endReason: 'rule-disabled', ended: 'its rule was disabled' }]);
  });

  it('that is deleted, or speaks of others from now on, does not call what is still bad over', () => {
    for (const change of ['deleted', 'changed'] as const) {
      world = new World();
      world.bad('server-critical', 's1', rack);
      world.pass(20);
      world.rules = change === 'deleted' ? [] : [builtIn('server-critical', { labels: { rack: 'rack-9' } })];
      world.pass(20);
      expect(world.notices.map(({ kind }) => kind)).toEqual(['firing', 'withdrawn']);
      expect(world.notices[1]?.alerts).toMatchObject([{ endReason: `rule-${change}` }]);
    }
  });

  it('measures the fleet by free slots, or by the share of them', () => {
    world.rules = [builtIn('headroom-low', { holdSeconds: 0, threshold: { percent: 10 } })];
    world.bad('headroom-low', null, { ruleId: 'headroom-low', value: 10, total: 100 });
    world.pass(20);
    expect(world.told()).toEqual([]);
    world.bad('headroom-low', null, { ruleId: 'headroom-low', value: 9, total: 100 });
    world.pass(20);
    expect(world.told()).toEqual([
      'firing 1: headroom-low: 9 of 100 slots are free on servers that take new instances.',
    ]);
  });
});

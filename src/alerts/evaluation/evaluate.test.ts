import { builtIn, World } from './evaluate.testing';

const MINUTE = 60;
const HOUR = 60 * MINUTE;

let world: World;
beforeEach(() => {
  world = new World();
});

const rack = { labels: { rack: 'rack-2', region: 'eu' } };
const only = (...kinds: Parameters<typeof builtIn>[0][]) => {
  world.rules = kinds.map((kind) => builtIn(kind));
};

describe('a server that goes down', () => {
  it('is told once, ten seconds after it fires, and its end once, a minute after it is over', () => {
    world.bad('server-critical');
    world.pass(9);
    expect(world.told()).toEqual([]);
    world.pass(2);
    expect(world.told()).toEqual(['firing 1: Server s1 (s1): server-critical']);
    world.well('server-critical');
    world.pass(59);
    expect(world.told()).toHaveLength(1);
    world.pass(30);
    expect(world.told().slice(1)).toEqual(['resolved 1: Server s1 (s1): server-critical']);
    world.pass(HOUR, 10);
    expect(world.told()).toHaveLength(2);
    expect(world.notices[1]?.threadKey).toBe(world.notices[0]?.threadKey);
  });

  it('is told of no more when it comes back and goes again within the minute', () => {
    world.bad('server-critical');
    world.pass(20);
    world.well('server-critical');
    world.pass(30);
    world.bad('server-critical');
    world.pass(90);
    expect(world.told()).toHaveLength(1);
    expect(world.open()).toHaveLength(1);
  });

  it('is never told when it is over before anybody was', () => {
    world.timings.groupWaitMs = 300_000;
    world.bad('server-critical');
    world.pass(5);
    world.well('server-critical');
    world.pass(10 * MINUTE, 5);
    expect(world.told()).toEqual([]);
    expect([...world.alerts.values()]).toMatchObject([{ state: 'resolved', settled: true }]);
  });

  it('is an incident from when it turned bad to when it had stayed well', () => {
    world.bad('server-critical');
    const turned = world.now;
    world.pass(5 * MINUTE);
    world.well('server-critical');
    const ended = world.now;
    world.pass(61);
    const [incident] = [...world.incidents.values()];
    expect(incident).toMatchObject({ openedAt: turned, endedAt: ended, closeReason: 'recovered', changes: 2 });
    expect(incident?.closedAt?.getTime()).toBe(ended.getTime() + 60_000);
  });

  it.each(['maintenance', 'deactivated', 'archived', 'deleted'] as const)(
    'is closed at once when it is %s',
    (reason) => {
      world.bad('server-critical');
      world.pass(20);
      world.well('server-critical');
      world.gone.set('s1', { reason, note: `${reason} by Pat` });
      world.pass(15);
      expect([...world.incidents.values()]).toMatchObject([{ closeReason: reason }]);
      expect(world.told().slice(1)).toEqual(['withdrawn 1: Server s1 (s1): server-critical']);
      expect(world.notices[1]?.alerts).toMatchObject([{ endReason: reason, ended: `${reason} by Pat` }]);
    },
  );

  it('with its database is told as that, or as critical where no rule speaks of databases', () => {
    world.bad('database-down');
    world.pass(20);
    expect(world.notices.map(({ alerts }) => alerts[0]?.rule)).toEqual(['database-down']);
    world = new World();
    only('server-critical');
    world.bad('database-down');
    world.pass(20);
    expect(world.notices.map(({ alerts }) => alerts[0]?.rule)).toEqual(['server-critical']);
  });
});

describe('several servers', () => {
  it('that go down together are one notice that names the labels they share', () => {
    for (let n = 1; n <= 7; n++) {
      world.bad('server-critical', `s${String(n)}`, { labels: { ...rack.labels, n: String(n) } });
      world.pass(1);
    }
    world.pass(20);
    expect(world.told()).toEqual(['firing 7: 7 servers in rack=rack-2, region=eu: server-critical']);
    for (let n = 1; n <= 7; n++) world.well('server-critical', `s${String(n)}`);
    world.pass(90);
    expect(world.told()[1]).toBe('resolved 7: 7 servers in rack=rack-2, region=eu: server-critical');
    expect(world.told()).toHaveLength(2);
  });

  it('that follow are gathered for a minute after that', () => {
    for (let n = 1; n <= 6; n++) {
      world.bad('server-critical', `s${String(n)}`);
      world.pass(9);
    }
    world.pass(60);
    expect(world.told().map((line) => line.split(':')[0])).toEqual(['firing 2', 'firing 4']);
  });

  it('all twenty thousand of them are one notice', () => {
    for (let n = 0; n < 20_000; n++) world.bad('health-unknown', `s${String(n)}`);
    world.pass(500, 100);
    expect(world.told()).toEqual(['firing 20000: 20000 servers: health-unknown']);
  });
});

describe('an alert that nobody acknowledges', () => {
  it('is escalated once after fifteen minutes and repeated every four hours', () => {
    world.bad('server-critical');
    world.pass(15 * MINUTE, 5);
    expect(world.told()).toHaveLength(1);
    world.pass(MINUTE, 5);
    expect(world.notices.map(({ kind }) => kind)).toEqual(['firing', 'escalation']);
    world.pass(8 * HOUR, 60);
    expect(world.notices.map(({ kind }) => kind)).toEqual(['firing', 'escalation', 'repeat', 'repeat']);
    expect(new Set(world.notices.map(({ threadKey }) => threadKey)).size).toBe(1);
  });

  it('is repeated daily and not escalated when it is a mere warning', () => {
    world.bad('server-warning');
    world.pass(25 * HOUR, 60);
    expect(world.notices.map(({ kind }) => kind)).toEqual(['firing', 'repeat']);
  });

  it('is neither once somebody has, and its end is told', () => {
    world.bad('server-critical');
    world.pass(MINUTE);
    world.acknowledge();
    world.pass(9 * HOUR, 60);
    world.well('server-critical');
    world.pass(5 * MINUTE);
    expect(world.notices.map(({ kind }) => kind)).toEqual(['firing', 'resolved']);
    expect(world.notices[1]?.alerts[0]?.acknowledgedBy).toBe('Pat');
  });
});

describe('an alert that has to hold', () => {
  it('does not fire before, and leaves no trace when it does not', () => {
    world.bad('server-warning');
    world.pass(299);
    expect([...world.alerts.values()]).toMatchObject([{ state: 'pending' }]);
    world.well('server-warning');
    world.pass(MINUTE);
    expect([world.alerts.size, world.told().length, world.incidents.size]).toEqual([0, 0, 0]);
    world.bad('server-warning');
    world.pass(320);
    expect(world.told()).toHaveLength(1);
    expect(world.incidents.size).toBe(0);
  });

  it('makes an incident when its rule says so', () => {
    world.rules = [builtIn('server-warning', { opensIncident: true, holdSeconds: 0 })];
    world.bad('server-warning');
    world.pass(20);
    expect(world.open()).toMatchObject([{ serverId: 's1', severity: 'warning' }]);
    expect([...world.alerts.values()][0]?.incidentId).toBe(world.open()[0]?.id);
    world.well('server-warning');
    world.pass(3 * MINUTE);
    expect(world.open()).toEqual([]);
  });
});

describe('a flapping server', () => {
  it('is one incident and one call, until it has been quiet for half an hour', () => {
    for (let n = 0; n < 10; n++) {
      world.bad('server-critical');
      world.pass(50);
      world.well('server-critical');
      // The first calm is short: from the fourth change on, long ones do not end it either.
      world.pass(n < 2 ? 50 : 10 * MINUTE);
    }
    expect(world.open()).toMatchObject([{ flapping: true, changes: 20 }]);
    expect(world.incidents.size).toBe(1);
    expect(world.notices.map(({ kind }) => kind).filter((kind) => kind !== 'escalation')).toEqual(['firing']);
    world.pass(31 * MINUTE, 5);
    expect(world.open()).toEqual([]);
    expect(world.notices.map(({ kind }) => kind).at(-1)).toBe('resolved');
  });
});

describe('a frozen monitor', () => {
  it('is one notice, and holds back all others: nothing fires, nothing ends', () => {
    world.bad('server-critical', 'before');
    world.pass(MINUTE);
    world.bad('monitor-frozen', null, { value: 40, total: 50 });
    world.well('server-critical', 'before');
    for (let n = 0; n < 40; n++) world.bad('health-unknown', `s${String(n)}`);
    world.pass(20 * MINUTE, 5);
    const told = world.notices.filter(({ kind }) => kind !== 'escalation');
    expect(told.map(({ alerts }) => alerts[0]?.rule)).toEqual(['server-critical', 'monitor-frozen']);
    expect(world.open().map(({ serverId }) => serverId)).toEqual(['before', null]);
  });

  it('lets them go when it is over or confirmed', () => {
    world.bad('monitor-frozen', null);
    for (let n = 0; n < 40; n++) world.bad('server-critical', `s${String(n)}`);
    world.pass(MINUTE);
    expect(world.told()).toHaveLength(1);
    world.well('monitor-frozen', null);
    world.pass(2 * MINUTE);
    expect(world.notices.map(({ kind, alerts }) => `${kind} ${String(alerts.length)}`)).toEqual([
      'firing 1',
      'firing 40',
      'resolved 1',
    ]);
  });
});

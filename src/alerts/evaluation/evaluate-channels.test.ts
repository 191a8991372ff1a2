import { builtIn, channel, World } from './evaluate.testing';

const MINUTE = 60;
const HOUR = 60 * MINUTE;

let world: World;
beforeEach(() => {
  world = new World();
});

const rack = (n: number) => ({ labels: { rack: String(n) } });
const kinds = () => world.notices.map(({ kind }) => kind);

describe('a channel with labels', () => {
  it('is told of its own servers when those of others fail with them, and of their end', () => {
    world.channels = [channel('all'), channel('two', { labels: { rack: '2' } })];
    world.bad('server-critical', 'a', rack(1));
    world.bad('server-critical', 'b', rack(2));
    world.bad('server-critical', 'c', rack(1));
    world.pass(20);
    world.facts.clear();
    world.pass(90);
    expect(world.heard('all')).toEqual(['firing a,b,c', 'resolved a,b,c']);
    expect(world.heard('two')).toEqual(['firing b', 'resolved b']);
    expect(world.notices.map(({ title }) => title)).toContain('Server b (b): server-critical');
  });

  it('hears the same notice as every channel that hears of the same alerts', () => {
    world.channels = [channel('one'), channel('two', { labels: { rack: '1' } }), channel('mine', rack(1))];
    world.bad('server-critical', 'a', rack(1));
    world.pass(20);
    expect(world.sent.map(({ to }) => to)).toEqual([['one', 'two', 'mine']]);
  });
});

describe('the end', () => {
  it('is told by the channels that told the beginning, whatever they ask for by then, and by no other', () => {
    world.channels = [channel('early'), channel('deleted')];
    world.bad('server-critical');
    world.pass(20);
    world.channels = [
      channel('early', { enabled: false, labels: { rack: '7' }, minSeverity: 'critical' }),
      channel('late'),
    ];
    world.well('server-critical');
    world.pass(90);
    expect(world.heard('early')).toEqual(['firing s1', 'resolved s1']);
    expect(world.heard('deleted')).toEqual(['firing s1']);
    expect(world.heard('late')).toEqual([]);
  });

  it('is told of what had grown since, also before anybody was told of that', () => {
    world.bad('certificate-ends', 's1', { value: 20 });
    world.pass(20);
    world.quiet = [{ labels: {}, serverIds: ['s1'], ruleIds: [] }];
    world.bad('certificate-ends', 's1', { value: 13 });
    world.pass(2);
    world.well('certificate-ends');
    world.pass(90);
    world.quiet = [];
    world.pass(2);
    expect(world.heard('all')).toEqual(['firing s1', 'resolved s1']);
  });
});

describe('what no channel asks for', () => {
  it('is told to nobody, is noted as told to nobody, and ends without a word', () => {
    world.channels = [];
    world.bad('server-critical');
    world.pass(HOUR, 10);
    expect([...world.alerts.values()]).toMatchObject([
      { state: 'firing', toldAt: null, firstToldAt: null, escalatedAt: null, toldChannelIds: [] },
    ]);
    world.well('server-critical');
    world.pass(3 * MINUTE);
    expect([...world.alerts.values()]).toMatchObject([{ settled: true }]);
    expect(world.notices).toEqual([]);
  });

  it('is told as soon as one does', () => {
    world.channels = [channel('else', { labels: { rack: '9' } })];
    world.bad('server-critical');
    world.pass(10 * MINUTE, 10);
    world.channels = [channel('late')];
    world.pass(1);
    expect(world.heard('late')).toEqual(['firing s1']);
  });

  it('is escalated once somebody asks for escalations', () => {
    world.channels = [channel('all', { escalation: false })];
    world.bad('server-critical');
    world.pass(20 * MINUTE, 10);
    expect(kinds()).toEqual(['firing']);
    expect([...world.alerts.values()]).toMatchObject([{ escalatedAt: null }]);
    world.channels = [channel('all')];
    world.pass(1);
    expect(kinds()).toEqual(['firing', 'escalation']);
  });
});

describe('an alert that still fires', () => {
  it('says today’s figures when it is told again', () => {
    world.rules = [builtIn('capacity', { holdSeconds: 0 })];
    world.bad('capacity', 's1', { value: 91 });
    world.pass(20);
    world.bad('capacity', 's1', { value: 97.5 });
    world.pass(25 * HOUR, 600);
    expect(world.notices.map(({ kind, alerts }) => [kind, alerts[0]?.summary])).toEqual([
      ['firing', '91 % of the slots are taken.'],
      ['repeat', '97.5 % of the slots are taken.'],
    ]);
  });

  it('is not over because nothing is heard of its server any more', () => {
    world.bad('database-down');
    world.pass(20);
    world.well('database-down');
    world.bad('health-unknown');
    world.pass(4 * MINUTE);
    expect(kinds()).toEqual(['firing']);
    world.well('health-unknown');
    world.pass(90);
    expect(kinds()).toEqual(['firing', 'resolved']);
  });
});

describe('a maintenance past its end', () => {
  const gone = { reason: 'maintenance', note: 'in maintenance by Tom, until 2027-01-01 00:00 UTC' } as const;

  it('is told as a warning, and as critical when the server is down, after the minute its test is given', () => {
    world.gone.set('s1', gone);
    world.bad('maintenance-overrun', 's1', { value: 1 });
    world.pass(59);
    expect(world.open()).toEqual([]);
    world.pass(20);
    world.bad('maintenance-overrun', 's1', { value: 2 });
    world.pass(2 * MINUTE);
    expect(world.notices.map(({ kind, severity }) => [kind, severity])).toEqual([
      ['firing', 'warning'],
      ['firing', 'critical'],
    ]);
    expect(world.incidents.size).toBe(1);
    expect(world.open()).toMatchObject([{ serverId: 's1', severity: 'critical' }]);
  });

  it('is over when the server is back', () => {
    world.gone.set('s1', gone);
    world.bad('maintenance-overrun', 's1', { value: 2 });
    world.pass(2 * MINUTE);
    world.gone.clear();
    world.well('maintenance-overrun');
    world.pass(2 * MINUTE);
    expect(kinds()).toEqual(['firing', 'resolved']);
    expect(world.open()).toEqual([]);
  });

  it('is no longer watched when it is given more time', () => {
    world.gone.set('s1', gone);
    world.bad('maintenance-overrun', 's1', { value: 2 });
    world.pass(2 * MINUTE);
    world.well('maintenance-overrun');
    world.pass(20);
    expect(kinds()).toEqual(['firing', 'withdrawn']);
    expect([...world.incidents.values()]).toMatchObject([{ closeReason: 'maintenance' }]);
  });

  it('is held back by a frozen monitor, which knows of nothing', () => {
    world.gone.set('s1', gone);
    world.bad('maintenance-overrun', 's1', { value: 2 });
    world.pass(2 * MINUTE);
    world.bad('monitor-frozen', null);
    world.pass(2 * MINUTE);
    expect(kinds()).toEqual(['firing', 'firing']);
    expect(world.open()).toHaveLength(2);
  });
});

import { World } from './evaluate.testing';

const HOURS = 3_600_000;

let world: World;
beforeEach(() => {
  world = new World();
});

const kinds = () => world.notices.map(({ kind }) => kind);
/** Somebody sets the clock, forward by so many hours, or back. */
const set = (hours: number) => {
  world.now = new Date(world.now.getTime() + hours * HOURS);
  world.leapMs = Math.max(0, hours * HOURS);
  world.look();
  world.leapMs = 0;
};

describe('a clock that is put back by hours', () => {
  it('keeps nobody from being told of what fires from then on', () => {
    world.bad('server-critical', 'a');
    world.pass(20);
    set(-5);
    world.bad('server-critical', 'b');
    world.pass(75);
    expect(world.heard('all')).toEqual(['firing a', 'firing b']);
  });

  it('keeps nobody from being told of what was just about to be', () => {
    world.bad('server-critical');
    world.bad('server-warning', 'slow');
    world.pass(5);
    set(-5);
    world.pass(320);
    expect(world.heard('all')).toEqual(['firing s1', 'firing slow']);
  });

  it('lets what is over end, and what is not be escalated and repeated in its time', () => {
    world.bad('server-critical', 'a');
    world.bad('server-critical', 'b');
    world.pass(20);
    world.well('server-critical', 'a');
    world.pass(30);
    set(-5);
    world.pass(80);
    expect(world.heard('all')).toEqual(['firing a,b', 'resolved a']);
    world.pass(4 * 3_600, 20);
    expect(kinds()).toEqual(['firing', 'resolved', 'escalation', 'repeat']);
  });
});

describe('a clock that is put forward by hours', () => {
  it('neither repeats nor escalates nor ends anything before its time', () => {
    world.bad('server-critical', 'a');
    world.bad('server-critical', 'b');
    world.bad('server-warning', 'slow');
    world.pass(20);
    world.well('server-critical', 'b');
    world.pass(5);
    set(7);
    world.pass(30);
    expect(world.heard('all')).toEqual(['firing a,b']);
    world.pass(45);
    expect(world.heard('all')).toEqual(['firing a,b', 'resolved b']);
    world.pass(220);
    expect(world.heard('all')).toEqual(['firing a,b', 'resolved b', 'firing slow']);
  });
});

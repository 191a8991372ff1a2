import fc from 'fast-check';
import { keyOf } from './rules';
import { World } from './evaluate.testing';

const SERVERS = ['s1', 's2', 's3'];
const KINDS = ['server-critical', 'server-warning', 'database-down', 'health-unknown'] as const;

type Step = (world: World) => void;

const server = fc.constantFrom(...SERVERS);
const kind = fc.constantFrom(...KINDS);
const steps: fc.Arbitrary<Step> = fc.oneof(
  fc.tuple(kind, server).map(([what, who]): Step => (world) => {
    // Nothing is known to be bad of what people have taken out of service.
    if (!world.gone.has(who)) world.bad(what, who);
  }),
  fc.tuple(kind, server).map(([what, who]): Step => (world) => {
    world.well(what, who);
  }),
  fc.integer({ min: 1, max: 900 }).map((seconds): Step => (world) => {
    world.now = new Date(world.now.getTime() + seconds * 1000);
  }),
  server.map((who): Step => (world) => {
    world.quiet = world.quiet.length > 0 ? [] : [{ labels: {}, serverIds: [who], ruleIds: [] }];
  }),
  fc.boolean().map((isFrozen): Step => (world) => {
    if (isFrozen) world.bad('monitor-frozen', null);
    else world.well('monitor-frozen', null);
  }),
  fc.tuple(server, fc.boolean()).map(([who, isGone]): Step => (world) => {
    if (!isGone) world.gone.delete(who);
    else for (const what of KINDS) world.facts.delete(`${what} ${who}`);
    if (isGone) world.gone.set(who, { reason: 'maintenance', note: 'in maintenance' });
  }),
  fc.constant<Step>((world) => {
    world.acknowledge();
  }),
);

/** Lives through these steps, with a look after each. */
function live(given: readonly Step[], each: (world: World) => void = () => undefined): World {
  const world = new World();
  for (const step of given) {
    step(world);
    world.look();
    each(world);
  }
  return world;
}

const lives = fc.array(steps, { maxLength: 60 });

describe('whatever happens', () => {
  it('a second look at the same moment has nothing to add', () => {
    fc.assert(
      fc.property(lives, (given) => {
        live(given, (world) => {
          expect(world.judge()).toEqual({ incidents: [], alerts: [], dropped: [], notices: [] });
        });
      }),
    );
  });

  it('there is at most one open alert of a rule and a server, and one open incident of a server', () => {
    fc.assert(
      fc.property(lives, (given) => {
        live(given, (world) => {
          const open = [...world.alerts.values()].filter(({ state }) => state !== 'resolved').map(keyOf);
          expect(new Set(open).size).toBe(open.length);
          const incidents = world.open().map(({ serverId }) => serverId);
          expect(new Set(incidents).size).toBe(incidents.length);
        });
      }),
    );
  });

  it('an alert is told once that it fires, and once that it is over, in this order, and nothing in between is told of it twice', () => {
    fc.assert(
      fc.property(lives, (given) => {
        const world = live(given);
        for (const { id, settled, toldAt, toldChannelIds } of world.alerts.values()) {
          const kinds = world.notices
            .filter(({ alerts }) => alerts.some((each) => each.id === id))
            .map((each) => each.kind);
          expect(kinds.filter((each) => each === 'firing').length).toBe(toldAt ? 1 : 0);
          const ends = kinds.filter((each) => each === 'resolved' || each === 'withdrawn');
          expect(ends.length).toBe(settled && toldChannelIds.length > 0 ? 1 : 0);
          expect(kinds.filter((each) => each === 'escalation').length).toBeLessThanOrEqual(1);
          if (kinds.length > 0) expect(kinds[0]).toBe('firing');
          if (ends.length > 0) expect(kinds.at(-1)).toBe(ends[0]);
        }
      }),
    );
  });

  it('a frozen monitor calls for nothing that was not told before', () => {
    fc.assert(
      fc.property(lives, (given) => {
        let seen = 0;
        live(given, (world) => {
          const isFrozen = [...world.facts.values()].some((fact) => fact.kind === 'monitor-frozen');
          const before = world.notices.slice(0, seen).flatMap(({ alerts }) => alerts.map(({ id }) => id));
          for (const { kind: what, alerts } of world.notices.slice(seen)) {
            if (!isFrozen || what === 'resolved' || what === 'withdrawn') continue;
            const news = alerts.filter(({ id, rule }) => rule !== 'monitor-frozen' && !before.includes(id));
            const fired = news.filter(({ startsAt }) => startsAt.getTime() === world.now.getTime());
            expect(fired).toEqual([]);
          }
          seen = world.notices.length;
        });
      }),
    );
  });

  it('once all is well and quiet, everything is settled and closed', () => {
    fc.assert(
      fc.property(lives, (given) => {
        const world = live(given);
        world.facts.clear();
        world.quiet = [];
        world.pass(3_600, 20);
        expect([...world.alerts.values()].filter(({ settled }) => !settled)).toEqual([]);
        expect(world.open()).toEqual([]);
      }),
      { numRuns: 30 },
    );
  });
});

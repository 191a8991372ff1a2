import { World } from './evaluate.testing';
import { evaluate } from './evaluate';

const SERVERS = 1_000;

/** A world in which very many servers are bad, and were a minute ago as well. */
function storm(): World {
  const world = new World();
  for (let n = 0; n < SERVERS; n++) world.bad(n % 3 === 0 ? 'database-down' : 'server-critical', `s${String(n)}`);
  world.pass(60, 30);
  for (let n = 0; n < SERVERS; n += 2) world.well(n % 3 === 0 ? 'database-down' : 'server-critical', `s${String(n)}`);
  world.look();
  return world;
}

describe('judging a large fleet', () => {
  it('stops often enough on its way, and comes to the same as at once', () => {
    const [world, same] = [storm(), storm()];
    const work = evaluate(world.situation());
    const stops: undefined[] = [];
    let step = work.next();
    for (; !step.done; step = work.next()) stops.push(step.value);
    expect(step.value).toEqual(same.judge());
    // At least once for each 200 of its 1,000 alerts and 1,000 incidents, in each of its ways through them.
    expect(stops.length).toBeGreaterThanOrEqual(5 * ((2 * SERVERS) / 200));
  });
});

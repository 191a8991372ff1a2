import { type Standing, turnsBad } from './judge';
import { after, bad, databaseDown, good, NEVER, slow } from './judge.testing';

describe('while frozen', () => {
  const { counts, judged: from } = after([good]);

  it('a server that fails is not known, from its first failure, and never turns offline', () => {
    for (const failures of [[bad], [bad, bad], [bad, bad, bad], [databaseDown, databaseDown, databaseDown]]) {
      expect(after(failures, { from, counts, frozen: true }).judged).toMatchObject({
        reachability: 'reachable',
        health: 'unknown',
        reasons: ['frozen'],
      });
    }
  });

  it('a server that answers is judged as ever', () => {
    expect(after([good], { from, counts, frozen: true }).judged.health).toBe('healthy');
    expect(after([slow, slow, slow], { from, counts, frozen: true }).judged.health).toBe('warning');
  });

  it('a server that was offline before stays so, and its recovery counts', () => {
    const down = after([good, bad, bad, bad]);
    const options = { from: down.judged, counts: down.counts, frozen: true };
    expect(after([bad], options).judged).toMatchObject({ reachability: 'unreachable', health: 'critical' });
    expect(after([good, good], options).judged).toMatchObject({ reachability: 'reachable', health: 'healthy' });
  });

  it('a server that was critical for its database does not go offline', () => {
    const critical = after([good, databaseDown, databaseDown, databaseDown]);
    const options = { from: critical.judged, counts: critical.counts, frozen: true };
    expect(after([databaseDown], options).judged).toEqual(critical.judged);
    expect(after([bad, bad, bad], options).judged).toMatchObject({ reachability: 'reachable', health: 'unknown' });
  });

  it('a server that recovers from a failure within the freeze is healthy again', () => {
    expect(after([bad, bad, good], { from, counts, frozen: true }).judged.health).toBe('healthy');
  });
});

describe('what panic is asked about', () => {
  const healthy: Standing = { reachability: 'reachable', health: 'healthy' };
  const offline: Standing = { reachability: 'unreachable', health: 'critical' };
  const critical: Standing = { reachability: 'reachable', health: 'critical' };

  it('is a server that newly goes offline or critical', () => {
    expect(turnsBad(healthy, offline)).toBe(true);
    expect(turnsBad(healthy, critical)).toBe(true);
    expect(turnsBad(NEVER, offline)).toBe(true);
  });

  it('is a critical server that goes offline', () => {
    expect(turnsBad(critical, offline)).toBe(true);
  });

  it('is nothing that stays as bad or gets better', () => {
    expect(turnsBad(offline, offline)).toBe(false);
    expect(turnsBad(critical, critical)).toBe(false);
    expect(turnsBad(offline, critical)).toBe(false);
    expect(turnsBad(offline, healthy)).toBe(false);
    expect(turnsBad({ ...offline, health: 'unknown' }, offline)).toBe(false);
    expect(turnsBad(healthy, { reachability: 'reachable', health: 'warning' })).toBe(false);
  });
});

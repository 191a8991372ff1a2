import type { CertificateEnd } from '../outbound/certificate-end';
import type { ProbeOutcome } from '../odoo/odoo.client';
import { describe as describeReason } from '../odoo/odoo-reasons';
import { SPEAKS_HTTP } from '../outbound/reasons';
import { count, isInBetween, judge, NOTHING_SEEN } from './judge';
import {
  CALM,
  after,
  bad,
  databaseDown,
  databaseUnknown,
  DAY_MS,
  good,
  NEVER,
  ourFault,
  SETTINGS,
  slow,
  STALE_AFTER_MS,
} from './judge.testing';

const healthOf = (outcomes: ProbeOutcome[], options = {}) => after(outcomes, options).judged.health;
const reachabilityOf = (outcomes: ProbeOutcome[], options = {}) => after(outcomes, options).judged.reachability;

const reasonsOf = (outcomes: ProbeOutcome[], options = {}) => after(outcomes, options).judged.reasons;

/** A certificate, as seen by the first probe. */
const ending = (days: number, lifetime: number): CertificateEnd => {
  const endsAt = 1_000 + days * DAY_MS;
  return { part: 'leaf', startsAt: endsAt - lifetime * DAY_MS, endsAt };
};

describe('reachability', () => {
  it('is reached by the first success when nothing was known', () => {
    expect(after([good]).judged).toMatchObject({ reachability: 'reachable', health: 'healthy' });
  });

  it('is lost by the third failure in a row, not before', () => {
    expect(reachabilityOf([good, bad, bad])).toBe('reachable');
    expect(after([good, bad, bad, bad]).judged).toMatchObject({ reachability: 'unreachable', health: 'critical' });
  });

  it('is not lost by failures with a success between them', () => {
    expect(reachabilityOf([good, bad, bad, good, bad, bad])).toBe('reachable');
  });

  it('comes back with the second success in a row, not before', () => {
    const down = [good, bad, bad, bad];
    expect(after([...down, good]).judged).toMatchObject({ reachability: 'unreachable', health: 'critical' });
    expect(reachabilityOf([...down, good, bad, good])).toBe('unreachable');
    expect(after([...down, good, good]).judged).toMatchObject({ reachability: 'reachable', health: 'healthy' });
  });

  it('is lost by a server that never answered, too', () => {
    expect(after([bad, bad, bad]).judged).toMatchObject({ reachability: 'unreachable', health: 'critical' });
  });

  it('stands when the database is down: Odoo itself answers', () => {
    expect(reachabilityOf([good, databaseDown, databaseDown, databaseDown])).toBe('reachable');
  });
});

describe('the reasons of a health', () => {
  it.each<[string, ProbeOutcome[], string[]]>([
    ['a healthy one', [good], []],
    ['one that never answered', [bad], ['unconfirmed-failure']],
    ['a failure', [good, bad], ['unconfirmed-failure']],
    ['a confirmed failure', [good, bad, bad, bad], ['unreachable']],
    ['a recovery that is not confirmed', [good, bad, bad, bad, good], ['unreachable']],
    ['a database that is down once', [good, databaseDown], ['database-unconfirmed']],
    ['a database that is down', [good, databaseDown, databaseDown, databaseDown], ['database-down']],
    ['slow answers and a failure', [slow, slow, slow, bad], ['slow', 'unconfirmed-failure']],
    ['slow answers of a server that is gone', [slow, slow, slow, bad, bad, bad], ['unreachable']],
    ['nothing but faults of our own', [ourFault], ['stale']],
  ])('of %s are named', (_name, outcomes, reasons) => {
    expect(reasonsOf(outcomes)).toEqual(reasons);
  });

  it('are all that hold, the worst first', () => {
    const certificate = ending(3, 90);
    const given = [slow, slow, { ...slow, certificate }];
    expect(reasonsOf(given, { lateDatabases: 2 })).toEqual(['slow', 'certificate-ends', 'crons-late']);
  });

  it('are a warning when scheduled actions of a database do not run', () => {
    expect(after([good], { lateDatabases: 1 }).judged).toMatchObject({ health: 'warning', reasons: ['crons-late'] });
    expect(after([good], { lateDatabases: 0 }).judged).toMatchObject({ health: 'healthy', reasons: [] });
  });

  it('are none but staleness without a result for too long', () => {
    const { counts, judged } = after([good, bad]);
    const later = judge({ ...CALM, before: judged, counts, now: 2_001 + STALE_AFTER_MS });
    expect(later).toMatchObject({ health: 'unknown', reasons: ['stale'] });
  });
});

describe('health', () => {
  it('is a warning after a single failure, as long as it is not confirmed', () => {
    expect(healthOf([good, bad])).toBe('warning');
    expect(healthOf([good, bad, good])).toBe('healthy');
  });

  it('is never a warning on a server that has not been seen to answer', () => {
    expect(healthOf([bad])).toBe('unknown');
    expect(healthOf([bad, bad])).toBe('unknown');
  });

  it('is a warning when three of the last five answers were slow', () => {
    expect(healthOf([slow, slow, good])).toBe('healthy');
    expect(healthOf([slow, good, slow, good, slow])).toBe('warning');
    expect(healthOf([slow, good, slow, good, slow, good])).toBe('healthy');
  });

  it('does not take an answer of exactly the warning time for slow', () => {
    const even = { ...good, responseTimeMs: 2_000 };
    expect(healthOf([even, even, even])).toBe('healthy');
  });

  it.each([
    [20.9, 'warning'],
    [21.1, 'healthy'],
    [-1, 'warning'],
  ])('with a certificate that ends in %d days is %s', (days, health) => {
    expect(healthOf([{ ...good, certificate: ending(days, 90) }])).toBe(health);
  });

  it.each([
    ['leaf', 6, 2.1, 'healthy'],
    ['leaf', 6, 1.9, 'warning'],
    ['leaf', 47, 15.6, 'warning'],
    ['leaf', 47, 15.8, 'healthy'],
    ['leaf', 6, 0, 'warning'],
    ['intermediate', 2, 2, 'warning'],
    ['root', 20, 19, 'warning'],
  ] as const)('with a %s that lives %d days and ends in %d is %s', (part, lifetime, days, health) => {
    expect(healthOf([{ ...good, certificate: { ...ending(days, lifetime), part } }])).toBe(health);
  });

  it('is a warning while a database is down and that is not confirmed, critical the third time', () => {
    expect(healthOf([good, databaseDown])).toBe('warning');
    expect(healthOf([good, databaseDown, databaseDown])).toBe('warning');
    expect(healthOf([good, databaseDown, databaseDown, databaseDown])).toBe('critical');
  });

  it('is as before when the state of the database cannot be told: that neither adds to the count nor ends it', () => {
    expect(healthOf([good, databaseUnknown, databaseUnknown, databaseUnknown])).toBe('healthy');
    expect(healthOf([good, databaseDown, databaseUnknown, databaseDown])).toBe('warning');
    expect(healthOf([good, databaseDown, databaseUnknown, databaseDown, databaseDown])).toBe('critical');
    expect(healthOf([good, databaseDown, databaseDown, databaseDown, databaseUnknown])).toBe('critical');
    expect(healthOf([good, databaseDown, databaseDown, databaseDown, good])).toBe('healthy');
  });

  it('is unknown without a result for longer than two intervals and a timeout', () => {
    const { counts, judged } = after([good]);
    const at = (age: number) => judge({ ...CALM, before: judged, counts, now: 1_000 + age }).health;
    expect(at(STALE_AFTER_MS)).toBe('healthy');
    expect(at(STALE_AFTER_MS + 1)).toBe('unknown');
    expect(judge({ ...CALM, before: NEVER, counts: NOTHING_SEEN, now: 0 })).toEqual(NEVER);
  });

  it('keeps an unreachable server unreachable when nothing new is known of it', () => {
    const { counts, judged } = after([good, bad, bad, bad]);
    expect(judge({ ...CALM, before: judged, counts, now: 10 * STALE_AFTER_MS })).toMatchObject({
      reachability: 'unreachable',
      health: 'unknown',
    });
  });
});

describe('a fault of our own', () => {
  it('leaves every count as it was, and says what it was', () => {
    const { counts: before } = after([good, bad]);
    const counts = count(before, ourFault, 9_000, SETTINGS);
    expect(counts).toEqual({
      ...before,
      lastCheckAt: 9_000,
      lastError: expect.stringMatching(/^no-network: /) as string,
    });
  });

  it('neither confirms a failure nor interrupts a run of them', () => {
    expect(reachabilityOf([good, ourFault, ourFault, ourFault])).toBe('reachable');
    expect(healthOf([good, ourFault])).toBe('healthy');
    expect(reachabilityOf([good, bad, ourFault, bad])).toBe('reachable');
    expect(reachabilityOf([good, bad, ourFault, bad, bad])).toBe('unreachable');
  });

  it('is no result, so that a server we cannot see goes unknown', () => {
    const { counts, judged } = after([good]);
    const blind = count(counts, ourFault, 1_000 + STALE_AFTER_MS, SETTINGS);
    expect(judge({ ...CALM, before: judged, counts: blind, now: 1_001 + STALE_AFTER_MS }).health).toBe('unknown');
  });
});

describe('a quicker look', () => {
  const isQuick = (outcomes: ProbeOutcome[]) => {
    const { counts, judged } = after(outcomes);
    return isInBetween(judged, counts, SETTINGS);
  };

  it('is asked for while failures are not confirmed', () => {
    expect(isQuick([good])).toBe(false);
    expect(isQuick([good, bad])).toBe(true);
    expect(isQuick([good, bad, bad])).toBe(true);
    expect(isQuick([good, bad, bad, bad])).toBe(false);
    expect(isQuick([bad])).toBe(true);
  });

  it('is asked for while a recovery is not confirmed', () => {
    expect(isQuick([good, bad, bad, bad, good])).toBe(true);
    expect(isQuick([good, bad, bad, bad, good, good])).toBe(false);
    expect(isQuick([good, bad, bad, bad, bad])).toBe(false);
  });

  it('is asked for while a database that is down is not confirmed', () => {
    expect(isQuick([good, databaseDown])).toBe(true);
    expect(isQuick([good, databaseDown, databaseDown, databaseDown])).toBe(false);
  });
});

describe('what is remembered', () => {
  it('rounds the response time and keeps the version when an answer names none', () => {
    const { counts } = after([good, { ...good, odooVersion: null }]);
    expect(counts).toMatchObject({ responseTimeMs: 12.3, odooVersion: '16.0', isOnline: true, lastError: null });
  });

  it('says that the scheme is wrong before what the reason may mean besides', () => {
    const { counts } = after([{ ...bad, reason: 'tls', detail: SPEAKS_HTTP }]);
    expect(counts.lastError).toBe(`tls: ${SPEAKS_HTTP} ${describeReason('tls')}`);
  });

  it('names the reason first and stays short', () => {
    const { counts } = after([{ ...bad, detail: 'x'.repeat(2_000) }]);
    expect(counts).toMatchObject({ isOnline: false, responseTimeMs: null });
    expect(counts.lastError).toMatch(/^refused: \w/);
    expect(counts.lastError?.length).toBeLessThanOrEqual(500);
  });

  it('holds when the present run of failures began and the run of passes before it', () => {
    expect(after([good, good, bad, bad]).counts).toMatchObject({ passingSince: 1_000, failingSince: 3_000 });
    expect(after([good, bad, good]).counts).toMatchObject({ passingSince: 3_000, failingSince: null });
    expect(after([bad, bad]).counts).toMatchObject({ passingSince: null, failingSince: 1_000 });
    expect(after([good, databaseDown]).counts).toMatchObject({ passingSince: 1_000, failingSince: 2_000 });
  });

  it('holds a failure of the database as long as nobody can say that it is over', () => {
    expect(after([good, databaseDown, databaseUnknown]).counts).toMatchObject({ failingSince: 2_000 });
  });
});

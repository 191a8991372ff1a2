import fc from 'fast-check';
import { DateTime, IANAZone } from 'luxon';
import { LocalTimes } from './local-times';
import { isOn, type Occurrence, occurrencesOf, type Schedule, WEEKDAYS } from './occurrences';

const PARIS = 'Europe/Paris';
const weekly = (days: readonly (typeof WEEKDAYS)[number][], at: string, durationMinutes = 60, timeZone = PARIS) =>
  ({ kind: 'weekly', days: [...days], at, durationMinutes, timeZone }) satisfies Schedule;
const shown = (list: Occurrence[]) =>
  list.map(({ startsAt, endsAt }) => [startsAt.toISOString(), endsAt.toISOString()]);
const between = (schedule: Schedule, from: string, to: string) =>
  shown(occurrencesOf(schedule, new Date(from), new Date(to)));

describe('a weekly window', () => {
  it('keeps its local time over the change of the clocks', () => {
    const saturdays = weekly(['sat'], '22:00', 120);
    expect(between(saturdays, '2027-03-20T00:00:00Z', '2027-04-04T00:00:00Z')).toEqual([
      ['2027-03-20T21:00:00.000Z', '2027-03-20T23:00:00.000Z'],
      ['2027-03-27T21:00:00.000Z', '2027-03-27T23:00:00.000Z'],
      ['2027-04-03T20:00:00.000Z', '2027-04-03T22:00:00.000Z'],
    ]);
  });

  it('begins when the skipped hour would have, as late as the clocks skip', () => {
    // 2027-03-28 in Paris: 02:00 becomes 03:00.
    const nightly = weekly(WEEKDAYS, '02:30');
    expect(between(nightly, '2027-03-28T00:00:00Z', '2027-03-28T12:00:00Z')).toEqual([
      ['2027-03-28T01:30:00.000Z', '2027-03-28T02:30:00.000Z'],
    ]);
  });

  it.each([
    // The night after the one in which midnight is skipped, and that night itself.
    ['Atlantic/Azores', '2027-03-28T01:05:00.000Z', '2027-03-29T00:05:00.000Z'],
    ['Africa/Cairo', '2027-04-29T22:05:00.000Z', '2027-04-30T21:05:00.000Z'],
    ['Asia/Beirut', '2027-03-27T22:05:00.000Z', '2027-03-28T21:05:00.000Z'],
    ['America/Havana', '2027-03-14T05:05:00.000Z', '2027-03-15T04:05:00.000Z'],
    ['America/Santiago', '2027-09-05T04:05:00.000Z', '2027-09-06T03:05:00.000Z'],
  ])('is on in the first hour after midnight was skipped: %s', (zone, skipped, after) => {
    const nightly = weekly(WEEKDAYS, '00:05', 30, zone);
    for (const startsAt of [skipped, after]) {
      const begins = new Date(startsAt).getTime();
      expect([isOn(nightly, new Date(begins - 1_000)), isOn(nightly, new Date(begins))]).toEqual([false, true]);
      expect([isOn(nightly, new Date(begins + 1_799_000)), isOn(nightly, new Date(begins + 1_800_000))]).toEqual([
        true,
        false,
      ]);
    }
  });

  it('is on once when the hour comes twice: the first time', () => {
    // 2027-10-31 in Paris: 03:00 becomes 02:00.
    const nightly = weekly(WEEKDAYS, '02:30');
    expect(between(nightly, '2027-10-30T22:00:00Z', '2027-10-31T22:00:00Z')).toEqual([
      ['2027-10-31T00:30:00.000Z', '2027-10-31T01:30:00.000Z'],
    ]);
  });

  it('lasts its minutes in real time, whatever the clocks do meanwhile', () => {
    const night = weekly(['sun'], '01:30', 120);
    for (const date of ['2027-03-28', '2027-10-31', '2027-06-06']) {
      const [found] = occurrencesOf(night, new Date(`${date}T00:00:00Z`), new Date(`${date}T12:00:00Z`));
      expect(Number(found?.endsAt) - Number(found?.startsAt)).toBe(120 * 60_000);
    }
  });

  it('is still on after midnight, on the day it does not name', () => {
    const friday = weekly(['fri'], '23:00', 180);
    expect(isOn(friday, new Date('2027-01-02T00:59:59Z'))).toBe(true);
    expect(isOn(friday, new Date('2027-01-02T01:00:00Z'))).toBe(false);
    expect(isOn(friday, new Date('2027-01-01T21:59:59Z'))).toBe(false);
  });

  it('begins neither before its first day nor after its last', () => {
    const bounded = { ...weekly(['mon'], '12:00'), from: '2027-01-05T00:00:00Z', until: '2027-01-18T11:00:00Z' };
    expect(between(bounded, '2027-01-01T00:00:00Z', '2027-02-01T00:00:00Z').map(([start]) => start)).toEqual([
      '2027-01-11T11:00:00.000Z',
    ]);
  });
});

describe('a monthly window', () => {
  const monthly = (nth: number): Schedule => ({
    kind: 'monthly',
    nth,
    day: 'tue',
    at: '20:00',
    durationMinutes: 30,
    timeZone: 'America/New_York',
  });

  it('is on the nth such day, or the last', () => {
    expect(between(monthly(2), '2027-01-01T00:00:00Z', '2027-03-01T00:00:00Z').map(([start]) => start)).toEqual([
      '2027-01-13T01:00:00.000Z',
      '2027-02-10T01:00:00.000Z',
    ]);
    expect(between(monthly(-1), '2027-01-01T12:00:00Z', '2027-03-01T00:00:00Z').map(([start]) => start)).toEqual([
      '2027-01-27T01:00:00.000Z',
      '2027-02-24T01:00:00.000Z',
    ]);
  });
});

describe('any window', () => {
  const zones = [
    'Europe/Paris',
    'America/New_York',
    'Australia/Lord_Howe',
    'Africa/Casablanca',
    'Asia/Beirut',
    'America/Santiago',
  ];
  const schedules = fc.record({
    kind: fc.constant('weekly' as const),
    days: fc.uniqueArray(fc.constantFrom(...WEEKDAYS), { minLength: 1 }),
    at: fc
      .tuple(fc.integer({ min: 0, max: 23 }), fc.integer({ min: 0, max: 59 }))
      .map(([hour, minute]) => `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`),
    durationMinutes: fc.integer({ min: 1, max: 10_080 }),
    timeZone: fc.constantFrom(...zones),
  });
  const moments = fc.date({
    min: new Date('2026-01-01T00:00:00Z'),
    max: new Date('2028-01-01T00:00:00Z'),
    noInvalidDate: true,
  });

  it('is on at a moment exactly when an occurrence of a longer span holds it', () => {
    fc.assert(
      fc.property(schedules, moments, (schedule, now) => {
        const week = 8 * 86_400_000;
        const around = occurrencesOf(schedule, new Date(now.getTime() - week), new Date(now.getTime() + week));
        expect(isOn(schedule, now)).toBe(around.some(({ startsAt, endsAt }) => startsAt <= now && now < endsAt));
      }),
      { numRuns: 60 },
    );
  });

  it('comes as often as its days do', () => {
    fc.assert(
      fc.property(schedules, moments, (schedule, from) => {
        const to = new Date(from.getTime() + 28 * 86_400_000);
        const begun = occurrencesOf(schedule, from, to).filter(({ startsAt }) => startsAt >= from);
        expect(Math.abs(begun.length - 4 * schedule.days.length)).toBeLessThanOrEqual(1);
      }),
      { numRuns: 60 },
    );
  });

  it('begins at its local time, or at the first one after it that there is', () => {
    fc.assert(
      fc.property(schedules, moments, (schedule, from) => {
        for (const { startsAt } of occurrencesOf(schedule, from, new Date(from.getTime() + 40 * 86_400_000))) {
          const local = DateTime.fromJSDate(startsAt, { zone: schedule.timeZone });
          const meant = local.startOf('day').set({
            hour: Number(schedule.at.slice(0, 2)),
            minute: Number(schedule.at.slice(3)),
          });
          expect(local.toFormat('HH:mm')).toBe(meant.toFormat('HH:mm'));
        }
      }),
      { numRuns: 60 },
    );
  });
});

describe('a year of two hundred nightly windows', () => {
  it('asks for the offsets of its zones twice a day, however many windows there are', () => {
    const zones = [PARIS, 'America/New_York', 'Asia/Beirut', 'UTC'];
    const windows = Array.from({ length: 200 }, (_, n) =>
      weekly(WEEKDAYS, `0${String(n % 10)}:0${String(n % 6)}`, 60, zones[n % 4]),
    );
    const asked = jest.spyOn(IANAZone.prototype, 'offset');
    const times = new LocalTimes();
    const found = windows.flatMap((window) =>
      occurrencesOf(window, new Date('2027-01-01T00:00:00Z'), new Date('2028-01-01T00:00:00Z'), times),
    );
    expect(found.length).toBeGreaterThanOrEqual(73_000);
    // The few days around a change of the clocks are looked at one by one.
    expect(asked.mock.calls.length).toBeLessThan(zones.length * 370 * 2 + 5_000);
    asked.mockRestore();
  });
});

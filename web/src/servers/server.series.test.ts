import { aloneIn, availabilityOf, maintenanceIn, type Point } from './server.series';

const nothing: Point = {
  at: '2027-01-01T00:00:00.000Z',
  count: 0,
  failed: 0,
  okSeconds: null,
  warningSeconds: null,
  criticalSeconds: null,
  unknownSeconds: null,
  maintenanceSeconds: null,
  averageMs: null,
  maxMs: null,
  p50Ms: null,
  p95Ms: null,
  p99Ms: null,
};
const known: Point = {
  ...nothing,
  okSeconds: 0,
  warningSeconds: 0,
  criticalSeconds: 0,
  unknownSeconds: 0,
  maintenanceSeconds: 0,
};

describe('the history of a server', () => {
  it('counts a warning as up, and knows nothing of what was not judged', () => {
    expect(availabilityOf({ ...known, okSeconds: 60, warningSeconds: 90, criticalSeconds: 50 })).toBe(75);
    expect(availabilityOf({ ...known, criticalSeconds: 300 })).toBe(0);
    expect(availabilityOf({ ...known, unknownSeconds: 200, maintenanceSeconds: 100 })).toBeNull();
    expect(availabilityOf(nothing)).toBeNull();
  });

  it('draws neighbouring points of maintenance as one', () => {
    const point = (minutes: number, maintenanceSeconds: number | null): Point => ({
      ...known,
      at: new Date(minutes * 60_000).toISOString(),
      maintenanceSeconds,
    });
    const points = [point(0, 0), point(5, 200), point(10, 300), point(15, null), point(20, 1)];
    expect(maintenanceIn(points, 300)).toEqual([
      [300, 900],
      [1_200, 1_500],
    ]);
  });

  it('finds what no line leads to', () => {
    expect(aloneIn([5, null, null, 0, undefined, 7, 8, null, 9])).toEqual([0, 3, 8]);
  });
});

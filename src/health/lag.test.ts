import { LagMeter } from './lag';

describe('the lag meter', () => {
  it('knows nothing before a probe', () => {
    expect(new LagMeter().read()).toEqual({ p50: 0, p99: 0, max: 0 });
  });

  it('tells the middle, the late ones and the latest', () => {
    const meter = new LagMeter();
    for (let n = 1; n <= 100; n++) meter.record(n, performance.now());
    const { p50, p99, max } = meter.read();
    expect([p50, p99, max]).toEqual([50, 99, 100]);
  });

  it('forgets what is more than two minutes old', () => {
    const meter = new LagMeter();
    const now = performance.now();
    meter.record(5_000, now);
    meter.record(1, now + 61_000);
    // Three digits are kept.
    expect(meter.read().max).toBeCloseTo(5_000, -2);
    meter.record(1, now + 122_500);
    expect(meter.read().max).toBe(1);
  });
});

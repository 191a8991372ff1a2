import { emptyBucket } from './buckets';
import { DAY_MS } from './steps';
import { uptimeOf } from './uptime';

const MINUTE = 60_000;
/** A bucket that held healthy, warning, critical, unknown and maintenance for so many minutes. */
const bucket = (...minutes: number[]) => ({ ...emptyBucket(), held: minutes.map((n) => n * MINUTE) });

describe('uptime', () => {
  it('is the share of up in the time that was judged: a warning serves, maintenance and unknown count neither way', () => {
    expect(uptimeOf([bucket(500, 100, 200, 40, 0), bucket(0, 0, 0, 0, 600)], DAY_MS)).toEqual({
      uptime: 75,
      coverage: 97.222,
      upSeconds: 600 * 60,
      downSeconds: 200 * 60,
      unknownSeconds: 40 * 60,
      maintenanceSeconds: 600 * 60,
    });
  });

  it('is not told after four checks, nor when nothing was judged at all', () => {
    expect(uptimeOf([bucket(4, 0, 0, 0, 0)], DAY_MS)).toMatchObject({ uptime: null, coverage: 0.277 });
    expect(uptimeOf([bucket(0, 0, 0, 0, 1_440)], DAY_MS)).toMatchObject({ uptime: null, coverage: 100 });
    expect(uptimeOf([], DAY_MS)).toMatchObject({ uptime: null, coverage: 0, unknownSeconds: 86_400 });
  });

  it('is told with a hundredth of the window, with its coverage beside it', () => {
    expect(uptimeOf([bucket(14.4, 0, 0, 0, 0)], DAY_MS)).toMatchObject({ uptime: 100, coverage: 1 });
  });

  it('is never rounded up to a whole hundred', () => {
    const all = { ...emptyBucket(), held: [90 * DAY_MS - 1, 0, 1, 0, 0] };
    expect(uptimeOf([all], 90 * DAY_MS)).toMatchObject({ uptime: 99.999, coverage: 100 });
  });

  it('counts what was not watched as unknown', () => {
    expect(uptimeOf([bucket(720, 0, 0, 0, 0)], DAY_MS)).toMatchObject({ uptime: 100, unknownSeconds: 43_200 });
  });
});

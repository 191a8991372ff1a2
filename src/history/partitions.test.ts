import { HOURS, partitionAt, rollupsOf, SAMPLES } from './partitions';
import { STEPS } from './steps';

const AT = Date.UTC(2027, 11, 31, 23, 59, 59, 999);
const spans = [SAMPLES, HOURS, ...STEPS.slice(1).map(rollupsOf)];

describe('the part of a table that holds a moment', () => {
  it('is named by where it begins, in UTC', () => {
    expect(spans.map((table) => partitionAt(table, AT).name)).toEqual([
      'probe_samples_2027123123',
      'probe_hours_20271231',
      'probe_rollups_3600_202712',
      'probe_rollups_86400_2027',
    ]);
  });

  it('ends where the next one begins, over the end of a year too', () => {
    const parts = spans.map((table) => partitionAt(table, AT));
    expect(parts.map(({ to }) => to)).toEqual(spans.map(() => Date.UTC(2028, 0, 1)));
    const starts = [Date.UTC(2027, 11, 31, 23), Date.UTC(2027, 11, 31), Date.UTC(2027, 11, 1), Date.UTC(2027, 0, 1)];
    expect(parts.map(({ from }) => from)).toEqual(starts);
  });
});

import { askedMs } from './retry-after';

const NOW = new Date('2026-11-25T12:00:00Z');

describe('how long a receiver asks to be left alone', () => {
  it.each([
    ['120', 120_000],
    ['0', 0],
    [' 7 ', 7_000],
    ['99999999', 99_999_999_000],
    ['Wed, 25 Nov 2026 12:02:00 GMT', 120_000],
    ['Wednesday, 25-Nov-26 12:00:30 GMT', 30_000],
    ['Wed Nov 25 12:00:05 2026', 5_000],
    ['Sun Dec  6 12:00:00 2026', 11 * 86_400_000],
    ['Wed, 25 Nov 2026 11:00:00 GMT', 0],
    ['Sun, 06 Nov 1994 08:49:37 GMT', 0],
  ])('is read from %p', (header, ms) => {
    expect(askedMs(header, NOW)).toBe(ms);
  });

  it.each([undefined, '', 'soon', '-5', '1.5', '2 minutes', 'Wed, 45 Nov 2026 12:02:00 GMT', 'March', ['5']])(
    'is not known from %p',
    (header) => {
      expect(askedMs(header, NOW)).toBeNull();
    },
  );
});

import { bytesText, rateText } from './bytes';

const plain = (text: string) => text.replace(/\s/g, ' ');

describe('bytes in words', () => {
  it.each([
    [0, '0 byte', '0 o'],
    [999, '999 byte', '999 o'],
    [1_500, '1.5 kB', '1,5 ko'],
    [12_345_678, '12.3 MB', '12,3 Mo'],
    [999_999_999, '1,000 MB', '1 000 Mo'],
    [7_200_000_000_000_000, '7,200 TB', '7 200 To'],
  ])('says %p in either language', (bytes, en, fr) => {
    expect([bytesText(bytes, 'en'), bytesText(bytes, 'fr')].map(plain)).toEqual([en, fr]);
  });

  it('says how many come a second', () => {
    expect([rateText(2_000_000, 'en'), rateText(2_000_000, 'fr')].map(plain)).toEqual(['2 MB/s', '2 Mo/s']);
  });
});

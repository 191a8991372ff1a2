import { numberIn, textOf } from './number-text';

describe('a number as it is typed', () => {
  it.each([
    ['1,5', 1.5],
    ['1.5', 1.5],
    [' 31,25 ', 31.25],
    ['0,125', 0.125],
    ['-3,75', -3.75],
    ['−3.75', -3.75],
    ['+4', 4],
    [',5', 0.5],
    ['5,', 5],
    ['1 234,5', 1234.5],
    ['12\u202f345\u00a0678', 12345678],
    ['1.234', 1.234],
    ['007', 7],
  ])('reads %j in French as %d', (text, number) => {
    expect(numberIn(text, 'fr')).toBe(number);
  });

  it.each([
    ['1.5', 1.5],
    ['-0.25', -0.25],
    ['.5', 0.5],
    ['1 234.5', 1234.5],
    ['900', 900],
  ])('reads %j in English as %d', (text, number) => {
    expect(numberIn(text, 'en')).toBe(number);
  });

  it.each(['1,5', '1,234', '1,234.5', '1,234,567'])('takes no comma in English: %j', (text) => {
    expect(numberIn(text, 'en')).toBe(text);
  });

  it.each([
    '1,2,3',
    '1.234,5',
    '1,234.5',
    '1 5',
    '1 23',
    '12 34',
    '1e3',
    '0x10',
    'douze',
    '-',
    ',',
    '1-2',
    '٣',
    '½',
    'NaN',
  ])('makes no number of %j in either language', (text) => {
    expect([numberIn(text, 'fr'), numberIn(text, 'en')]).toEqual([text, text]);
  });

  it('makes no number of digits that it could not keep', () => {
    expect(numberIn('9007199254740993', 'fr')).toBe('9007199254740993');
    expect(numberIn('0,1234567890123456', 'fr')).toBe('0,1234567890123456');
    expect(numberIn('123456789012345', 'fr')).toBe(123456789012345);
  });

  it.each(['', '  ', '\u00a0'])('is none in %j', (text) => {
    expect(numberIn(text, 'fr')).toBeNull();
  });

  it('is shown as it is typed in each language', () => {
    expect([textOf(1.5, 'fr'), textOf(1.5, 'en'), textOf(-1234.25, 'fr'), textOf(12, 'fr')]).toEqual([
      ...['1,5', '1.5', '-1234,25', '12'],
    ]);
    expect([textOf(null, 'fr'), textOf(undefined, 'en'), textOf('1,2,3', 'en')]).toEqual(['', '', '1,2,3']);
  });
});

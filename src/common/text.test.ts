import fc from 'fast-check';
import { cut, oneLine } from './text';

describe('text from outside', () => {
  it.each([
    ['16.0\u0000', '16.0'],
    ['A null byte \u0000 sits here', 'A null byte sits here'],
    ['\r\n\ttwo\r\nlines\u2028and \u001b[31mred\u001b[0m ', 'two lines and [31mred [0m'],
    ['prod\u202egnp.exe', 'prod gnp.exe'],
    ['half \ud83d of a ship', 'half of a ship'],
    ['ship \ud83d\udea2', 'ship \ud83d\udea2'],
  ])('%j becomes %j', (text, line) => {
    expect(oneLine(text, 100)).toBe(line);
  });

  it.each([[16], [null], [undefined], [true], [['16.0']], [{ length: 3 }], [''], [' \u0000\n '], ['\u202e']])(
    'is none in %j',
    (value) => {
      expect(oneLine(value, 100)).toBeNull();
    },
  );

  it('is storable, on one line and no longer than asked for, whatever it was', () => {
    const character = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.constantFrom('\0', '\ud800', '\udc00', '\u0301', '\n', '👨‍👩‍👧', '🇫🇷'),
    );
    fc.assert(
      fc.property(fc.array(character), fc.integer({ min: 1, max: 20 }), (parts, longest) => {
        const line = oneLine(parts.join(''), longest) ?? 'x';
        expect(line).not.toMatch(/\p{Cc}|\p{Surrogate}|\p{Bidi_Control}|\u2028|\u2029/u);
        expect(Array.from(line).length).toBeLessThanOrEqual(longest);
        expect(oneLine(line, longest)).toBe(line);
      }),
    );
  });
});

describe('a text that is cut', () => {
  it.each([
    ['short', 5, 'short'],
    ['longer', 4, 'long'],
    ['🚢🚢🚢', 2, '🚢🚢'],
    ['🚢🚢🚢', 3, '🚢🚢🚢'],
    ['cafe\u0301s', 4, 'caf'],
    ['cafe\u0301s', 5, 'cafe\u0301'],
    ['ab👨‍👩‍👧cd', 4, 'ab'],
    ['🇫🇷🇩🇪', 3, '🇫🇷'],
    ['e' + '\u0301'.repeat(100), 10, 'e' + '\u0301'.repeat(9)],
  ])('%j to %d characters is %j', (text, longest, head) => {
    expect(cut(text, longest)).toBe(head);
  });

  it('takes no longer when it is long', () => {
    expect(cut('👨‍👩‍👧'.repeat(100_000), 200)).toBe('👨‍👩‍👧'.repeat(40));
  });
});

import { line, name, prose } from './written';

const accepts = (shape: ReturnType<typeof line>, text: string) => shape.safeParse(text).success;

describe('a name', () => {
  it.each([
    ['two lines', 'prod\n2'],
    ['two lines of Windows', 'prod\r\n2'],
    ['a tab', 'a\tb'],
    ['an escape', 'a\u001B[31mb'],
    ['a C1 control character', 'a\u0085b'],
    ['NUL', 'a\u0000b'],
    ['a line separator', 'a\u2028b'],
    ['a paragraph separator', 'a\u2029b'],
    ['text turned round', 'prod\u202Egnp.exe'],
    ['an isolate', 'a\u2067b'],
    ['a mark of direction', 'a\u200Fb'],
    ['nothing', ''],
    ['blanks', ' \u00A0\u3000'],
    ['a zero width space', '\u200B'],
    ['joiners and fillers', '\u2060\u200D\u3164\uFE0F\u{E0041}'],
    ['an empty Braille cell', '\u2800'],
    ['an accent alone', '\u0301'],
    ['150 accents', `a${'\u0335'.repeat(150)}`],
    ['more than its length', 'x'.repeat(201)],
  ])('is not %s', (_what, text) => {
    expect(accepts(name(200), text)).toBe(false);
  });

  it.each([
    'Société Générale',
    'Việt Nam ệ',
    'مؤسسة النور',
    'שָׁלוֹם',
    'สวัสดี ที่นี่',
    'क्षत्रिय',
    '株式会社がん',
    '👩‍👩‍👧 1️⃣',
    '—',
    '"it\'s 100% <b>\\',
  ])('may be %s', (text) => {
    expect(name(200).parse(text)).toBe(text.normalize('NFC'));
  });

  it('is the same however its accents were typed, without the blanks around it', () => {
    expect(name(200).parse(' e\u0301cole\n')).toBe('\u00E9cole');
  });

  it('is refused with the character that nobody sees', () => {
    expect(
      name(200)
        .safeParse('prod\u202Egnp.exe')
        .error?.issues.map(({ message }) => message),
    ).toEqual(['takes no control characters and none that turn the direction of writing (U+202E)']);
  });
});

it('a line may be empty', () => {
  expect([line(5).parse('  '), accepts(line(5), 'a\nb')]).toEqual(['', false]);
});

describe('prose', () => {
  it('keeps its lines and tabs, and ends lines in one way', () => {
    expect(prose(100).parse('one\r\n\ttwo\n\n3e\u0301 ')).toBe('one\n\ttwo\n\n3\u00E9');
    expect(prose(100).parse('\u2067שלום\u2069 a\u200Fb')).toBe('\u2067שלום\u2069 a\u200Fb');
  });

  it.each(['a\u0007b', 'a\rb', 'a\u202Eb', `a${'\u0301'.repeat(20)}`])('is not %j', (text) => {
    expect(accepts(prose(100), text)).toBe(false);
  });
});

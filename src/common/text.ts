/**
 * What a line does not hold: control characters (NUL, which PostgreSQL stores nowhere, among them), ends of lines, halves of surrogate
 * pairs, and what turns the direction of writing; with them go the blanks around, of which one is left.
 */
const BETWEEN_WORDS = /[\s\p{Cc}\p{Surrogate}\p{Bidi_Control}]+/gu;

const GRAPHEMES = new Intl.Segmenter('en', { granularity: 'grapheme' });

/**
 * Text from outside as it may be stored and shown: on one line, well-formed, without control characters, and not too long.
 * Whatever is read from the network goes through here where it is read.
 * @param value of any type, for nobody has checked it
 * @param longest in characters (code points)
 * @returns null when it is no text, or nothing of it is left
 */
export function oneLine(value: unknown, longest: number): string | null {
  if (typeof value !== 'string') return null;
  // Cut before as well, so that a megabyte is not cleaned for a hundred characters.
  const written = cut(value.trim(), 4 * longest)
    .replace(BETWEEN_WORDS, ' ')
    .trim();
  return cut(written, longest).trimEnd() || null;
}

/**
 * The beginning of a text, at most `longest` characters (code points). It ends between what people see as characters: an accent
 * stays on its letter, a family together, and no surrogate pair is torn apart.
 */
export function cut(text: string, longest: number): string {
  if (text.length <= longest) return text;
  // Enough to hold one character more than fits.
  const start = text.slice(0, 2 * longest + 2);
  const characters = Array.from(start);
  if (characters.length <= longest) return text;
  const head = characters.slice(0, longest).join('');
  // One that is longer than all that fits, as a letter under a hundred accents, is torn apart after all.
  return head.slice(0, GRAPHEMES.segment(start).containing(head.length)?.index ?? 0) || head;
}

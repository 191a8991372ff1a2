import { z } from 'zod';
import { refusal } from './refusals';

/** What no line holds: control characters, ends of lines, and what turns the direction of writing, so that a text shows as another. */
const NOT_ON_A_LINE = /[\p{Cc}\p{Zl}\p{Zp}\p{Bidi_Control}]/u;

/** Several lines may hold new lines, tabs, and the marks of direction that keyboards put there, but nothing that overrides it. */
const NOT_IN_PROSE = /(?![\n\t])\p{Cc}|[\u202D\u202E]/u;

/** More accents over one another than any language writes; a hundred of them cover the lines above. */
const HEAP_OF_ACCENTS = /\p{M}{9}/u;

/** A letter, digit or sign that can be seen: no blank, no joiner, no filler, not the empty Braille cell. */
const VISIBLE = /(?![\u2800\p{Default_Ignorable_Code_Point}])[\p{L}\p{N}\p{P}\p{S}]/u;

/** Text that people write, in one normal form (NFC), so that what looks the same is the same. */
function written(max: number, unwanted: RegExp) {
  return z
    .string()
    .normalize('NFC')
    .overwrite((text) => text.replace(/\r\n/g, '\n'))
    .trim()
    .max(max, { abort: true })
    .refine((text) => !unwanted.test(text), { error: ({ input }) => complaint(unwanted.exec(String(input))?.[0]) })
    .refine((text) => !HEAP_OF_ACCENTS.test(text), refusal('piled-accents'));
}

function complaint(character = ''): string {
  const point = character.codePointAt(0)?.toString(16).toUpperCase().padStart(4, '0') ?? '';
  return refusal('control-characters', { point });
}

/** Text of one line, perhaps empty, at most `max` UTF-16 units long, without the blanks around it. */
export const line = (max: number) => written(max, NOT_ON_A_LINE);

/** A name: one line, in which there is something to see. */
export const name = (max: number) =>
  line(max)
    .min(1, { abort: true })
    .refine((text) => VISIBLE.test(text), refusal('without-visible'));

/** Text of several lines, which end with LF. */
export const prose = (max: number) => written(max, NOT_IN_PROSE);

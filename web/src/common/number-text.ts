/** A number as people type it: a sign, digits which blanks may part in threes, one mark, digits. */
const WITH_POINT = /^[-−+]?(?:\d*|\d{1,3}(?:[ \u00a0\u202f]\d{3})+)(?:\.\d*)?$/;
const WITH_EITHER = /^[-−+]?(?:\d*|\d{1,3}(?:[ \u00a0\u202f]\d{3})+)(?:[.,]\d*)?$/;
/** So many digits a double holds as they were typed (IEEE 754). */
const MAX_DIGITS = 15;

/** Whether a comma parts the fraction in a language, as a point does in each: an English comma may as well part thousands. */
const takesComma = (locale: string) => locale.startsWith('fr');

/**
 * The number that a text says in a language; null when it is empty. What says none, or might say another one, comes back as it is:
 * nobody is to store 15 who has typed 1,5.
 */
export function numberIn(text: string, locale: string): number | string | null {
  const typed = text.trim();
  if (typed === '') return null;
  const isWritten = (takesComma(locale) ? WITH_EITHER : WITH_POINT).test(typed);
  const digits = typed.replace(/\D/g, '').length;
  if (!isWritten || digits === 0 || digits > MAX_DIGITS) return text;
  return Number(typed.replace(/[+\s]/g, '').replace('−', '-').replace(',', '.'));
}

/** A number as it is typed in a language; a text that says none as it is. */
export function textOf(value: unknown, locale: string): string {
  if (typeof value === 'number') return takesComma(locale) ? String(value).replace('.', ',') : String(value);
  return typeof value === 'string' ? value : '';
}

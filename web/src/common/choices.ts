/** What can be chosen of a closed list: each word, called as the catalogue says under this key. */
export function choicesOf(words: readonly string[], key: string): { id: string; name: string }[] {
  return words.map((id) => ({ id, name: `${key}.${id}` }));
}

/** A closed list with what people look for first at its beginning. */
export function beginningWith<Word>(first: readonly Word[], words: readonly Word[]): Word[] {
  return [...first, ...words.filter((word) => !first.includes(word))];
}

export const YES_NO = choicesOf(['true', 'false'], 'ra.boolean');

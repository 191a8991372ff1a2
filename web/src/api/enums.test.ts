import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import openapi from '../../../openapi.json';

const CONSOLE = resolve(__dirname, '..');
const GENERATED = /^api[/](enums|schema[.]d)[.]ts$/;
const LIST_OF_WORDS = /\[\s*'[^'\n]*'(?:\s*,\s*'[^'\n]*')+\s*,?\s*\]/g;

const keyOf = (words: readonly unknown[]) => [...words].sort().join(' ');

/** The closed lists of the API. What is yes or no in an address is no noun's. */
function closedLists(node: unknown): string[] {
  if (typeof node !== 'object' || node === null) return [];
  const inner = Object.values(node).flatMap(closedLists);
  return 'enum' in node && Array.isArray(node.enum) ? [keyOf(node.enum), ...inner] : inner;
}

const wordsOf = (list: string) => [...list.matchAll(/'([^']*)'/g)].map(([, word]) => word);

describe('the closed lists of the API', () => {
  const known = new Set(closedLists(openapi));
  known.delete(keyOf(['true', 'false']));
  const copies = (source: string) =>
    (source.match(LIST_OF_WORDS) ?? []).filter((list) => known.has(keyOf(wordsOf(list))));

  it('are found in a source that has copied one', () => {
    expect(copies(`const all = ['warning',\n 'healthy', 'critical', 'unknown'] as const;`)).toHaveLength(1);
    expect(copies(`const some = ['critical', 'unknown'];`)).toEqual([]);
  });

  it('are copied nowhere in the console: api/enums.ts has them', () => {
    const files = readdirSync(CONSOLE, { recursive: true, encoding: 'utf8' }).filter((file) => /[.]tsx?$/.test(file));
    const sources = files.filter((file) => !GENERATED.test(file) && !file.includes('.test.'));
    expect(sources.length).toBeGreaterThan(100);
    expect(
      sources.flatMap((file) => copies(readFileSync(join(CONSOLE, file), 'utf8')).map((list) => `${file}: ${list}`)),
    ).toEqual([]);
  });
});

import { en } from './en';
import { fr } from './fr';
import openapi from '../../../openapi.json';

interface Tree {
  readonly [key: string]: string | Tree;
}

const leaves = (tree: Tree, path = ''): [string, string][] =>
  Object.entries(tree).flatMap(([key, value]): [string, string][] =>
    typeof value === 'string' ? [[path + key, value]] : leaves(value, `${path}${key}.`),
  );
const holes = (text: string) => (text.match(/%\{\w+\}/g) ?? []).sort();

describe('the catalogue', () => {
  const english = leaves(en);
  const french = new Map(leaves(fr));

  it('has each key in both languages, and none empty', () => {
    expect([...french.keys()].sort()).toEqual(english.map(([key]) => key).sort());
    expect([...english, ...french].filter(([, text]) => text.trim() === '')).toEqual([]);
  });

  it('has a word for each action and each subject of the journal', () => {
    const { action, subjectType } = openapi.components.schemas.Event.properties;
    expect(Object.keys(en.amiral.action)).toEqual(expect.arrayContaining(action.enum));
    expect(Object.keys(en.amiral.subject)).toEqual(expect.arrayContaining(subjectType.enum));
  });

  it.each(['Server', 'Instance'] as const)('says of each action on a record, a %s, what came of it', (kind) => {
    const words: readonly string[] = openapi.components.schemas[kind].properties.actions.items.enum;
    // What a connection test has found stands in a report of its own.
    const told = words.filter((action) => action !== 'test-connection');
    expect(Object.keys(en.amiral.action)).toEqual(expect.arrayContaining(words));
    expect(Object.keys(en.amiral.done)).toEqual(expect.arrayContaining(told));
  });

  it('asks with a title and a text', () => {
    const asks = Object.values<string | Tree>(en.amiral.ask).filter((ask) => typeof ask !== 'string');
    expect(asks.map((ask) => Object.keys(ask))).toEqual(asks.map(() => ['title', 'text']));
  });

  it('has words for each code of a wrong field, and for a value that is taken', () => {
    const { code } = openapi.components.schemas.Problem.properties.errors.items.properties;
    expect(Object.keys(en.amiral.refused).sort()).toEqual([...code.enum, 'taken'].sort());
  });

  it.each(english)('fills in the same in both at %s', (key, text) => {
    const other = french.get(key) ?? '';
    expect([...new Set(holes(other))]).toEqual([...new Set(holes(text))]);
    expect(other.split('||||').length).toBe(text.split('||||').length);
  });
});

import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
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

  it('has words for each kind of operation, and for each state of it and of its steps', () => {
    const { kind, state } = openapi.components.schemas.Operation.properties;
    expect(Object.keys(en.amiral.operation.kind).sort()).toEqual([...kind.enum].sort());
    expect(Object.keys(en.amiral.operation.state).sort()).toEqual([...state.enum].sort());
    const step = openapi.components.schemas.OperationStep.properties.state.enum;
    expect(Object.keys(en.amiral.operation.step_state).sort()).toEqual([...step].sort());
  });

  it('has words for each way in which a call to Odoo can fail', () => {
    const source = readFileSync(resolve(__dirname, '../../../src/odoo/odoo-call-error.ts'), 'utf8');
    const [, list = ''] = /const SENTENCES = \{([^]*?)\n\}/.exec(source) ?? [];
    const codes = [...list.matchAll(/^ {2}'?([a-z-]+)'?:/gm)].map(([, code]) => code);
    expect(codes.length).toBeGreaterThan(20);
    expect(Object.keys(en.amiral.operation.failure)).toEqual(expect.arrayContaining(codes));
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

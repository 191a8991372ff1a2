import { readdirSync, readFileSync } from 'node:fs';
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

/** All that the product is made of, tests left out. */
function sourceOf(folder: string): string {
  const root = resolve(__dirname, '../../..', folder);
  const files = readdirSync(root, { recursive: true, encoding: 'utf8' });
  const ours = files.filter((name) => name.endsWith('.ts') && !/\.(test|testing)\.ts$/.test(name));
  return ours.map((name) => readFileSync(resolve(root, name), 'utf8')).join('\n');
}

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

  it('has words for each reason of a health', () => {
    const codes = openapi.components.schemas.HealthReason.properties.code.enum;
    expect(Object.keys(en.amiral.health_reason)).toEqual(expect.arrayContaining(codes));
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

  it('has words for each code of a problem, whether the document names it or the source alone', () => {
    const refusals = Object.values<object>(openapi.paths).flatMap((path) =>
      Object.values(path as Record<string, { responses: Record<string, { description: string }> }>).flatMap(
        ({ responses }) =>
          Object.entries(responses).flatMap(([status, answer]) => (/^[45]/.test(status) ? answer.description : [])),
      ),
    );
    const named = refusals.join(' ').matchAll(/`([a-z]+(?:-[a-z]+)+)`/g);
    const thrown = sourceOf('src').matchAll(
      /(?:conflict\(|DomainError\(\s*'[a-z-]+',|sendProblem\([^;]*?code:)\s*'([a-z-]+)'/g,
    );
    const codes = [...named, ...thrown].map(([, code = '']) => code);
    expect(new Set(codes).size).toBeGreaterThan(60);
    const known = new Set([...Object.keys(en.amiral.problem), ...Object.keys(en.amiral.operation.failure)]);
    expect([...new Set(codes)].filter((code) => !known.has(code)).sort()).toEqual([]);
  });

  // English problems are said by the server, with all that is in them.
  it.each(english.filter(([, text]) => text !== '%{detail}'))('fills in the same in both at %s', (key, text) => {
    const other = french.get(key) ?? '';
    expect([...new Set(holes(other))]).toEqual([...new Set(holes(text))]);
    expect(other.split('||||').length).toBe(text.split('||||').length);
  });
});

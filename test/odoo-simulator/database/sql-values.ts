import { createHash, randomUUID } from 'node:crypto';
import { stamp } from './database';
import type { Words } from './sql-words';
import { cell, type Cell, type Row } from './table';

/** A value of a row, or of none. */
export type Value = (row: Row) => Cell;

const FUNCTIONS = new Map<string, (...values: readonly Cell[]) => Cell>(
  Object.entries({
    coalesce: (...values: readonly Cell[]) => values.find((value) => value !== null) ?? null,
    md5: (value: Cell = null) => (value === null ? null : createHash('md5').update(String(value)).digest('hex')),
    gen_random_uuid: () => randomUUID(),
    now: () => stamp(new Date()),
    current_schema: () => 'public',
  }),
);

/** Reads a value: a column, a constant, one of a few functions, several joined by `||`. */
export function readValue(words: Words): Value {
  const parts = [readPart(words)];
  while (words.took('||')) parts.push(readPart(words));
  const [only] = parts;
  return only !== undefined && parts.length === 1 ? only : (row) => parts.map((part) => part(row)).join('');
}

function readPart(words: Words): Value {
  const part = words.took('(') ? inParentheses(words) : readOne(words);
  if (words.took('at')) {
    words.expect('time', 'zone');
    words.value();
  }
  while (words.took('::')) words.name();
  return part;
}

function inParentheses(words: Words): Value {
  const value = readValue(words);
  words.expect(')');
  return value;
}

function readOne(words: Words): Value {
  const { next } = words;
  if (next?.kind === 'name' && words.second?.value === '(') return readCall(words);
  if (next?.kind === 'name' && !['true', 'false', 'null'].includes(next.value)) return readColumn(words);
  const constant = words.constant();
  return () => constant;
}

function readCall(words: Words): Value {
  const called = FUNCTIONS.get(words.name());
  if (called === undefined) throw words.wrong();
  words.expect('(');
  const given = words.next?.value === ')' ? [] : words.list(() => readValue(words));
  words.expect(')');
  return (row) => called(...given.map((value) => value(row)));
}

function readColumn(words: Words): Value {
  const column = words.lastName();
  return (row) => {
    if (!Object.hasOwn(row, column)) throw new Error(`column "${column}" does not exist`);
    return cell(row, column);
  };
}

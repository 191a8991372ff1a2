import type { Database } from './database';
import { readValue, type Value } from './sql-values';
import { Words, type Bindings, type Bound } from './sql-words';
import { cell, columnsFromNames, Table, type Cell, type Row } from './table';

type Test = (row: Row) => boolean;

/**
 * Runs statements of the few forms that this product sends: SELECT, INSERT … VALUES, UPDATE and DELETE of one table. It is no SQL of its
 * own: what a real database would take and this does not is an error, never a guess.
 * @returns the rows that SELECT or RETURNING of the last one give
 * @throws Error in PostgreSQL's words
 */
export function runSql(database: Database, sql: string, bindings?: Bindings): Cell[][] {
  const words = new Words(sql, bindings);
  let rows: Cell[][];
  do rows = new Statement(database, words).run();
  while (words.took(';') && words.next !== undefined);
  if (words.next !== undefined) throw words.wrong();
  return rows;
}

class Statement {
  constructor(
    private readonly database: Database,
    private readonly words: Words,
  ) {}

  run(): Cell[][] {
    if (this.words.took('begin', 'commit')) return [];
    if (this.words.took('update')) return this.#update();
    if (this.words.took('delete')) return this.#delete();
    if (this.words.took('insert')) return this.#insert();
    this.words.expect('select');
    return this.#select();
  }

  #update(): Cell[][] {
    const table = this.#table();
    this.words.expect('set');
    const changes = this.words.list(() => this.#change(table));
    const changed = this.#matching(table);
    for (const row of changed) {
      for (const [column, value] of changes) row[column] = value(row);
    }
    return this.#returning(changed);
  }

  #change(table: Table): [string, Value] {
    const column = this.words.name();
    if (!table.columns.has(column)) throw new Error(`column "${column}" of relation "${table.name}" does not exist`);
    this.words.expect('=');
    return [column, readValue(this.words)];
  }

  #delete(): Cell[][] {
    this.words.expect('from');
    const table = this.#table();
    const gone = new Set(this.#matching(table));
    table.delete((row) => gone.has(row));
    return this.#returning([...gone]);
  }

  #insert(): Cell[][] {
    this.words.expect('into');
    const table = this.#table();
    const columns = this.#parenthesised(() => this.words.name());
    this.words.expect('values');
    const rows = this.words.list(() => this.#parenthesised(() => readValue(this.words)({})));
    const made = rows.map((values) =>
      table.insert(Object.fromEntries(columns.map((column, n) => [column, values[n] ?? null]))),
    );
    return this.#returning(made);
  }

  #select(): Cell[][] {
    const counts = this.words.next?.value === 'count';
    if (counts) this.words.expect('count', '(', '*', ')');
    const values = counts ? [] : this.words.list(() => readValue(this.words));
    if (!this.words.took('from')) return [values.map((value) => value({}))];
    const table = this.#table();
    const rows = this.#unlocked(table, this.#matching(table));
    return counts ? [[rows.length]] : rows.map((row) => values.map((value) => value(row)));
  }

  /** Order is that of the ids, and rows that somebody holds are passed over where that is asked for. */
  #unlocked(table: Table, rows: Row[]): Row[] {
    if (this.words.took('order')) {
      this.words.expect('by');
      this.words.list(() => this.words.lastName());
      rows.sort((one, other) => Number(cell(one, 'id')) - Number(cell(other, 'id')));
    }
    if (!this.words.took('for')) return rows;
    this.words.expect('update', 'skip', 'locked');
    const isHeld = (row: Row): boolean => table.name === 'ir_cron' && this.database.running.has(Number(row['id']));
    return rows.filter((row) => !isHeld(row));
  }

  #table(): Table {
    if (this.words.next?.value !== 'information_schema') return this.database.table(this.words.lastName());
    return catalogue(this.database, this.words.lastName());
  }

  #matching(table: Table): Row[] {
    if (!this.words.took('where')) return [...table.rows];
    const test = this.#either(table);
    return table.rows.filter(test);
  }

  #either(table: Table): Test {
    const tests = [this.#both(table)];
    while (this.words.took('or')) tests.push(this.#both(table));
    return (row) => tests.some((test) => test(row));
  }

  #both(table: Table): Test {
    const tests = [this.#condition(table)];
    while (this.words.took('and')) tests.push(this.#condition(table));
    return (row) => tests.every((test) => test(row));
  }

  #condition(table: Table): Test {
    if (this.words.took('(')) {
      const inner = this.#either(table);
      this.words.expect(')');
      return inner;
    }
    const negated = this.words.took('not');
    const column = this.words.lastName();
    if (!table.columns.has(column)) throw new Error(`column "${column}" does not exist`);
    const test = this.#comparison(column);
    return negated ? (row) => cell(row, column) !== null && !test(row) : test;
  }

  #comparison(column: string): Test {
    if (this.words.took('is')) {
      const negated = this.words.took('not');
      const wanted = this.words.constant();
      return (row) => (cell(row, column) === wanted) !== negated;
    }
    const negated = this.words.took('not');
    if (this.words.took('like')) return this.#like(column, !negated);
    if (this.words.took('in')) return this.#oneOf(column, !negated);
    if (negated) throw this.words.wrong();
    if (this.words.took('=')) return this.#equals(column, 'any', true);
    if (this.words.took('<>', '!=')) return this.#equals(column, 'all', false);
    return (row) => cell(row, column) === true;
  }

  /** One value, or with `many` a list: `= ANY (…)`, `<> ALL (…)`. NULL is neither like nor unlike anything. */
  #equals(column: string, many: string, wanted: boolean): Test {
    if (this.words.took(many)) return this.#oneOf(column, wanted);
    const value = readValue(this.words);
    return (row) => cell(row, column) !== null && (cell(row, column) === value(row)) === wanted;
  }

  #like(column: string, wanted: boolean): Test {
    const pattern = likeness(String(this.words.constant()));
    return (row) => cell(row, column) !== null && pattern.test(String(cell(row, column))) === wanted;
  }

  /** The list after IN, ANY or ALL: constants, an array, or what a SELECT of one column gives. */
  #oneOf(column: string, wanted: boolean): Test {
    this.words.expect('(');
    const values = new Set(this.#listed());
    this.words.expect(')');
    return (row) => cell(row, column) !== null && values.has(cell(row, column)) === wanted;
  }

  #listed(): Cell[] {
    if (this.words.took('select')) return this.#select().map(([first]) => first ?? null);
    if (!this.words.took('array')) return this.words.list<Bound>(() => this.words.value()).flatMap((value) => value);
    this.words.expect('[');
    const values = this.words.next?.value === ']' ? [] : this.words.list(() => this.words.constant());
    this.words.expect(']');
    return values;
  }

  #parenthesised<T>(read: () => T): T[] {
    this.words.expect('(');
    const items = this.words.list(read);
    this.words.expect(')');
    return items;
  }

  #returning(rows: readonly Row[]): Cell[][] {
    if (!this.words.took('returning')) return [];
    const values = this.words.list(() => readValue(this.words));
    return rows.map((row) => values.map((value) => value(row)));
  }
}

/** What a pattern of LIKE lets through. */
function likeness(pattern: string): RegExp {
  const literal = pattern.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  return new RegExp(`^${literal.replaceAll('%', '.*').replaceAll('_', '.')}$`, 's');
}

/** `information_schema.tables` and `.columns`. */
function catalogue({ tables }: Database, name: string): Table {
  const names = ['table_schema', 'table_name', 'column_name'];
  const rows = [...tables.values()].flatMap(({ name: table_name, columns }) =>
    (name === 'columns' ? [...columns.keys()] : ['']).map((column_name) => ({
      table_schema: 'public',
      table_name,
      column_name,
    })),
  );
  return new Table(name, columnsFromNames(names), rows);
}

import type { Version } from '../options';
import { Database } from './database';
import { BULK } from './dump';
import { columnsOf, schemaOf } from './schema';
import { runSql } from './sql';
import { Table, type Cell, type ColumnKind, type Row } from './table';

const COPY = /^COPY public\.(\w+) \(([^)]*)\) FROM stdin;$/;
const CREATE = /^CREATE TABLE public\.(\w+) \($/;
const SETVAL = /^SELECT pg_catalog\.setval\('public\.(\w+)_id_seq', (\d+), (true|false)\);$/;
const FOREIGN_KEY =
  /^ALTER TABLE ONLY public\.(\w+)\n +ADD CONSTRAINT (\w+) FOREIGN KEY \((\w+)\) REFERENCES public\.(\w+)\(id\)/;
/** Of all that is neither data nor structure, this alone shows in the rows. */
const CHANGE = /^(?:begin|update|insert|delete)\b/i;
const ESCAPES: Readonly<Record<string, string>> = { t: '\t', n: '\n', r: '\r' };

/**
 * Reads a dump into a database as `psql -q -f` does: without ON_ERROR_STOP, so that what is cut off or wrong is missing afterwards, and
 * nobody is told. Statements that were written at its end are run too.
 */
export function readDump(name: string, version: Version, sql: string): Database {
  const database = new Database(name, version, new Map());
  database.foreignKeys = [];
  new Reader(database, sql).run();
  return database;
}

class Reader {
  #at = 0;
  readonly #tables = new Map<string, Table>();
  readonly #keys: string[] = [];

  constructor(
    private readonly database: Database,
    private readonly sql: string,
  ) {}

  run(): void {
    this.database.refill(this.#tables);
    for (let line = this.#line(); line !== undefined; line = this.#line()) this.#read(line);
    this.database.foreignKeys = this.#keys;
  }

  #read(line: string): void {
    if (line === '' || line.startsWith('--') || line.startsWith('\\')) return;
    const copy = COPY.exec(line);
    if (copy !== null) this.#copy(copy[1] ?? '', (copy[2] ?? '').split(', '));
    else this.#statement(line);
  }

  /** The next line, undefined at the end. */
  #line(): string | undefined {
    if (this.#at >= this.sql.length) return undefined;
    const end = this.sql.indexOf('\n', this.#at);
    const line = this.sql.slice(this.#at, end < 0 ? undefined : end);
    this.#at = end < 0 ? this.sql.length : end + 1;
    return line;
  }

  #statement(first: string): void {
    const created = CREATE.exec(first)?.[1];
    let text = first;
    while (!text.trimEnd().endsWith(';')) {
      const line = this.#line();
      // psql sends what has no end to nobody.
      if (line === undefined) return;
      text += `\n${line}`;
    }
    if (created === undefined) this.#run(text);
    else this.#create(created, text);
  }

  #create(name: string, text: string): void {
    const names = [...text.matchAll(/^ {4}(\w+) /gm)].map(([, column]) => column ?? '');
    const known = schemaOf(this.database.version).get(name);
    const columns = new Map<string, ColumnKind>(
      [...columnsOf(names)].map(([column, kind]) => [column, known?.get(column) ?? kind]),
    );
    this.#tables.set(name, new Table(name, columns));
  }

  #run(text: string): void {
    const [, table, id, called] = SETVAL.exec(text) ?? [];
    if (table !== undefined) {
      this.#tables.get(table)?.countOnFrom(called === 'true' ? Number(id) : 0);
      return;
    }
    const [, from, name, column, target] = FOREIGN_KEY.exec(text) ?? [];
    if (from !== undefined) this.#keys.push([name, from, column, target].join(' '));
    else if (CHANGE.test(text)) this.#change(text);
  }

  /** psql prints an error and goes on. */
  #change(text: string): void {
    try {
      runSql(this.database, text);
    } catch (error) {
      if (!(error instanceof Error)) throw error;
      this.database.refusedSql.push(`${error.message}: ${text}`);
    }
  }

  #copy(name: string, columns: readonly string[]): void {
    const end = this.sql.indexOf('\n\\.\n', this.#at - 1);
    const lines = this.sql.slice(this.#at, end < 0 ? undefined : end + 1).split('\n');
    this.#at = end < 0 ? this.sql.length : end + 4;
    const table = this.#tables.get(name);
    if (lines.at(-1) === '') lines.pop();
    const rows = lines.map((line) => line.split('\t'));
    // One line that is cut short takes the whole block with it: COPY is one statement.
    if (table === undefined || name === BULK || rows.some((cells) => cells.length !== columns.length)) return;
    for (const cells of rows) table.insert(rowOf(table, columns, cells));
  }
}

function rowOf(table: Table, columns: readonly string[], cells: readonly string[]): Row {
  return Object.fromEntries(columns.map((column, n) => [column, cellOf(cells[n] ?? '\\N', table.columns.get(column))]));
}

function cellOf(text: string, kind: ColumnKind | undefined): Cell {
  if (text === '\\N') return null;
  if (kind === 'number') return Number(text);
  if (kind === 'boolean') return text === 't';
  return text.replace(/\\(.)/g, (_, letter: string) => ESCAPES[letter] ?? letter);
}

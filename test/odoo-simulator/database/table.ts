/** What a column may hold. */
export type Cell = string | number | boolean | null;

/** One row, its columns by name. */
export type Row = Record<string, Cell>;

/** What a row holds in a column; NULL where the table has none of that name. */
export function cell(row: Row | undefined, column: string): Cell {
  return row?.[column] ?? null;
}

/** The id of a row, or the one it points at by another column. */
export function idOf(row: Row | undefined, column = 'id'): number {
  return Number(cell(row, column));
}

/** The kinds of columns that are told apart; everything else is text to a dump. */
export type ColumnKind = 'number' | 'boolean' | 'text';

/** Columns of text. */
export function columnsFromNames(names: readonly string[]): ReadonlyMap<string, ColumnKind> {
  return new Map(names.map((name) => [name, 'text']));
}

/** One table of a simulated PostgreSQL: columns in the order a dump has them, rows in the order they were made. */
export class Table {
  #lastId: number;

  constructor(
    readonly name: string,
    readonly columns: ReadonlyMap<string, ColumnKind>,
    public rows: Row[] = [],
    lastId = 0,
  ) {
    this.#lastId = Math.max(lastId, ...rows.map(({ id }) => Number(id ?? 0)));
  }

  /** The last id its sequence gave; one of a row that is gone is not given again. */
  get lastId(): number {
    return this.#lastId;
  }

  /** Sets the sequence, as `setval` at the end of a dump does. */
  countOnFrom(id: number): void {
    this.#lastId = id;
  }

  /** Adds a row: what is not given is NULL, an id is given where the table has one. */
  insert(values: Row): Row {
    const row: Row = {};
    for (const column of this.columns.keys()) row[column] = values[column] ?? null;
    if (this.columns.has('id')) row['id'] = values['id'] ?? this.#lastId + 1;
    this.#lastId = Math.max(this.#lastId, Number(row['id'] ?? 0));
    this.rows.push(row);
    return row;
  }

  /** The row with this id. */
  find(id: number): Row | undefined {
    return this.rows.find((row) => row['id'] === id);
  }

  /** The rows that have these values. */
  where(values: Row): Row[] {
    return this.rows.filter((row) => Object.entries(values).every(([column, value]) => row[column] === value));
  }

  /** Takes rows away. @returns how many went */
  delete(gone: (row: Row) => boolean): number {
    const before = this.rows.length;
    this.rows = this.rows.filter((row) => !gone(row));
    return before - this.rows.length;
  }

  /** The same rows in a table of their own. */
  copy(): Table {
    return new Table(
      this.name,
      this.columns,
      this.rows.map((row) => ({ ...row })),
      this.#lastId,
    );
  }
}

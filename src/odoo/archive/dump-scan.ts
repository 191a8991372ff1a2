/** The columns that are wanted of a table, and who takes its rows: a value is null for NULL. */
export interface Wanted {
  columns: readonly string[];
  take: (values: readonly (string | null)[]) => void;
}

/** In bytes. A header names all columns of its table; no other line of SQL is looked at. */
const LONGEST_HEADER = 256 * 1024;
const LONGEST_VALUE = 1_024;
const HEADER = /^COPY (?:public\.)?("?[^ (]+"?) \((.*)\) FROM stdin;$/;
const FOREIGN_KEY = /^ {4}ADD CONSTRAINT .* FOREIGN KEY \(/;
const TAB = 9;
const NEWLINE = 10;

/**
 * Reads what pg_dump writes, as it passes: the rows of each table by its COPY block (a row is a line, and nothing in it is a line's end), and
 * how many foreign keys follow. Only wanted columns are held, however long a row is.
 */
export class DumpScan {
  /** By table, `public.` left out. */
  readonly rows = new Map<string, number>();
  foreignKeys = 0;
  private block: Block | null = null;
  private line = new Line();

  /**
   * @param wanted by table
   * @param onBlockEnd after the last byte of a table's block, which is followed by SQL again; `at` counts in the chunk
   */
  constructor(
    private readonly wanted: Readonly<Partial<Record<string, Wanted>>>,
    private readonly onBlockEnd: (table: string, at: number) => void = () => undefined,
  ) {}

  take(chunk: Buffer): void {
    for (let at = 0; at < chunk.length;) {
      const newline = chunk.indexOf(NEWLINE, at);
      const end = newline < 0 ? chunk.length : newline;
      this.line.add(chunk, at, end, this.block === null);
      this.block?.cells?.add(chunk, at, end);
      if (newline < 0) return;
      this.endLine(end + 1);
      at = end + 1;
    }
  }

  private endLine(at: number): void {
    if (!this.block) this.endSql();
    else if (this.line.isBlockEnd) this.endBlock(this.block, at);
    else {
      this.block.rows++;
      this.block.cells?.end();
    }
    this.line = new Line();
  }

  private endBlock({ table, rows }: Block, at: number): void {
    this.rows.set(table, (this.rows.get(table) ?? 0) + rows);
    this.block = null;
    this.onBlockEnd(table, at);
  }

  private endSql(): void {
    const text = this.line.text();
    if (FOREIGN_KEY.test(text)) this.foreignKeys++;
    const [, name = '', columns = ''] = HEADER.exec(text) ?? [];
    if (name === '') return;
    const table = name.replaceAll('"', '');
    const wanted = this.wanted[table];
    const cells = wanted ? new Cells(columns.split(', '), wanted) : null;
    this.block = { table, rows: 0, cells };
  }
}

interface Block {
  table: string;
  rows: number;
  cells: Cells | null;
}

/** The line under way: its first two bytes, and all of it where it may be a header or a foreign key. */
class Line {
  private length = 0;
  private first = '';
  private parts: Buffer[] = [];

  /** @param isSql whether its text may be wanted */
  add(chunk: Buffer, from: number, to: number, isSql: boolean): void {
    if (this.first.length < 2) this.first += chunk.toString('latin1', from, Math.min(to, from + 2 - this.first.length));
    this.length += to - from;
    if (isSql && this.isTold() && this.length <= LONGEST_HEADER) this.parts.push(chunk.subarray(from, to));
  }

  private isTold(): boolean {
    return this.first.startsWith('C') || this.first.startsWith(' ');
  }

  get isBlockEnd(): boolean {
    return this.length === 2 && this.first === '\\.';
  }

  text(): string {
    return this.length <= LONGEST_HEADER ? Buffer.concat(this.parts).toString('utf8') : '';
  }
}

/** The wanted cells of the row under way. */
class Cells {
  private readonly places: ReadonlyMap<number, number>;
  private readonly last: number;
  private values: string[];
  private column = 0;

  constructor(
    columns: readonly string[],
    private readonly wanted: Wanted,
  ) {
    this.places = new Map(wanted.columns.map((name, place) => [columns.indexOf(name), place]));
    this.last = Math.max(...this.places.keys());
    this.values = wanted.columns.map(() => '');
  }

  add(chunk: Buffer, from: number, to: number): void {
    for (let at = from; this.column <= this.last;) {
      const tab = chunk.indexOf(TAB, at);
      const end = tab < 0 || tab > to ? to : tab;
      this.keep(chunk, at, end);
      if (end === to) return;
      this.column++;
      at = end + 1;
    }
  }

  end(): void {
    this.wanted.take(this.values.map((value) => (value === '\\N' ? null : value)));
    this.values = this.values.map(() => '');
    this.column = 0;
  }

  private keep(chunk: Buffer, from: number, to: number): void {
    const place = this.places.get(this.column);
    if (place === undefined) return;
    const value = this.values[place] ?? '';
    if (value.length < LONGEST_VALUE) this.values[place] = value + chunk.toString('latin1', from, to);
  }
}

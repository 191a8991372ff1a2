import type { Cell } from './table';

/** What stands for a value that is given apart from the text: psycopg2's `%s` and `%(name)s`. */
export type Bound = Cell | readonly Cell[];

/** Values for the places of a statement, in their order or by name. */
export type Bindings = readonly Bound[] | Readonly<Record<string, Bound>>;

/** A word of SQL: what it is and what it says, keywords and names in lower case. */
interface Word {
  readonly kind: (typeof KINDS)[number];
  readonly value: string;
}

const KINDS = ['name', 'text', 'number', 'place', 'sign'] as const;
const WORD =
  /\s+|--[^\n]*|(?<name>[a-z_][\w$]*|"[^"]*")|(?<text>'(?:[^']|'')*')|(?<number>-?\d+(?:\.\d+)?)|(?<place>%s|%\(\w+\)s)|(?<sign>::|<>|!=|<=|>=|\|\||.)/giy;
const CONSTANTS: Readonly<Record<string, Cell>> = { true: true, false: false, null: null };

/** The words of a statement, read one after the other; comments and blanks are left out. */
export class Words {
  readonly #words: readonly Word[];
  #at = 0;
  #places = 0;

  constructor(
    sql: string,
    private readonly bindings: Bindings = [],
  ) {
    this.#words = [...sql.matchAll(WORD)].flatMap(({ groups }) => {
      const kind = KINDS.find((one) => groups?.[one] !== undefined);
      return kind === undefined ? [] : [wordOf(kind, groups?.[kind] ?? '')];
    });
  }

  get next(): Word | undefined {
    return this.#words[this.#at];
  }

  /** The word after the next one. */
  get second(): Word | undefined {
    return this.#words[this.#at + 1];
  }

  /** Takes the next word if it is one of these. */
  took(...values: readonly string[]): boolean {
    const { next } = this;
    if (next === undefined || next.kind === 'text' || !values.includes(next.value)) return false;
    this.#at += 1;
    return true;
  }

  /** @throws Error when something else comes next */
  expect(...values: readonly string[]): void {
    for (const value of values) if (!this.took(value)) throw this.wrong();
  }

  name(): string {
    const { next } = this;
    if (next?.kind !== 'name') throw this.wrong();
    this.#at += 1;
    return next.value;
  }

  /** The name of a table or column, with what qualifies it cut off. */
  lastName(): string {
    let name = this.name();
    while (this.took('.')) name = this.name();
    return name;
  }

  /** A constant, or what is bound to a place. */
  value(): Bound {
    const { next } = this;
    if (next === undefined) throw this.wrong();
    this.#at += 1;
    const value = this.#valueOf(next);
    this.#cast();
    return value;
  }

  /** A single constant. */
  constant(): Cell {
    const value = this.value();
    if (value !== null && typeof value === 'object') throw this.wrong();
    return value;
  }

  /** What `read` reads, once for each of a list with commas. */
  list<T>(read: () => T): T[] {
    const items = [read()];
    while (this.took(',')) items.push(read());
    return items;
  }

  /** Passes over `::type`, also of an array. */
  #cast(): void {
    while (this.took('::')) {
      this.name();
      if (this.took('[')) this.expect(']');
    }
  }

  wrong(): Error {
    return new Error(`syntax error at or near "${this.next?.value ?? 'end of input'}"`);
  }

  #valueOf(word: Word): Bound {
    if (word.kind === 'text') return word.value;
    if (word.kind === 'number') return Number(word.value);
    if (word.kind === 'place') return this.#bound(word.value);
    if (Object.hasOwn(CONSTANTS, word.value)) return CONSTANTS[word.value] ?? null;
    this.#at -= 1;
    throw this.wrong();
  }

  #bound(place: string): Bound {
    const name = /^%\((\w+)\)s$/.exec(place)?.[1] ?? String(this.#places++);
    const value = (this.bindings as Readonly<Record<string, Bound>>)[name];
    if (value === undefined) throw new Error('not all arguments converted during string formatting');
    return value;
  }
}

function wordOf(kind: Word['kind'], text: string): Word {
  if (kind === 'text') return { kind, value: text.slice(1, -1).replaceAll("''", "'") };
  return { kind, value: text.startsWith('"') ? text.slice(1, -1) : text.toLowerCase() };
}

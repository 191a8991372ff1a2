import type { Database } from './database';

/** The databases of one server. What is in one is made when it is first looked into, so that thousands of servers stay cheap. */
export class Databases implements Iterable<string> {
  /** Names that copies in hand will have; PostgreSQL does not show these. */
  readonly claimed = new Set<string>();
  readonly #known: Map<string, Database | undefined>;

  /** @param born makes the contents of a database that so far was a name alone */
  constructor(
    names: Iterable<string>,
    private readonly born: (name: string) => Database,
  ) {
    this.#known = new Map([...names].map((name) => [name, undefined]));
  }

  /** All names, of other roles' databases too. */
  [Symbol.iterator](): Iterator<string> {
    return this.#known.keys();
  }

  has(name: string): boolean {
    return this.#known.has(name);
  }

  /** Adds a name; it will be found to be an ordinary Odoo database. */
  add(name: string): void {
    this.#known.set(name, undefined);
  }

  /** Adds a database under its own name. */
  put(database: Database): void {
    this.#known.set(database.name, database);
  }

  delete(name: string): boolean {
    return this.#known.delete(name);
  }

  get(name: string): Database | undefined {
    if (!this.#known.has(name)) return undefined;
    const database = this.#known.get(name) ?? this.born(name);
    this.#known.set(name, database);
    return database;
  }

  /** Those somebody has looked into. */
  get opened(): Database[] {
    return [...this.#known.values()].filter((database) => database !== undefined);
  }

  /** Names of the databases Odoo's role owns. */
  get owned(): string[] {
    return [...this.#known].filter(([, database]) => database?.standing !== 'foreign').map(([name]) => name);
  }
}

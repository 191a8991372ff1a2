import { randomBytes } from 'node:crypto';
import { isInGroup, SYSTEM } from '../access';
import { look } from '../database/look';
import { hashed } from '../database/secrets';
import { runSql } from '../database/sql';
import type { Bindings } from '../database/sql-words';
import { cell, idOf } from '../database/table';
import { OdooFault } from '../fault';
import type { Json } from '../wire';
import type { Arguments } from './arguments';
import type { Records } from './records';

type Variables = Map<string, Json>;

const EXECUTE = /^env\.cr\.execute\((?:"""([\s\S]*?)"""|"([^"]*)")(?:, (.*))?\)$/;
const ASSIGN = /^(\w+)(?:\['(\w+)'\])? (\+?=) ([\s\S]*)$/;
const CONDITION = /^if (.*):$/;
const UNLINK = /^env\['ir\.actions\.server'\]\.search\(\[\('name', '=', '([^']*)'\)\]\)\.unlink\(\)$/;
const WHOLE_NUMBERS = '[int(value) if not isinstance(value, str) and value is not None else value for value in row]';
const NOTHING_FETCHED = `<class 'TypeError'>: "'NoneType' object is not subscriptable" while evaluating`;
const GENERATE = /^env\['res\.users\.apikeys'\]\.with_user\((.*)\)\._generate\('rpc', '([^']*)', None\)$/;
const HASH = /^env\['res\.users'\]\._crypt_context\(\)\.hash\((.*)\)$/;

/**
 * Runs a server action's Python: that of the few forms this product sends, line by line, its SQL on the rows there are.
 * @throws OdooFault for a line that is none of these, and for what PostgreSQL refuses
 */
export function runAction(actions: Records, given: Arguments): Json {
  if (!isInGroup(actions.caller.database, actions.uid, SYSTEM)) {
    throw new OdooFault('odoo.exceptions.AccessError', 'You are not allowed to run this action.');
  }
  const [row] = actions.browse(given.ids);
  return new Script(actions).run(String(cell(row, 'code')));
}

class Script {
  readonly #variables: Variables = new Map();
  #cursor: Json[][] = [];

  constructor(private readonly actions: Records) {}

  run(code: string): Json {
    let skips = false;
    for (const line of linesOf(code)) {
      const indented = /^ {4}\S/.test(line);
      const condition = CONDITION.exec(line)?.[1];
      if (condition !== undefined) skips = !this.#isTrue(condition);
      else if (!indented || !skips) this.#line(line.trim());
    }
    return this.#variables.get('action') ?? false;
  }

  #line(line: string): void {
    if (/^env\.registry\.clear_caches?\(\)$/.test(line)) return;
    const unlinked = UNLINK.exec(line)?.[1];
    const [, long, short, bindings] = EXECUTE.exec(line) ?? [];
    const sql = long ?? short;
    if (unlinked !== undefined) this.actions.model.table.delete(({ name }) => name === unlinked);
    else if (sql !== undefined) this.#execute(sql, bindings);
    else this.#assign(line);
  }

  #execute(sql: string, bindings: string | undefined): void {
    const { database, user } = this.actions.caller;
    if (sql.includes('pg_database_size')) {
      this.#cursor = [look(database, idOf(user))];
      return;
    }
    try {
      this.#cursor = runSql(database, sql, bindings === undefined ? [] : (this.#value(bindings) as Bindings));
    } catch (error) {
      if (error instanceof OdooFault || !(error instanceof Error)) throw error;
      throw new OdooFault('psycopg2.errors.SyntaxError', `${error.message}\n`);
    }
  }

  #assign(line: string): void {
    const [, name, key, operator, text] = ASSIGN.exec(line) ?? [];
    if (name === undefined || text === undefined) throw this.#unknown(line);
    const before = this.#variables.get(name) ?? null;
    const added = (to: Json | undefined): Json => {
      const value = this.#value(text);
      return operator === '+=' ? Number(to) + Number(value) : value;
    };
    const members = before as Readonly<Record<string, Json>>;
    this.#variables.set(name, key === undefined ? added(before) : { ...members, [key]: added(members[key]) });
  }

  #isTrue(condition: string): boolean {
    return condition.split(' and ').every((part) => {
      const [, wanted, list] = /^'([^']*)' in (\w+)$/.exec(part) ?? [];
      if (list !== undefined) return (this.#variables.get(list) as readonly Json[]).includes(wanted ?? '');
      const value = this.#variables.get(part);
      return Array.isArray(value) ? value.length > 0 : Boolean(value);
    });
  }

  /** An expression of Python: literals, names, and what is done with the cursor. */
  #value(text: string): Json {
    const constants = this.#constants();
    // None is a value too.
    if (constants.has(text)) return constants.get(text) ?? null;
    const value =
      this.#made(text) ??
      this.#collection(text) ??
      this.#item(text) ??
      this.#literal(text) ??
      this.#variables.get(text);
    if (value === undefined) throw this.#unknown(text);
    return value;
  }

  #item(text: string): Json | undefined {
    const [, list = '', place] = /^(\w+)\[(\d+)\]$/.exec(text) ?? [];
    return (this.#variables.get(list) as readonly Json[] | undefined)?.[Number(place)];
  }

  #literal(text: string): Json | undefined {
    return /^\d+$/.test(text) ? Number(text) : /^'([^']*)'$/.exec(text)?.[1];
  }

  /** What is said in one way only, with what it means at this moment. */
  #constants(): ReadonlyMap<string, Json> {
    const rows = this.#cursor;
    return new Map<string, Json>([
      ['True', true],
      ['False', false],
      ['None', null],
      ['env.uid', this.actions.uid],
      ['[row[0] for row in env.cr.fetchall()]', rows.map(([first]) => first ?? null)],
      ['[list(row) for row in env.cr.fetchall()]', rows],
      ['env.cr.fetchone()[0]', rows[0]?.[0] ?? null],
      ['env.cr.fetchone()', rows[0] ?? null],
      [WHOLE_NUMBERS, this.#variables.get('row') ?? []],
    ]);
  }

  /** A key or a hash that Odoo makes. */
  #made(text: string): Json | undefined {
    const secret = HASH.exec(text)?.[1];
    if (secret !== undefined) {
      // Odoo reads the rounds by the same cursor before it looks at what is to be hashed, unless it remembers them.
      if (secret.includes('env.cr.')) throw new OdooFault('builtins.ValueError', NOTHING_FETCHED);
      return hashed(this.#value(secret) as string);
    }
    const [, user, name] = GENERATE.exec(text) ?? [];
    if (user === undefined) return undefined;
    const key = randomBytes(20).toString('hex');
    this.actions.caller.database.addKey(Number(this.#value(user)), key, name);
    return key;
  }

  #collection(text: string): Json | undefined {
    const [, bracket, inner = ''] = /^([[({])([\s\S]*)[\])}]$/.exec(text) ?? [];
    if (bracket === undefined) return undefined;
    const items = parts(inner);
    if (bracket !== '{') return items.map((item) => this.#value(item));
    return Object.fromEntries(
      items.map((item) => {
        const [, key = '', value = ''] = /^'(\w+)': ([\s\S]*)$/.exec(item) ?? [];
        return [key, this.#value(value)];
      }),
    );
  }

  #unknown(text: string): OdooFault {
    return new OdooFault('odoo.exceptions.UserError', `The simulated Odoo does not know this Python: ${text}`);
  }
}

/** Lines of Python; a text in three quotes is one line. */
function linesOf(code: string): string[] {
  const lines: string[] = [];
  let open = '';
  for (const line of code.split('\n')) {
    const whole = open === '' ? line : `${open}\n${line}`;
    const isOpen = (whole.match(/"""/g) ?? []).length % 2 === 1;
    open = isOpen ? whole : '';
    if (!isOpen && whole.trim() !== '') lines.push(whole);
  }
  return lines;
}

/** What commas part, outside of brackets and quotes. */
function parts(text: string): string[] {
  const found = [''];
  let depth = 0;
  for (const [token] of text.matchAll(/'[^']*'|[\s\S]/g)) {
    if ('[({'.includes(token)) depth += 1;
    if ('])}'.includes(token)) depth -= 1;
    if (token === ',' && depth === 0) found.push('');
    else found.push(`${found.pop() ?? ''}${token}`);
  }
  return found.map((part) => part.trim()).filter((part) => part !== '');
}

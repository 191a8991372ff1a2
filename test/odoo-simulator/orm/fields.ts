import type { Database } from '../database/database';
import { cell, idOf, type Cell, type Row, type Table } from '../database/table';
import { OdooFault } from '../fault';
import type { Json } from '../wire';

/** A field that is a table of its own: `own` names the record's column there, `other` that of what it points at. */
interface Relation {
  readonly table: string;
  readonly own: string;
  readonly other: string;
  readonly model: string;
}

/** How a model's fields are stored. */
interface ModelFacts {
  readonly table?: string;
  /** The column of the record whose fields this one shows as its own. */
  readonly inherits?: { readonly column: string; readonly model: string };
  /** Fields that have another name in the table. */
  readonly columns?: Readonly<Record<string, string>>;
  readonly relations?: Readonly<Record<string, Relation>>;
}

const GROUPS: Relation = { table: 'res_groups_users_rel', own: 'uid', other: 'gid', model: 'res.groups' };
const COMPANIES: Relation = { table: 'res_company_users_rel', own: 'user_id', other: 'cid', model: 'res.company' };
const PARTNER = { column: 'partner_id', model: 'res.partner' };

const FACTS: Readonly<Record<string, ModelFacts>> = {
  'res.users': {
    inherits: PARTNER,
    relations: { groups_id: GROUPS, group_ids: GROUPS, all_group_ids: GROUPS, company_ids: COMPANIES },
  },
  'res.company': { inherits: PARTNER },
  'ir.cron': {
    inherits: { column: 'ir_actions_server_id', model: 'ir.actions.server' },
    columns: { name: 'cron_name' },
  },
  'ir.actions.server': { table: 'ir_act_server' },
};

/** Models numbers point at, by the name of the field. */
const TARGETS: Readonly<Record<string, string>> = {
  create_uid: 'res.users',
  write_uid: 'res.users',
  user_id: 'res.users',
  company_id: 'res.company',
  partner_id: 'res.partner',
  country_id: 'res.country',
  currency_id: 'res.currency',
  channel_id: 'discuss.channel',
  ir_actions_server_id: 'ir.actions.server',
  model_id: 'ir.model',
};

/** A model in one database. */
export class Model {
  readonly table: Table;
  readonly #facts: ModelFacts;

  /** @throws OdooFault for a model that is not there */
  constructor(
    readonly database: Database,
    readonly name: string,
  ) {
    this.#facts = FACTS[name] ?? {};
    const table = database.tables.get(this.#facts.table ?? name.replaceAll('.', '_'));
    if (table === undefined) throw new OdooFault('odoo.exceptions.UserError', `Object ${name} doesn't exist`);
    this.table = table;
  }

  /** The field that is a table of its own. */
  relation(field: string): Relation | undefined {
    return this.#facts.relations?.[field];
  }

  has(field: string): boolean {
    return field === 'display_name' || this.#place(field) !== undefined || this.relation(field) !== undefined;
  }

  /** The names of all fields. */
  get fields(): string[] {
    const inherited = this.#parent?.fields ?? [];
    return [...new Set([...this.table.columns.keys(), ...inherited, ...Object.keys(this.#facts.relations ?? {})])];
  }

  /** What a row stores in a field of its own or of the record it inherits from; null where it has no such row. */
  stored(row: Row, field: string): Cell {
    const column = this.#place(field);
    if (column !== undefined && this.table.columns.has(column)) return cell(row, column);
    const [parent, inherited] = this.#inherited(row);
    return inherited === undefined ? null : (parent?.stored(inherited, field) ?? null);
  }

  /** Ids a relation holds. */
  linked(row: Row, { table, own, other }: Relation): number[] {
    return this.database
      .table(table)
      .where({ [own]: row['id'] ?? null })
      .map((link) => Number(link[other]))
      .sort((one, another) => one - another);
  }

  /** What RPC shows of a field: false for nothing, id and name of a record, ids of many. */
  shown(row: Row, field: string): Json {
    const relation = this.relation(field);
    if (relation !== undefined) return this.linked(row, relation);
    if (field === 'display_name') return this.nameOf(row);
    const value = this.stored(row, field);
    const target = TARGETS[field];
    if (target !== undefined && typeof value === 'number') return [value, nameIn(this.database, target, value)];
    return value ?? false;
  }

  nameOf(row: Row): string {
    const named = ['name', 'display_name', 'login', 'key'].map((field) => this.stored(row, field));
    return String(named.find((name) => name !== null) ?? `${this.name},${String(row['id'])}`);
  }

  /** Writes one field, into the row or the one it inherits from. */
  store(row: Row, field: string, value: Json): void {
    const column = this.#place(field);
    if (column === undefined) throw this.invalid(field);
    if (this.table.columns.has(column)) {
      row[column] = cellOf(value, this.table.columns.get(column) === 'boolean');
      return;
    }
    const [parent, inherited] = this.#inherited(row);
    if (inherited !== undefined) parent?.store(inherited, field, value);
  }

  invalid(field: string): OdooFault {
    return new OdooFault('builtins.ValueError', `Invalid field '${field}' on model '${this.name}'`);
  }

  get #parent(): Model | undefined {
    const inherits = this.#facts.inherits;
    return inherits === undefined ? undefined : new Model(this.database, inherits.model);
  }

  /** The record whose fields a row shows as its own. */
  #inherited(row: Row): [Model | undefined, Row | undefined] {
    const parent = this.#parent;
    return [parent, parent?.table.find(idOf(row, this.#facts.inherits?.column))];
  }

  /** The column a field is stored in, here or in the record it inherits from. */
  #place(field: string): string | undefined {
    const column = this.#facts.columns?.[field] ?? field;
    if (this.table.columns.has(column)) return column;
    return this.#parent?.has(field) === true ? field : undefined;
  }
}

/** The model a field points at. */
export function targetOf(field: string): string | undefined {
  return TARGETS[field];
}

function nameIn(database: Database, name: string, id: number): string {
  const model = new Model(database, name);
  const row = model.table.find(id);
  return row === undefined ? '' : model.nameOf(row);
}

/** Odoo stores an empty value as NULL, except of a boolean. */
function cellOf(value: Json, isBoolean: boolean): Cell {
  if (isBoolean) return Boolean(value);
  if (value === null || value === false) return null;
  return typeof value === 'object' ? JSON.stringify(value) : value;
}

import { PARTNER_MANAGER, SYSTEM, isInGroup, type Caller } from '../access';
import { stamp } from '../database/database';
import { cell, type Row } from '../database/table';
import { OdooFault } from '../fault';
import type { Json } from '../wire';
import { membersOf, type Arguments } from './arguments';
import { mentions, testOf } from './domain';
import { Model } from './fields';

type Values = Readonly<Record<string, Json>>;
type Command = readonly [number, number, Json];

/** Models that nobody but administrators reads; modules are everybody's, by `base_install_request`, which comes with `mail`. */
const GUARDED = new Set(
  'ir.cron ir.config_parameter ir.actions.server ir.mail_server fetchmail.server payment.provider'.split(' '),
);

/** Up to 18 nobody writes these, or what users have of them, without the group of contacts, not even an administrator. */
const PARTNERS = new Set(['res.partner', 'res.company']);

/** A model as one caller sees it. */
export class Records {
  readonly model: Model;

  /** @throws OdooFault for a model that is not there */
  constructor(
    readonly caller: Caller,
    name: string,
    private readonly context: Values = {},
  ) {
    this.model = new Model(caller.database, name);
  }

  get uid(): number {
    return Number(this.caller.user['id']);
  }

  get isAdmin(): boolean {
    return isInGroup(this.caller.database, this.uid, SYSTEM);
  }

  /** The rows of a domain, archived ones only where it or the context asks for them. */
  search(domain: readonly Json[], { order, offset = 0, limit }: Page = {}): Row[] {
    this.#mayRead();
    const { table } = this.model;
    const test = testOf(this.model, domain);
    const all = !table.columns.has('active') || this.context['active_test'] === false || mentions(domain, 'active');
    const found = table.rows.filter((row) => (all || row['active'] === true) && test(row));
    return sorted(found, this.model, order).slice(offset, limit === undefined ? undefined : offset + limit);
  }

  /** @throws OdooFault for an id that is not there, or a field */
  read(ids: readonly number[], fields: readonly string[]): Json {
    this.#mayRead();
    const wanted = fields.length > 0 ? fields : this.model.fields;
    const unknown = wanted.find((field) => !this.model.has(field));
    if (unknown !== undefined) throw this.model.invalid(unknown);
    return this.browse(ids).map((row) => ({
      id: row['id'] ?? false,
      ...Object.fromEntries(wanted.map((field) => [field, secret(field) ? false : this.model.shown(row, field)])),
    }));
  }

  create(values: Values): Row {
    this.#mayWrite();
    const stamps = { create_uid: this.uid, create_date: stamp(new Date()) };
    const row = this.model.table.insert(stamps);
    this.assign(row, values);
    return row;
  }

  write(ids: readonly number[], values: Values): void {
    this.#mayWrite();
    for (const row of this.browse(ids)) this.assign(row, values);
  }

  unlink(ids: readonly number[]): void {
    this.#mayWrite();
    const gone = new Set(this.browse(ids));
    this.model.table.delete((row) => gone.has(row));
  }

  /** The rows with these ids. @throws OdooFault when one is missing */
  browse(ids: readonly number[]): Row[] {
    return ids.map((id) => {
      const row = this.model.table.find(id);
      if (row !== undefined) return row;
      const text = `Record does not exist or has been deleted.\n(Record: ${this.model.name}(${String(id)},), User: ${this.uid})`;
      throw new OdooFault('odoo.exceptions.MissingError', text);
    });
  }

  /** Writes fields of one row, those of related records by Odoo's commands. */
  assign(row: Row, values: Values): void {
    for (const [field, value] of Object.entries(values)) {
      const relation = this.model.relation(field);
      if (relation === undefined) this.model.store(row, field, value);
      else this.#command(row, field, value);
    }
    if (this.model.table.columns.has('write_date')) {
      Object.assign(row, { write_uid: this.uid, write_date: stamp(new Date()) });
    }
  }

  /** `[4, id]` links, `[3, id]` cuts, `[5]` cuts all, `[6, 0, ids]` sets, `[1, id, values]` writes through. */
  #command(row: Row, field: string, commands: Json): void {
    const relation = this.model.relation(field);
    if (relation === undefined || !Array.isArray(commands)) throw this.model.invalid(field);
    const links = this.caller.database.table(relation.table);
    const id = cell(row, 'id');
    const link = (target: number): void => {
      if (this.model.linked(row, relation).includes(target)) return;
      links.insert({ [relation.own]: id, [relation.other]: target });
    };
    const cut = (target?: number): unknown =>
      links.delete((one) => one[relation.own] === id && (target === undefined || one[relation.other] === target));
    const run: Readonly<Record<number, (target: number, given: Json) => unknown>> = {
      1: (target, given) => {
        new Records(this.caller, relation.model).write([target], membersOf(given));
      },
      3: (target) => cut(target),
      4: link,
      5: () => cut(),
      6: (_, given) => {
        cut();
        (given as readonly number[]).forEach(link);
      },
    };
    for (const [code, target, given] of commands as unknown as readonly Command[]) run[code]?.(target, given);
  }

  #mayRead(): void {
    if (GUARDED.has(this.model.name) && !this.isAdmin) throw this.#denied('access');
  }

  /** @throws OdooFault where contacts may not be written */
  mustManagePartners(): void {
    if (!isInGroup(this.caller.database, this.uid, PARTNER_MANAGER)) throw this.#denied('modify');
  }

  #mayWrite(): void {
    if (!this.isAdmin) throw this.#denied('modify');
    if (PARTNERS.has(this.model.name)) this.mustManagePartners();
  }

  #denied(what: string): OdooFault {
    const { name } = this.model;
    return new OdooFault('odoo.exceptions.AccessError', `You are not allowed to ${what} '${name}' (${name}) records.`);
  }
}

/** Which of the rows found are wanted. */
export interface Page {
  readonly order?: string;
  readonly offset?: number;
  readonly limit?: number | undefined;
}

/** Order, offset and limit as RPC has them, from a place among the arguments on. */
export function pageOf(given: Arguments, place: number): Page {
  return {
    offset: given.number('offset', place) ?? 0,
    limit: given.number('limit', place + 1),
    order: given.text('order', place + 2),
  };
}

/** What is never read back, by nobody. */
function secret(field: string): boolean {
  return field === 'password' || field === 'totp_secret' || field === 'oauth_access_token';
}

function sorted(rows: Row[], model: Model, order = ''): Row[] {
  const keys = (order || 'id').split(',').map((key) => key.trim().split(/\s+/));
  const compare = (one: Row, other: Row): number => {
    for (const [field = 'id', way] of keys) {
      const [a, b] = [model.stored(one, field), model.stored(other, field)];
      if (a !== b) return ((a ?? '') < (b ?? '') ? -1 : 1) * (way === 'desc' ? -1 : 1);
    }
    return 0;
  };
  return model.table.columns.has('id') ? rows.sort(compare) : rows;
}

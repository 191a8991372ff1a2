import { z } from 'zod';
import { OdooCallError } from '../odoo-call-error';
import type { Does, OdooCall } from '../odoo-call';
import type { OdooTarget } from '../odoo-conversation';
import { majorOf } from '../odoo-wire';
import { ACTION_MODEL, ACTION_NAME, GONE } from './actions';
import { inLine } from './in-line';

/** Which way a session speaks: `/json/2` takes API keys alone, and is there from 19 on. */
export type Way = 'jsonrpc' | 'json2';

/** A login of the group system in a database, tried and found good. */
export class Session {
  readonly #secret: string;

  /**
   * @param secret a password or an API key; over `/json/2` a key
   * @param serie of the database, as `16.0`; empty while it is not known yet
   */
  constructor(
    readonly target: OdooTarget,
    readonly database: string,
    readonly uid: number,
    secret: string,
    readonly way: Way,
    readonly serie: string,
  ) {
    this.#secret = secret;
  }

  /** In no log and no JSON: it is no property of its own. */
  get secret(): string {
    return this.#secret;
  }

  /** 16, 17 … */
  get major(): number {
    return majorOf(this.serie);
  }
}

/** What a method is called with. */
interface Arguments {
  ids?: readonly number[];
  /** In the order of the method, under the names that it gives them from 19 on. */
  named?: Readonly<Record<string, unknown>>;
  context?: Readonly<Record<string, unknown>>;
}

type Domain = readonly (readonly [string, string, unknown])[];

const ID = z.object({ id: z.int() });

/** How often a server action is made that is gone before it runs. */
const MAX_RUNS = 5;

/** Methods of models, called as somebody. All reject with OdooCallError and nothing else. */
export class Inside {
  constructor(
    private readonly call: OdooCall,
    readonly session: Session,
  ) {}

  /** @returns what the method returned, which must be of this shape */
  async ask<T>(
    shape: z.ZodType<T>,
    [model, method]: readonly [string, string],
    { ids, named = {}, context }: Arguments,
    does: Does,
  ): Promise<T> {
    const { database, uid, secret, way } = this.session;
    if (way === 'json2') {
      const body = { ...(ids && { ids }), ...named, ...(context && { context }) };
      return shaped(shape, await this.call.json2(database, secret, [model, method], body, does));
    }
    const args = [...(ids ? [ids] : []), ...Object.values(named)];
    const kwargs = context ? { context } : {};
    const answer = await this.call.rpc(
      'object',
      'execute_kw',
      [database, uid, secret, model, method, args, kwargs],
      does,
    );
    return shaped(shape, answer);
  }

  /** The records of a domain with these fields; `id` always is one. */
  search<T extends z.ZodRawShape>(model: string, domain: Domain, fields: T): Promise<z.output<z.ZodObject<T>>[]> {
    const named = { domain, fields: Object.keys(fields) };
    return this.ask(z.array(z.object(fields)), [model, 'search_read'], { named }, 'reads');
  }

  async write(model: string, ids: readonly number[], vals: Readonly<Record<string, unknown>>): Promise<void> {
    await this.ask(z.unknown(), [model, 'write'], { ids, named: { vals } }, 'changes');
  }

  /** @returns the id of the new record */
  async create(model: string, vals: object, context?: Readonly<Record<string, unknown>>): Promise<number> {
    const given: Arguments = { named: { vals_list: [vals] }, ...(context && { context }) };
    const [id] = await this.ask(z.array(z.int()).length(1), [model, 'create'], given, 'changes');
    return id ?? 0;
  }

  /**
   * Runs a text of `actions.ts` as a server action, in one transaction. One at a time in a database: each sweeps away what others left,
   * and would take one that is about to run for that.
   * @returns what it left in `action`
   */
  run<T extends z.ZodRawShape>(text: string, shape: T): Promise<z.output<z.ZodObject<T>>> {
    const { target, database } = this.session;
    return inLine(`${target.url} ${database}`, () => this.runNow(text, shape));
  }

  private async runNow<T extends z.ZodRawShape>(text: string, shape: T): Promise<z.output<z.ZodObject<T>>> {
    const [model] = await this.search('ir.model', [['model', '=', ACTION_MODEL]], ID.shape);
    const action = { name: ACTION_NAME, model_id: model?.id, state: 'code', code: text + GONE };
    for (let attempt = 1; ; attempt++) {
      const id = await this.create('ir.actions.server', action);
      try {
        return await this.ask(z.object(shape), ['ir.actions.server', 'run'], { ids: [id] }, 'changes');
      } catch (error) {
        if (attempt === MAX_RUNS || !isMissing(error)) throw error;
      }
    }
  }
}

/** Another process has swept it away before it ran: nothing was changed by it. */
function isMissing(error: unknown): boolean {
  return (
    error instanceof OdooCallError && error.outcome === 'refused' && error.exception === 'odoo.exceptions.MissingError'
  );
}

function shaped<T>(shape: z.ZodType<T>, value: unknown): T {
  const read = shape.safeParse(value);
  if (!read.success) throw new OdooCallError('lost', 'bad-answer', 'It is not of the shape that Odoo gives.');
  return read.data;
}

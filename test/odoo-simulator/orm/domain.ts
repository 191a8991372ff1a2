import type { Row } from '../database/table';
import { OdooFault } from '../fault';
import type { Json } from '../wire';
import { Model, targetOf } from './fields';

type Test = (row: Row) => boolean;
type Compare = (stored: Json, wanted: Json) => boolean;

const COMPARISONS: Readonly<Record<string, Compare>> = {
  '=': isSame,
  '!=': (stored, wanted) => !isSame(stored, wanted),
  '=?': (stored, wanted) => wanted === false || wanted === null || isSame(stored, wanted),
  in: (stored, wanted) => (wanted as readonly Json[]).some((one) => isSame(stored, one)),
  'not in': (stored, wanted) => !(wanted as readonly Json[]).some((one) => isSame(stored, one)),
  '<': (stored, wanted) => isOrdered(stored, wanted, (order) => order < 0),
  '<=': (stored, wanted) => isOrdered(stored, wanted, (order) => order <= 0),
  '>': (stored, wanted) => isOrdered(stored, wanted, (order) => order > 0),
  '>=': (stored, wanted) => isOrdered(stored, wanted, (order) => order >= 0),
  '=like': (stored, wanted) => like(wanted, '').test(text(stored)),
  '=ilike': (stored, wanted) => like(wanted, 'i').test(text(stored)),
  like: (stored, wanted) => text(stored).includes(text(wanted)),
  ilike: (stored, wanted) => text(stored).toLowerCase().includes(text(wanted).toLowerCase()),
  'not like': (stored, wanted) => !text(stored).includes(text(wanted)),
  'not ilike': (stored, wanted) => !text(stored).toLowerCase().includes(text(wanted).toLowerCase()),
};

/**
 * What a domain lets through: conditions in Polish notation, joined by & where nothing is said.
 * @throws OdooFault for a field or an operator that is not known
 */
export function testOf(model: Model, domain: readonly Json[]): Test {
  const rest = [...domain];
  const tests: Test[] = [];
  while (rest.length > 0) tests.push(term(model, rest));
  return (row) => tests.every((test) => test(row));
}

/** Whether a domain asks about a field, anywhere. */
export function mentions(domain: readonly Json[], field: string): boolean {
  return domain.some((leaf) => Array.isArray(leaf) && (leaf as readonly Json[])[0] === field);
}

function term(model: Model, rest: Json[]): Test {
  const next = rest.shift();
  if (next === '!') {
    const negated = term(model, rest);
    return (row) => !negated(row);
  }
  if (next === '&' || next === '|') {
    const [one, other] = [term(model, rest), term(model, rest)];
    return next === '&' ? (row) => one(row) && other(row) : (row) => one(row) || other(row);
  }
  return leaf(model, next);
}

function leaf(model: Model, given: Json | undefined): Test {
  if (!Array.isArray(given)) throw new OdooFault('builtins.ValueError', `Invalid leaf ${JSON.stringify(given)}`);
  const [path, operator, wanted] = given as unknown as readonly [string, string, Json];
  const [field = '', ...deeper] = path.split('.');
  const compare = COMPARISONS[operator];
  if (compare === undefined || !model.has(field)) throw invalid(model, given);
  if (deeper.length > 0) return through(model, field, [deeper.join('.'), operator, wanted]);
  const relation = model.relation(field);
  if (relation === undefined) return (row) => compare(model.shown(row, field), wanted);
  return (row) => model.linked(row, relation).some((id) => compare(id, wanted));
}

/** A condition on what a field points at. */
function through(model: Model, field: string, given: readonly Json[]): Test {
  const relation = model.relation(field);
  const name = relation?.model ?? targetOf(field);
  if (name === undefined) throw invalid(model, given);
  const target = new Model(model.database, name);
  const test = leaf(target, given);
  return (row) => {
    const ids = relation === undefined ? [Number(model.stored(row, field))] : model.linked(row, relation);
    return ids.some((id) => {
      const found = target.table.find(id);
      return found !== undefined && test(found);
    });
  };
}

function invalid(model: Model, given: readonly Json[]): OdooFault {
  const path = JSON.stringify(given[0]);
  return new OdooFault('builtins.ValueError', `Invalid field ${model.name}.${path} in leaf ${JSON.stringify(given)}`);
}

/** Records compare by their id; nothing is false. */
function plain(value: Json): Json {
  return Array.isArray(value) ? ((value as readonly Json[])[0] ?? false) : value;
}

function isSame(stored: Json, wanted: Json): boolean {
  return plain(stored) === plain(wanted);
}

function isOrdered(stored: Json, wanted: Json, is: (order: number) => boolean): boolean {
  const [one, other] = [plain(stored), plain(wanted)];
  if (one === false || other === false) return false;
  if (typeof one === 'number' && typeof other === 'number') return is(one - other);
  return is(text(one) < text(other) ? -1 : text(one) > text(other) ? 1 : 0);
}

function like(pattern: Json, flags: string): RegExp {
  const escaped = text(pattern).replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  return new RegExp(`^${escaped.replaceAll('%', '.*').replaceAll('_', '.')}$`, flags);
}

function text(value: Json): string {
  const one = Array.isArray(value) ? (value as readonly Json[])[1] : value;
  return typeof one === 'string' || typeof one === 'number' ? String(one) : '';
}

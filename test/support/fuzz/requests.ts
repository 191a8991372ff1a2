import { type Ids, type Operation, OPERATIONS, type Parameter, valid } from './api';
import type { Chance } from './chance';
import { hostile, TEXTS } from './hostile';

/** A request as it is sent. */
export interface FuzzRequest {
  /** The route it is meant for. */
  operation: Operation;
  method: string;
  path: string;
  headers: Record<string, string>;
  body: string | null;
}

const WRONG_JSON: readonly [string, ...string[]] = [
  '{',
  '',
  'null',
  '[]',
  '"x"',
  '1',
  '{"a":1}{',
  '\0',
  '{"__proto__":{}}',
  '{"a":1e999}',
];
/** How often a value of a query is hostile. */
const SPOILT = 0.15;

/** A request to some route, whose parts are each right, or each now and then not. */
export function anyRequest(ids: Ids, chance: Chance): FuzzRequest {
  const operation = anyOperation(chance);
  const method = chance.is(0.01) ? chance.of(['GET', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS']) : operation.method;
  const body = operation.body && method !== 'GET' && method !== 'HEAD' ? bodyOf(operation, ids, chance) : null;
  return {
    operation,
    method,
    path: pathOf(operation, ids, chance) + queryOf(operation, ids, chance),
    headers: { ...headersOf(operation, chance), ...(body !== null && { 'content-type': typeOf(chance) }) },
    body,
  };
}

/** Such that more is entered than taken away. */
function anyOperation(chance: Chance): Operation {
  const operation = chance.of(OPERATIONS);
  return operation.method === 'POST' || chance.is(0.7) ? operation : chance.of(OPERATIONS);
}

function pathOf({ path }: Operation, ids: Ids, chance: Chance): string {
  const noun = path.split('/')[3] ?? '';
  return path.replaceAll(/\{\w+\}/g, () => escaped(chance.is(0.9) ? ids(noun) : chance.of(TEXTS).slice(0, 2_000)));
}

function queryOf({ parameters }: Operation, ids: Ids, chance: Chance): string {
  const asked = parameters.filter((parameter) => parameter.in === 'query' && chance.is(0.25));
  const pairs = asked.flatMap((parameter) =>
    queryValues(parameter, ids, chance).map((value) => [parameter.name, value]),
  );
  if (chance.is(0.05)) pairs.push([chance.of(TEXTS).slice(0, 50), chance.of(TEXTS).slice(0, 50)]);
  if (pairs.length === 0) return '';
  return `?${pairs.map(([name = '', value = '']) => `${escaped(name)}=${escaped(value)}`).join('&')}`;
}

function queryValues({ name, schema = {} }: Parameter, ids: Ids, chance: Chance): string[] {
  const one = () => {
    const value = chance.is(SPOILT) ? chance.of(TEXTS) : valid(schema, name, ids, chance);
    const text = typeof value === 'string' ? value : JSON.stringify(value);
    // Node takes 16 KiB of head at the most.
    return text.slice(0, 400);
  };
  return Array.from({ length: chance.is(0.1) ? chance.of([2, 3, 60]) : 1 }, one).slice(0, 60);
}

function bodyOf(operation: Operation, ids: Ids, chance: Chance): string {
  if (chance.is(0.03)) return chance.of(WRONG_JSON);
  const value = chance.is(0.03) ? hostile(chance) : valid(operation.body ?? {}, '', ids, chance);
  return JSON.stringify(chance.is(0.5) ? value : spoil(value, chance));
}

/** Puts something hostile in the place of a field, or beside them. */
function spoil(value: unknown, chance: Chance): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return hostile(chance);
  const fields = { ...(value as Record<string, unknown>) };
  const [first, ...others] = Object.keys(fields);
  if (first === undefined || chance.is(0.1)) return { ...fields, [chance.of(TEXTS).slice(0, 100)]: hostile(chance) };
  const name = chance.of([first, ...others]);
  return { ...fields, [name]: chance.is(0.6) ? spoil(fields[name], chance) : hostile(chance) };
}

function headersOf({ parameters }: Operation, chance: Chance): Record<string, string> {
  const some = (name: string, share: number, values: readonly [string, ...string[]]) =>
    chance.is(share) ? { [name]: chance.of(values) } : {};
  const takes = (name: string) => (parameters.some((parameter) => parameter.name === name) ? 0.5 : 0.02);
  return {
    ...some('if-match', takes('If-Match'), [
      '"1"',
      '"2"',
      '*',
      'W/"1"',
      '1',
      '"9999999999999999999999"',
      '"-1"',
      '""',
      'x'.repeat(3_000),
    ]),
    ...some('last-event-id', takes('Last-Event-ID'), ['0', '999999999999999', '-1', 'x', '9'.repeat(400)]),
    ...some('x-request-id', 0.05, ['trace-0123456789', 'x'.repeat(3_000), "';--"]),
    ...some('x-forwarded-for', 0.2, [
      '192.0.2.1',
      '1.2.3.4:5678',
      '[2001:db8::1]:443',
      'unknown',
      ',',
      'x'.repeat(5_000),
      '1, '.repeat(900),
      '::ffff:1.2.3.4',
      "';--",
    ]),
    ...some('x-forwarded-proto', 0.05, ['https', 'gopher', '']),
    ...some('cookie', 0.05, ['a=b', '=', ';;;', 'amiral_refresh_00000000=x', 'x'.repeat(5_000)]),
    ...some('origin', 0.05, ['null', 'https://evil.example', 'x']),
    ...some('accept', 0.05, ['text/html', '*/*', 'x']),
    ...some('authorization', 0.02, [
      'Bearer x',
      'Bearer a.b.c',
      'Basic eA==',
      'Bearer eyJhbGciOiJub25lIn0.e30.',
      'Bearer ',
    ]),
  };
}

function typeOf(chance: Chance): string {
  return chance.is(0.98)
    ? 'application/json'
    : chance.of(['text/plain', 'application/json; charset=utf-16', 'x', 'multipart/form-data']);
}

/** As an address takes it; half a surrogate pair as the three bytes that no decoder takes. */
function escaped(text: string): string {
  return encodeURIComponent(text.replace(/\p{Surrogate}/gu, '\uffff')).replaceAll('%EF%BF%BF', '%ED%A0%80');
}

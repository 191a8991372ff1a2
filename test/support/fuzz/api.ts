import document from '../../../openapi.json';
import type { Chance } from './chance';

/** The parts of a JSON schema that a value is made by. */
export interface Schema {
  $ref?: string;
  type?: string;
  format?: string;
  nullable?: boolean;
  enum?: unknown[];
  example?: unknown;
  description?: string;
  minimum?: number;
  maximum?: number;
  properties?: Record<string, Schema>;
  required?: string[];
  items?: Schema;
  minItems?: number;
  additionalProperties?: Schema | boolean;
  oneOf?: Schema[];
  anyOf?: Schema[];
}

export interface Parameter {
  name: string;
  in: string;
  schema?: Schema;
}

/** One route, as the document describes it. */
export interface Operation {
  method: string;
  path: string;
  parameters: readonly Parameter[];
  body: Schema | null;
}

interface Described {
  parameters?: Parameter[];
  requestBody?: { content: Record<string, { schema: Schema }> };
}

/** Every route of the document. */
/** Every route of the document. */
export const OPERATIONS = Object.entries(
  document.paths as unknown as Record<string, Record<string, Described>>,
).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, { parameters = [], requestBody }]) => ({
    method: method.toUpperCase(),
    path,
    parameters,
    body: requestBody?.content['application/json']?.schema ?? null,
  })),
) as unknown as readonly [Operation, ...Operation[]];

/** What a reference stands for. */
function resolved(schema: Schema): Schema {
  const name = schema.$ref?.split('/').at(-1);
  if (name === undefined) return schema;
  return (document.components.schemas as Record<string, unknown>)[name] as Schema;
}

/** Fields that no two records share. */
const UNIQUE: Readonly<Record<string, (word: string) => string>> = {
  code: (word) => `c-${word}`,
  databaseName: (word) => `d${word}`,
  subdomain: (word) => `s${word}`,
  email: (word) => `${word}@example.com`,
  // Nobody listens there.
  serverUrl: (word) => `http://127.${word.slice(-2)}.7.7:9`,
};

/** Gives an id of what is there, or one of nothing. */
export type Ids = (noun: string) => string;

/** A value that the schema may well take. `name` is the field's, by which an id finds its noun. */
export function valid(given: Schema, name: string, ids: Ids, chance: Chance): unknown {
  const schema = resolved(given);
  if (schema.nullable && chance.is(0.1)) return null;
  const [choice, ...others] = schema.oneOf ?? schema.anyOf ?? [];
  if (choice) return valid(chance.of([choice, ...others]), name, ids, chance);
  return makerFor(schema)(schema, name, ids, chance);
}

function makerFor(schema: Schema): Make {
  const list = schema.enum as [unknown, ...unknown[]] | undefined;
  if (list) return (_schema, _name, _ids, chance) => chance.of(list);
  return BY_TYPE[schema.type ?? 'string'] ?? textOf;
}

type Make = (schema: Schema, name: string, ids: Ids, chance: Chance) => unknown;

const BY_TYPE: Readonly<Record<string, Make>> = {
  object: objectOf,
  array: arrayOf,
  boolean: (_schema, _name, _ids, chance) => chance.is(0.5),
  integer: numberOf,
  number: numberOf,
  string: textOf,
};

function objectOf(schema: Schema, _name: string, ids: Ids, chance: Chance): Record<string, unknown> {
  const needed = new Set(schema.required);
  const fields = Object.entries(schema.properties ?? {}).filter(([name]) => needed.has(name) || chance.is(0.3));
  return Object.fromEntries(fields.map(([name, field]) => [name, valid(field, name, ids, chance)]));
}

function arrayOf({ items = {}, minItems = 0 }: Schema, name: string, ids: Ids, chance: Chance): unknown[] {
  return Array.from({ length: Math.max(minItems, chance.below(3)) }, () => valid(items, name, ids, chance));
}

function numberOf({ minimum = 0, maximum = 1_000, example }: Schema, _name: string, _ids: Ids, chance: Chance): number {
  if (typeof example === 'number' && chance.is(0.5)) return example;
  return chance.of([minimum, maximum, minimum + chance.below(Math.max(1, Math.min(maximum - minimum, 1_000)))]);
}

function textOf({ format, example, description = '' }: Schema, name: string, ids: Ids, chance: Chance): string {
  if (format === 'uuid' || /[iI]ds?$/.test(name)) return ids(name);
  if (format === 'date-time') return chance.of(['2027-01-31T22:00:00Z', '2026-01-01T00:00:00+02:00']);
  if (name === 'sort') return chance.of(description.replace(/^.*: /, '').split(', ') as [string]);
  const make = UNIQUE[name] ?? ((word) => (typeof example === 'string' ? example : `text-${word}`));
  return make(String(chance.below(1e9)));
}

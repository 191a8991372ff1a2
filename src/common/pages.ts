import { z } from 'zod';

/** One page of a list, as every `GET` list answers. */
export interface Page<T> {
  items: T[];
  total: number;
  page: number;
  perPage: number;
}

/** A page whose rows are shown as `view` makes them. */
export function shown<Row, View>(page: Page<Row>, view: (row: Row) => View): Page<View> {
  return { ...page, items: page.items.map((row) => view(row)) };
}

/** A sort as asked: the field and its direction. */
export interface Sort<Field extends string> {
  field: Field;
  descending: boolean;
}

/**
 * A UUID in a path, of any version: an id that we would not make is one that is not there. In lower case, as the database writes it,
 * because what is known of a row in memory is kept under its id.
 */
export const idParam = z.guid().toLowerCase().meta({ example: '019a8d2e-7c3b-7e4f-9a1b-2c3d4e5f6a7b' });

/** A filter that may be repeated and then means "any of". */
export function anyOf<T extends z.ZodType>(value: T) {
  return z
    .union([value, z.array(value).max(50)])
    .transform((given) => (Array.isArray(given) ? given : [given]) as z.output<T>[])
    .optional();
}

/** A yes or no in a query string. */
export const yesNo = z.enum(['true', 'false']).transform((text) => text === 'true');

/** Which page, in which order: the part of a list's query that every list has. `sortable` are the fields it may be sorted by. */
export function listQuery<const Field extends string>(sortable: readonly [Field, ...Field[]]) {
  const pattern = new RegExp(`^-?(${sortable.join('|')})(,-?(${sortable.join('|')}))*$`);
  return z.strictObject({
    page: z.coerce.number().int().min(1).max(1_000_000).default(1),
    perPage: z.coerce.number().int().min(1).max(200).default(25),
    q: z.string().max(200).optional().meta({ description: 'text to search for' }),
    sort: z
      .string()
      .regex(pattern, `takes a comma-separated list, each with or without a minus: ${sortable.join(', ')}`)
      .optional()
      .meta({ description: `comma-separated, a minus for descending: ${sortable.join(', ')}` }),
  });
}

/**
 * A list's query that may also walk through all of it: with `after`, pages follow one another by id, so that each row comes once, whatever
 * is changed, sorted anew or entered meanwhile. The walk begins after the id that is all zeros.
 */
export function walkable<Shape extends z.ZodRawShape>(query: z.ZodObject<Shape, z.core.$strict>) {
  const after = idParam.optional().meta({
    description: 'only rows after this id, by id: reads a whole list, each row once; begins with all zeros',
  });
  return query.extend({ after }).refine(walksAlone, {
    path: ['after'],
    message: 'goes without sort and page: rows come by id',
  });
}

function walksAlone({ after, sort, page }: { after?: unknown; sort?: unknown; page?: unknown }): boolean {
  return after === undefined || (sort === undefined && page === 1);
}

/** Reads a checked sort text: "name,-code" is name ascending, then code descending. */
export function sortsOf<Field extends string>(text: string | undefined): Sort<Field>[] {
  if (!text) return [];
  return text.split(',').map((part) => ({ field: part.replace(/^-/, '') as Field, descending: part.startsWith('-') }));
}

/** The shape of one page of `item`. */
export function pageOf<T extends z.ZodType>(item: T) {
  return z.object({
    items: z.array(item),
    total: z.number().int(),
    page: z.number().int(),
    perPage: z.number().int(),
  });
}

/**
 * The rows whose `search_text` holds `:q`, accents and case left aside: the database folds both by the same function.
 * @param alias of the table that is searched
 */
export function searched(alias: string): string {
  return `strpos(${alias}.search_text, folded(:q)) > 0`;
}

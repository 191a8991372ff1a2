import type { ObjectLiteral, SelectQueryBuilder } from 'typeorm';
import { type Page, sortsOf } from './pages';

/** Where each field of a row that screens read comes from: a column, or an expression over the tables of the query. */
export type Columns<Row> = Readonly<Record<keyof Row & string, string>>;

interface Asked {
  page: number;
  perPage: number;
  /** What is equal by all of it comes the newest first, for ids sort by time of making; unless it names the id itself. */
  sort?: string | undefined;
  /** Only rows after this id, by id, see `walkable`; the total stays that of all. */
  after?: string | undefined;
}

/** The columns as the list of a SELECT. */
export function selected<Row>(columns: Columns<Row>): string {
  return Object.entries<string>(columns)
    .map(([field, column]) => `${column} AS "${field}"`)
    .join(', ');
}

/**
 * One page of a list, and how much there is of it: the one way lists are read.
 * @param matching conditions, and joins that leave one line a row; nothing is sorted yet
 * @param columns for plain rows; left out, the rows are the entities of the query
 */
export async function listOf<T extends ObjectLiteral>(matching: SelectQueryBuilder<T>, asked: Asked): Promise<Page<T>>;
export async function listOf<Row>(
  matching: SelectQueryBuilder<ObjectLiteral>,
  asked: Asked,
  columns: Columns<Row>,
): Promise<Page<Row>>;
export async function listOf<Row>(
  matching: SelectQueryBuilder<ObjectLiteral>,
  asked: Asked,
  columns?: Columns<Row>,
): Promise<Page<ObjectLiteral>> {
  const { page, perPage, after } = asked;
  const fields: Readonly<Record<string, string>> = columns ?? {};
  const rows = inOrder(matching.clone(), asked, fields);
  if (after !== undefined) rows.andWhere(`${rows.alias}.id > :after`, { after });
  rows.offset((page - 1) * perPage).limit(perPage);
  const [items, total] = columns ? await plainRows(rows, matching, fields) : await rows.getManyAndCount();
  return { items, total, page, perPage };
}

function inOrder(
  rows: SelectQueryBuilder<ObjectLiteral>,
  asked: Asked,
  fields: Readonly<Record<string, string>>,
): SelectQueryBuilder<ObjectLiteral> {
  for (const { field, descending } of sortsOf(orderOf(asked))) {
    const nulls = descending ? 'NULLS LAST' : 'NULLS FIRST';
    // An id is never null, and these words would keep PostgreSQL from its index.
    const column = fields[field] ?? `${rows.alias}.${field}`;
    rows.addOrderBy(column, descending ? 'DESC' : 'ASC', field === 'id' ? undefined : nulls);
  }
  return rows;
}

function orderOf({ sort, after }: Asked): string {
  if (after !== undefined) return 'id';
  if (sort === undefined) return '-id';
  return /(^|,)-?id$/.test(sort) ? sort : `${sort},-id`;
}

async function plainRows(
  rows: SelectQueryBuilder<ObjectLiteral>,
  matching: SelectQueryBuilder<ObjectLiteral>,
  fields: Readonly<Record<string, string>>,
): Promise<[ObjectLiteral[], number]> {
  rows.select([]);
  for (const [field, column] of Object.entries(fields)) rows.addSelect(column, field);
  const items = await rows.getRawMany<ObjectLiteral>();
  const count = await matching.clone().select('count(*)::integer', 'total').getRawOne<{ total: number }>();
  return [items, count?.total ?? 0];
}

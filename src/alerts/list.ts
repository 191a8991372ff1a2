import type { ObjectLiteral, SelectQueryBuilder } from 'typeorm';
import { type Page, sortsOf } from '../common/pages';

/** One page of the rows of an entity, as sorted by the caller, else the newest first: ids sort by time of making. */
export async function listOf<T extends ObjectLiteral>(
  rows: SelectQueryBuilder<T>,
  { page, perPage, sort }: { page: number; perPage: number; sort?: string | undefined },
): Promise<Page<T>> {
  for (const { field, descending } of sortsOf(sort)) {
    rows.addOrderBy(`${rows.alias}.${field}`, descending ? 'DESC' : 'ASC', descending ? 'NULLS LAST' : 'NULLS FIRST');
  }
  const [items, total] = await rows
    .addOrderBy(`${rows.alias}.id`, 'DESC')
    .skip((page - 1) * perPage)
    .take(perPage)
    .getManyAndCount();
  return { items, total, page, perPage };
}

import type { Query, QueryClient } from '@tanstack/react-query';

/** Any record, as the API shows it or as the stream tells of it. */
export interface Row {
  id: string;
  deleted?: boolean;
  lastCheckAt?: string | null;
  [field: string]: unknown;
}

/** What a query of react-admin asked for, and what react-query keeps of the answer: a record, records, or a page of them. */
type Key = readonly [string, string, { filter?: object; sort?: { field: string } }?];

function rowsIn({ state }: Query): readonly Row[] {
  const data: unknown = state.data;
  if (Array.isArray(data)) return data as Row[];
  if (typeof data !== 'object' || data === null) return [];
  return 'data' in data && Array.isArray(data.data) ? (data.data as Row[]) : [data as Row];
}

/** Puts a row in the place of the one with its id. What does not hold it stays the same object, and nothing is drawn again. */
function put(client: QueryClient, query: Query, id: string, change: (row: Row) => Row): void {
  const swap = (rows: readonly Row[]) => rows.map((row) => (row.id === id ? change(row) : row));
  client.setQueryData(query.queryKey, (data: unknown) => {
    if (Array.isArray(data)) return swap(data as Row[]);
    const held = data as { data?: Row[] } & Row;
    return Array.isArray(held.data) ? { ...held, data: swap(held.data) } : change(held);
  });
}

const isSame = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b);

/**
 * Might the server now answer this query with other rows, or in another order? Not when the row is the same in all that the query
 * filters and sorts by; of what is no field of a row, such as a search, only the server can tell.
 */
function mayMove({ queryKey }: Query, before: Row | undefined, after: Row): boolean {
  const [, , { filter = {}, sort } = {}] = queryKey as unknown as Key;
  const fields = [...Object.keys(filter), ...(sort ? [sort.field] : [])];
  return before === undefined || !fields.every((field) => field in after && isSame(before[field], after[field]));
}

const KNOWN = ['getOne', 'getMany', 'getList', 'getManyReference'];
const find = (query: Query, id: string) => rowsIn(query).find((row) => row.id === id);

function isStale(query: Query, before: Row | undefined, after: Row): boolean {
  const [, kind] = query.queryKey as unknown as Key;
  // An answer that is under way may be older than what was just told.
  if (!KNOWN.includes(kind) || query.state.fetchStatus === 'fetching') return true;
  if (after.deleted === true) return kind === 'getList' || find(query, after.id) !== undefined;
  return kind === 'getList' && mayMove(query, find(query, after.id) ?? before, after);
}

/**
 * Shows everywhere what a record has become.
 * @returns the queries that have to be read again, because the record may come, go or move in them
 */
export function showRecord(client: QueryClient, resource: string, after: Row): Query[] {
  const queries = client.getQueryCache().findAll({ queryKey: [resource] });
  const before = shownRows(client, resource).find(({ id }) => id === after.id);
  const stale = queries.filter((query) => isStale(query, before, after));
  if (after.deleted === true) return stale;
  for (const query of queries) if (find(query, after.id)) put(client, query, after.id, () => after);
  return stale;
}

/** What is read for the page of one record. */
export function ownPageOf(client: QueryClient, resource: string, id: string): Query[] {
  return client
    .getQueryCache()
    .findAll({ queryKey: [resource, 'getOne'], predicate: (query) => find(query, id) !== undefined });
}

function timeOf({ lastCheckAt }: Row): number {
  return typeof lastCheckAt === 'string' ? Date.parse(lastCheckAt) : 0;
}

/** Shows the figures of a probe where the server is; a list that is sorted by them keeps its order, or it would never rest. */
export function showFigures(client: QueryClient, resource: string, figures: Row): void {
  for (const query of client.getQueryCache().findAll({ queryKey: [resource], type: 'active' })) {
    const row = find(query, figures.id);
    if (row && timeOf(row) < timeOf(figures)) put(client, query, figures.id, () => ({ ...row, ...figures }));
  }
}

/** The records that are on the screen, those of a record's own page first. */
export function shownRows(client: QueryClient, resource: string): Row[] {
  const queries = client.getQueryCache().findAll({ queryKey: [resource], type: 'active' });
  const isOne = ({ queryKey }: Query) => queryKey[1] === 'getOne';
  return [...queries.filter(isOne), ...queries.filter((query) => !isOne(query))]
    .flatMap(rowsIn)
    .filter(({ id }) => typeof id === 'string');
}

import type { EntityManager, EntityTarget, ObjectLiteral } from 'typeorm';

/** So many rows a statement: a storm is read and written in many, and the event loop is never held for long by one. */
const CHUNK = 500;
/** So many ids a statement. */
const IDS = 2_000;

/** All of them, in parts that are put together in a few milliseconds. */
export function* parts<T>(all: readonly T[], most = IDS): Generator<T[]> {
  for (let from = 0; from < all.length; from += most) yield all.slice(from, from + most);
}

/**
 * All rows of a query, fetched in parts: what the network has brought is taken apart in one turn of the event loop, up to 2 MB of it.
 * To be called in a transaction, by one at a time.
 */
export async function readAll<Row>(tx: EntityManager, sql: string, values: readonly unknown[] = []): Promise<Row[]> {
  // All of them are wanted, not the first tenth soon.
  await tx.query('SET LOCAL cursor_tuple_fraction = 1');
  await tx.query(`DECLARE rows_in_parts NO SCROLL CURSOR FOR ${sql}`, [...values]);
  const rows: Row[] = [];
  for (let more = true; more;) {
    const part = await tx.query<Row[]>(`FETCH ${String(CHUNK)} FROM rows_in_parts`);
    rows.push(...part);
    more = part.length === CHUNK;
  }
  await tx.query('CLOSE rows_in_parts');
  return rows;
}

/** Plain rows of an entity: by the thousand, its objects would cost more than the query. */
export async function readRows<T extends ObjectLiteral>(
  tx: EntityManager,
  entity: EntityTarget<T>,
  where: string,
): Promise<T[]> {
  const { tableName, columns } = tx.dataSource.getMetadata(entity);
  const list = columns.map(({ databaseName, propertyName }) => `"${databaseName}" AS "${propertyName}"`).join(', ');
  return readAll<T>(tx, `SELECT ${list} FROM "${tableName}" WHERE ${where} ORDER BY id`);
}

/** Adds or overwrites rows by their id. */
export async function writeRows<T extends ObjectLiteral>(
  tx: EntityManager,
  entity: EntityTarget<T>,
  rows: readonly T[],
): Promise<void> {
  const { tableName, columns } = tx.dataSource.getMetadata(entity);
  const names = columns.map(({ databaseName }) => `"${databaseName}"`);
  const overwrite = names.map((name) => `${name} = excluded.${name}`).join(', ');
  const sql = `INSERT INTO "${tableName}" (${names.join(', ')})
    SELECT ${names.join(', ')} FROM jsonb_populate_recordset(NULL::"${tableName}", $1::jsonb)
    ON CONFLICT (id) DO UPDATE SET ${overwrite}`;
  for (const part of parts(rows, CHUNK)) {
    const chunk = part.map((row) =>
      Object.fromEntries(columns.map(({ databaseName, propertyName }) => [databaseName, row[propertyName] as unknown])),
    );
    await tx.query(sql, [JSON.stringify(chunk)]);
  }
}

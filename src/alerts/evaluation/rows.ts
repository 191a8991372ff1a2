import type { EntityManager, EntityTarget, ObjectLiteral } from 'typeorm';

/** So many rows a statement: a storm is written in a few, and none is too large. */
const CHUNK = 5_000;

/** Plain rows of an entity: by the thousand, its objects would cost more than the query. */
export async function readRows<T extends ObjectLiteral>(
  tx: EntityManager,
  entity: EntityTarget<T>,
  where: string,
): Promise<T[]> {
  const { tableName, columns } = tx.dataSource.getMetadata(entity);
  const list = columns.map(({ databaseName, propertyName }) => `"${databaseName}" AS "${propertyName}"`).join(', ');
  return tx.query<T[]>(`SELECT ${list} FROM "${tableName}" WHERE ${where} ORDER BY id`);
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
  for (let from = 0; from < rows.length; from += CHUNK) {
    const chunk = rows
      .slice(from, from + CHUNK)
      .map((row) =>
        Object.fromEntries(
          columns.map(({ databaseName, propertyName }) => [databaseName, row[propertyName] as unknown]),
        ),
      );
    await tx.query(sql, [JSON.stringify(chunk)]);
  }
}

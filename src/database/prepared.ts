import type { Pool } from 'pg';
import type { DataSource } from 'typeorm';

/**
 * Runs a read as a named prepared statement, planned once a connection: for the few hot reads where that counts.
 * @param name names one text for ever; @param values the $1, $2 … of the text
 */
export async function prepared<Row extends object>(
  dataSource: DataSource,
  name: string,
  text: string,
  values: unknown[],
): Promise<Row[]> {
  const pool = (dataSource.driver as unknown as { master: Pool }).master;
  return (await pool.query<Row>({ name, text, values })).rows;
}

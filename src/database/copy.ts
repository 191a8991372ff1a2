import { pipeline } from 'node:stream/promises';
import type { Client } from 'pg';
import { from, to } from 'pg-copy-streams';

/** A table as it is copied; all names are quoted where they have to be. */
interface Table {
  name: string;
  /** Without those that the database generates. */
  columns: string;
  /** The tables its foreign keys point to. */
  needs: string[];
}

/** Parts go with the table they are parts of. What migrations have been run is each database's own. */
const TABLES = `SELECT c.oid::regclass::text AS name,
    (SELECT string_agg(quote_ident(a.attname), ', ' ORDER BY a.attnum) FROM pg_attribute a
      WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = '') AS columns,
    ARRAY(SELECT f.confrelid::regclass::text FROM pg_constraint f
      WHERE f.conrelid = c.oid AND f.contype = 'f' AND f.confrelid <> c.oid) AS needs
  FROM pg_class c
  WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p') AND NOT c.relispartition
    AND c.relname <> 'migrations'
  ORDER BY 1`;

const PARTS = `SELECT c.oid::regclass::text AS name,
    format('CREATE TABLE %s PARTITION OF %s %s', c.oid::regclass, i.inhparent::regclass, pg_get_expr(c.relpartbound, c.oid)) AS sql
  FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid
  WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r' AND c.relispartition
  ORDER BY 1`;

const SEQUENCES = `SELECT quote_ident(sequencename) AS name, last_value AS last FROM pg_sequences
  WHERE schemaname = 'public' AND sequencename <> 'migrations_id_seq' AND last_value IS NOT NULL`;

/**
 * Copies every row of one database over what another one of the same tables holds, as of one moment of the source and in one
 * transaction of the target. Rows are taken over as they are: nothing is done or told because of them.
 * @param onlyGrows the table that nobody may empty and whose triggers nobody may switch off: it has to be empty
 * @throws Error when a table has not come over whole; the target is then as it was
 */
export async function copyRows(
  source: Client,
  target: Client,
  { onlyGrows, say }: { onlyGrows: string; say: (line: string) => void },
): Promise<void> {
  await source.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
  await target.query('BEGIN');
  const tables = inOrder((await source.query<Table>(TABLES)).rows);
  await source.query(`LOCK TABLE ${namesOf(tables)} IN ACCESS SHARE MODE`);
  const others = tables.filter(({ name }) => name !== onlyGrows);
  await makeParts(source, target);
  for (const { name } of others) await target.query(`ALTER TABLE ${name} DISABLE TRIGGER USER`);
  await target.query(`TRUNCATE ${namesOf(others)}`);
  for (const table of tables) say(`${table.name}: ${String(await copyTable(source, target, table))}`);
  for (const { name } of others) await target.query(`ALTER TABLE ${name} ENABLE TRIGGER USER`);
  const { rows } = await source.query<{ name: string; last: string }>(SEQUENCES);
  for (const { name, last } of rows) await target.query('SELECT setval($1::regclass, $2)', [name, last]);
  await target.query('COMMIT');
}

/** Each after those it needs. */
function inOrder(tables: readonly Table[]): Table[] {
  const names = new Set(tables.map(({ name }) => name));
  const sorted: Table[] = [];
  while (names.size > 0) {
    const next = tables.filter(({ name, needs }) => names.has(name) && !needs.some((need) => names.has(need)));
    if (next.length === 0) throw new Error(`these tables need each other: ${[...names].join(', ')}`);
    for (const table of next) names.delete(table.name);
    sorted.push(...next);
  }
  return sorted;
}

function namesOf(tables: readonly Table[]): string {
  return tables.map(({ name }) => name).join(', ');
}

/** As in the source, or rows would stand where a part is made later. */
async function makeParts(source: Client, target: Client): Promise<void> {
  const known = new Set((await target.query<{ name: string }>(PARTS)).rows.map(({ name }) => name));
  const { rows } = await source.query<{ name: string; sql: string }>(PARTS);
  for (const { name, sql } of rows) if (!known.has(name)) await target.query(sql);
}

/** @returns how many rows it has */
async function copyTable(source: Client, target: Client, { name, columns }: Table): Promise<number> {
  await pipeline(
    source.query(to(`COPY (SELECT ${columns} FROM ${name}) TO STDOUT`)),
    target.query(from(`COPY ${name} (${columns}) FROM STDIN`)),
  );
  const count = async (client: Client) =>
    Number((await client.query<{ rows: string }>(`SELECT count(*) AS rows FROM ${name}`)).rows[0]?.rows);
  const [there, here] = [await count(source), await count(target)];
  if (there !== here) throw new Error(`${name} has ${String(there)} rows, of which ${String(here)} came over`);
  return here;
}

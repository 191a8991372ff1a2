import type { EntityManager } from 'typeorm';
import type { Step } from './steps';

/** How much time one partition of a table holds. */
type Span = 'hour' | 'day' | 'month' | 'year';

/** A table that is kept in parts, so that what is too old is dropped whole. */
export interface Partitioned {
  table: string;
  span: Span;
}

/** One part: what begins at `from` and before `to`, in ms since the epoch. */
export interface Partition {
  name: string;
  from: number;
  to: number;
}

/** What did not find its hour; `SAMPLES` has it too. */
export const STRAYS = 'probe_samples_default';
export const SAMPLES: Partitioned = { table: 'probe_samples', span: 'hour' };
export const HOURS: Partitioned = { table: 'probe_hours', span: 'day' };

export function rollupsOf({ seconds, span }: Step): Partitioned {
  return { table: `probe_rollups_${String(seconds)}`, span };
}

/** The part that holds a moment. */
export function partitionAt({ table, span }: Partitioned, at: number): Partition {
  const digits = new Date(at).toISOString().replace(/\D/g, '').slice(0, DIGITS[span]);
  return toPartition(`${table}_${digits}`, span);
}

const DIGITS: Readonly<Record<Span, number>> = { hour: 10, day: 8, month: 6, year: 4 };

/** The name says what is in it: `probe_samples_2027013122` holds the hour from 22:00 UTC. */
function toPartition(name: string, span: Span): Partition {
  const digits = name.slice(name.lastIndexOf('_') + 1);
  const [year = 0, month = 1, day = 1, hour = 0] = (/^(\d{4})(\d\d)?(\d\d)?(\d\d)?$/.exec(digits) ?? [])
    .slice(1)
    .flatMap((part) => (part ? [Number(part)] : []));
  const one = (unit: Span) => (unit === span ? 1 : 0);
  const to = Date.UTC(year + one('year'), month - 1 + one('month'), day + one('day'), hour + one('hour'));
  return { name, from: Date.UTC(year, month - 1, day, hour), to };
}

/** The parts there are, the oldest first; not the one for what found no place. */
export async function listPartitions(tx: EntityManager, { table, span }: Partitioned): Promise<Partition[]> {
  const rows = await tx.query<{ name: string }[]>(
    `SELECT c.relname AS name FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid
      WHERE i.inhparent = $1::regclass AND c.relname ~ '_[0-9]+$' ORDER BY c.relname`,
    [table],
  );
  return rows.map(({ name }) => toPartition(name, span));
}

/**
 * Makes the part that holds a moment, if it is not there. It is made apart and then attached: unlike `PARTITION OF`, that lets
 * others write to the table meanwhile.
 */
export async function ensurePartition(tx: EntityManager, partitioned: Partitioned, at: number): Promise<void> {
  const { name, from, to } = partitionAt(partitioned, at);
  const { table } = partitioned;
  const [known] = await tx.query<{ there: boolean }[]>('SELECT to_regclass($1) IS NOT NULL AS there', [name]);
  if (known?.there) return;
  const [start, end] = [from, to].map((moment) => new Date(moment).toISOString());
  await tx.query(`CREATE TABLE ${name} (LIKE ${table} INCLUDING ALL)`);
  await tx.query(`ALTER TABLE ${table} ATTACH PARTITION ${name} FOR VALUES FROM ('${start}') TO ('${end}')`);
}

export async function dropPartition(tx: EntityManager, { name }: Partition): Promise<void> {
  await tx.query(`DROP TABLE ${name}`);
}

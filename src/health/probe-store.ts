import type { EntityManager } from 'typeorm';
import { INSERT_SAMPLES, reasonCodeOf, type Sample, verdictOf } from '../history/sample';
import type { ServerState } from '../servers/server.states';
import type { Counts, Judgement } from './judge';
import type { Watched } from './watched';

/** One server's results as they are written: a copy, because probing goes on meanwhile. */
export interface Entry {
  server: Watched;
  counts: Counts;
  epoch: number;
  before: Judgement;
  after: Judgement;
}

/** A value of each entry, under a name, as an array of a type of PostgreSQL's. @param isFinal the judgements are */
type Column = readonly [name: string, type: string, value: (entry: Entry, isFinal: boolean) => unknown];

/** By what a row is found. */
const KEYS: readonly Column[] = [
  ['id', 'uuid', ({ server }) => server.id],
  ['shard', 'integer', ({ server }) => server.shard],
  ['epoch', 'integer', ({ epoch }) => epoch],
  ['generation', 'integer', ({ server }) => server.generation],
];

/** What is written into it. */
const COUNTS: readonly Column[] = [
  ['last_check_at', 'timestamptz', ({ counts }) => moment(counts.lastCheckAt)],
  ['last_result_at', 'timestamptz', ({ counts }) => moment(counts.lastResultAt)],
  ['is_online', 'boolean', ({ counts }) => counts.isOnline],
  ['response_time_ms', 'double precision', ({ counts }) => counts.responseTimeMs],
  ['odoo_version', 'text', ({ counts }) => counts.odooVersion],
  ['last_error', 'text', ({ counts }) => counts.lastError],
  ['fail_streak', 'integer', ({ counts }) => counts.failStreak],
  ['pass_streak', 'integer', ({ counts }) => counts.passStreak],
  ['database_fail_streak', 'integer', ({ counts }) => counts.databaseFailStreak],
  ['slow_bits', 'smallint', ({ counts }) => counts.slowBits],
  ['database_proven', 'boolean', ({ counts }) => counts.databaseProven],
  ['certificate_part', 'text', ({ counts }) => counts.certificate?.part ?? null],
  ['certificate_starts_at', 'timestamptz', ({ counts }) => moment(counts.certificate?.startsAt ?? null)],
  ['certificate_expires_at', 'timestamptz', ({ counts }) => moment(counts.certificate?.endsAt ?? null)],
  ['passing_since', 'timestamptz', ({ counts }) => moment(counts.passingSince)],
  ['failing_since', 'timestamptz', ({ counts }) => moment(counts.failingSince)],
];

/** Whose probe is new comes with a verdict, and is kept as a sample in the same statement. */
const SAMPLE: readonly Column[] = [
  ['verdict', 'smallint', (entry, isFinal) => (isFinal && isNew(entry) ? verdictNow(entry) : null)],
  ['reason', 'smallint', ({ counts }) => reasonCodeOf(counts.lastError)],
];

const COLUMNS = [...KEYS, ...COUNTS, ...SAMPLE];

/** `$1` is the owner, `$2` and those that follow are the columns. */
const STORE_COUNTS = `WITH stored AS (UPDATE server_probes p SET ${COUNTS.map(([name]) => `${name} = r.${name}`).join(', ')}
  FROM unnest(${COLUMNS.map(([, type], at) => `$${String(at + 2)}::${type}[]`).join(', ')})
    AS r (${COLUMNS.map(([name]) => name).join(', ')})
    JOIN health_shards h ON h.shard = r.shard AND h.epoch = r.epoch AND h.owner = $1
  WHERE p.server_id = r.id AND p.generation = r.generation
  RETURNING p.server_id AS id, r.last_check_at AS at, r.response_time_ms AS response_ms, r.verdict, r.reason),
  kept AS (${INSERT_SAMPLES} FROM stored WHERE verdict IS NOT NULL)
  SELECT id FROM stored`;

const STORE_JUDGEMENTS = `UPDATE servers s SET reachability = r.reachability, health_status = r.health,
    health_reasons = string_to_array(r.reasons, ',')
  FROM unnest($1::uuid[], $2::text[], $3::text[], $4::text[]) AS r (id, reachability, health, reasons)
  WHERE s.id = r.id
  RETURNING s.id, s.state`;

/**
 * One statement for the whole batch. A row is written only under the lease and the generation its results were made under: late
 * ones are dropped.
 * @param isFinal the judgements are: new probes are kept as samples. If not, that is left to the caller
 * @returns the ids that were written
 */
export async function storeCounts(
  manager: EntityManager,
  owner: string,
  entries: readonly Entry[],
  isFinal: boolean,
): Promise<Set<string>> {
  if (entries.length === 0) return new Set();
  const values = COLUMNS.map(([, , value]) => entries.map((entry) => value(entry, isFinal)));
  const rows = await manager.query<{ id: string }[]>(STORE_COUNTS, [owner, ...values]);
  return new Set(rows.map((row) => row.id));
}

/** What was probed since the last store, with the judgement now in force. */
export function samplesOf(entries: readonly Entry[]): Sample[] {
  return entries.filter(isNew).map((entry) => ({
    serverId: entry.server.id,
    at: entry.counts.lastCheckAt ?? 0,
    responseMs: entry.counts.responseTimeMs,
    verdict: verdictNow(entry),
    reason: reasonCodeOf(entry.counts.lastError),
  }));
}

function verdictNow({ server, after }: Entry): number {
  return verdictOf(server.lifecycle, after.health);
}

function isNew({ server, counts }: Entry): boolean {
  return counts.lastCheckAt !== null && counts.lastCheckAt !== server.stored.lastCheckAt;
}

/** @returns the state each server has now, as the database derives it */
export async function storeJudgements(tx: EntityManager, entries: readonly Entry[]): Promise<Map<string, ServerState>> {
  if (entries.length === 0) return new Map();
  const [rows] = await tx.query<[{ id: string; state: ServerState }[], number]>(STORE_JUDGEMENTS, [
    entries.map(({ server }) => server.id),
    entries.map(({ after }) => after.reachability),
    entries.map(({ after }) => after.health),
    entries.map(({ after }) => after.reasons.join()),
  ]);
  return new Map(rows.map((row) => [row.id, row.state]));
}

function moment(ms: number | null): string | null {
  return ms === null ? null : new Date(ms).toISOString();
}

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

/** Whose probe is new comes with a verdict, and is kept as a sample in the same statement. */
const STORE_COUNTS = `WITH stored AS (UPDATE server_probes p SET
    last_check_at = r.last_check_at, last_result_at = r.last_result_at, is_online = r.is_online,
    response_time_ms = r.response_time_ms, odoo_version = r.odoo_version, last_error = r.last_error,
    fail_streak = r.fail_streak, pass_streak = r.pass_streak, database_fail_streak = r.database_fail_streak,
    slow_bits = r.slow_bits, database_proven = r.database_proven, certificate_part = r.certificate_part,
    certificate_starts_at = r.certificate_starts_at, certificate_expires_at = r.certificate_expires_at,
    passing_since = r.passing_since, failing_since = r.failing_since
  FROM unnest($2::uuid[], $3::integer[], $4::integer[], $5::integer[], $6::timestamptz[], $7::timestamptz[], $8::boolean[],
      $9::double precision[], $10::text[], $11::text[], $12::integer[], $13::integer[], $14::integer[], $15::smallint[],
      $16::boolean[], $17::text[], $18::timestamptz[], $19::timestamptz[], $20::timestamptz[], $21::timestamptz[], $22::smallint[],
      $23::smallint[])
    AS r (id, shard, epoch, generation, last_check_at, last_result_at, is_online, response_time_ms, odoo_version, last_error,
      fail_streak, pass_streak, database_fail_streak, slow_bits, database_proven, certificate_part, certificate_starts_at,
      certificate_expires_at, passing_since, failing_since, verdict, reason)
    JOIN health_shards h ON h.shard = r.shard AND h.epoch = r.epoch AND h.owner = $1
  WHERE p.server_id = r.id AND p.generation = r.generation
  RETURNING p.server_id AS id, r.last_check_at AS at, r.response_time_ms AS response_ms, r.verdict, r.reason),
  kept AS (${INSERT_SAMPLES} FROM stored WHERE verdict IS NOT NULL)
  SELECT id FROM stored`;

const STORE_JUDGEMENTS = `UPDATE servers s SET reachability = r.reachability, health_status = r.health
  FROM unnest($1::uuid[], $2::text[], $3::text[]) AS r (id, reachability, health)
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
  const column = <T>(value: (entry: Entry) => T) => entries.map(value);
  const rows = await manager.query<{ id: string }[]>(STORE_COUNTS, [
    owner,
    column(({ server }) => server.id),
    column(({ server }) => server.shard),
    column(({ epoch }) => epoch),
    column(({ server }) => server.generation),
    column(({ counts }) => moment(counts.lastCheckAt)),
    column(({ counts }) => moment(counts.lastResultAt)),
    column(({ counts }) => counts.isOnline),
    column(({ counts }) => counts.responseTimeMs),
    column(({ counts }) => counts.odooVersion),
    column(({ counts }) => counts.lastError),
    column(({ counts }) => counts.failStreak),
    column(({ counts }) => counts.passStreak),
    column(({ counts }) => counts.databaseFailStreak),
    column(({ counts }) => counts.slowBits),
    column(({ counts }) => counts.databaseProven),
    column(({ counts }) => counts.certificate?.part ?? null),
    column(({ counts }) => moment(counts.certificate?.startsAt ?? null)),
    column(({ counts }) => moment(counts.certificate?.endsAt ?? null)),
    column(({ counts }) => moment(counts.passingSince)),
    column(({ counts }) => moment(counts.failingSince)),
    column((entry) => (isFinal && isNew(entry) ? verdictOf(entry.server.lifecycle, entry.after.health) : null)),
    column(({ counts }) => reasonCodeOf(counts.lastError)),
  ]);
  return new Set(rows.map((row) => row.id));
}

/** What was probed since the last store, with the judgement now in force. */
export function samplesOf(entries: readonly Entry[]): Sample[] {
  return entries.filter(isNew).map(({ server, counts, after }) => ({
    serverId: server.id,
    at: counts.lastCheckAt ?? 0,
    responseMs: counts.responseTimeMs,
    verdict: verdictOf(server.lifecycle, after.health),
    reason: reasonCodeOf(counts.lastError),
  }));
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
  ]);
  return new Map(rows.map((row) => [row.id, row.state]));
}

function moment(ms: number | null): string | null {
  return ms === null ? null : new Date(ms).toISOString();
}

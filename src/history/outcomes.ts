import type { EntityManager } from 'typeorm';
import type { ProbeRecord } from './sample';

/** A server's hour, packed. */
interface Hour {
  serverId: string;
  hour: Date;
  offsets: number[];
  responses: (number | null)[];
  verdicts: number[];
  reasons: (number | null)[];
}

const HOUR = `date_trunc('hour', at, 'UTC')`;

/** Packs samples of `source`, a table or a query's name, into one row a server and hour; whole milliseconds lose nothing, probes tell no less. */
export function packed(source: string): string {
  return `SELECT server_id, ${HOUR} AS hour,
      array_agg((extract(epoch FROM at - ${HOUR}) * 1000)::integer ORDER BY at) AS offsets_ms,
      array_agg(response_ms ORDER BY at) AS response_ms,
      array_agg(verdict ORDER BY at) AS verdicts, array_agg(reason ORDER BY at) AS reasons
    FROM ${source} GROUP BY server_id, hour`;
}

/** One statement and so one snapshot: an hour that is being packed is seen once. */
const SELECT = `SELECT server_id AS "serverId", hour, offsets_ms AS offsets, response_ms AS responses, verdicts, reasons FROM (
    SELECT server_id, hour, offsets_ms, response_ms, verdicts, reasons FROM probe_hours
     WHERE server_id = ANY($1) AND hour > $2::timestamptz - interval '1 hour' AND hour < $3
    UNION ALL
    ${packed('(SELECT * FROM probe_samples WHERE server_id = ANY($1) AND at >= $2 AND at < $3) AS young')}
  ) AS hours ORDER BY hour`;

/**
 * What probes found, from `from` to before `to` (ms since the epoch).
 * @returns by server, in order of time; a server without any is missing
 */
export async function readOutcomes(
  manager: EntityManager,
  serverIds: readonly string[],
  from: number,
  to: number,
): Promise<Map<string, ProbeRecord[]>> {
  const hours = await manager.query<Hour[]>(SELECT, [serverIds, new Date(from), new Date(to)]);
  const found = new Map<string, ProbeRecord[]>();
  for (const hour of hours) {
    const outcomes = found.get(hour.serverId) ?? [];
    for (const outcome of unpacked(hour)) if (outcome.at >= from && outcome.at < to) outcomes.push(outcome);
    found.set(hour.serverId, outcomes);
  }
  // What came late stands behind the hour it belongs to.
  for (const outcomes of found.values()) outcomes.sort((a, b) => a.at - b.at);
  return found;
}

function unpacked({ hour, offsets, responses, verdicts, reasons }: Hour): ProbeRecord[] {
  const start = hour.getTime();
  return offsets.map((offset, n) => ({
    at: start + offset,
    responseMs: responses[n] ?? null,
    verdict: verdicts[n] ?? 0,
    reason: reasons[n] ?? null,
  }));
}

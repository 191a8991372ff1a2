import type { EntityManager } from 'typeorm';
import { isOwnFault, REASONS } from '../outbound/reasons';
import type { Fleet } from './panic.rule';

const OWN_FAULT_PATTERN = `^(${REASONS.filter((reason) => isOwnFault(reason)).join('|')}):`;

/**
 * The active servers that can tell whether something happened to all at once: checked since a moment, and not failing since before
 * it; and those of them that fail, or that our own faults keep us from seeing. One that never passed tells nothing. Each server is
 * put to the last of the moments for which it can tell, so that one pass over the fleet serves them all.
 */
const COUNT = `SELECT width_bucket(LEAST(p.last_check_at, p.failing_since), $1::timestamptz[]) AS moment,
    count(*)::integer AS counted,
    count(*) FILTER (WHERE p.failing_since IS NOT NULL OR p.last_error ~ $2)::integer AS failing,
    count(*) FILTER (WHERE p.last_error ~ $2)::integer AS blind
  FROM server_probes p JOIN servers s ON s.id = p.server_id
 WHERE s.lifecycle = 'active' AND p.passing_since IS NOT NULL AND p.last_check_at IS NOT NULL AND LEAST(p.last_check_at, p.failing_since) >= ($1::timestamptz[])[1]
 GROUP BY 1`;

/** The first failure of an active server, not before `$1`, that is not confirmed yet. */
const FIRST_UNCONFIRMED = `SELECT min(p.failing_since) AS since
  FROM server_probes p JOIN servers s ON s.id = p.server_id
 WHERE s.lifecycle = 'active' AND p.failing_since >= $1 AND p.passing_since IS NOT NULL
   AND s.reachability <> 'unreachable' AND s.health_status <> 'critical'`;

/** What the fleet tells about one moment. */
export type Counted = Fleet & { blind: number };

/** What the fleet tells about each of the moments, which come in ascending order. */
export async function countSince(tx: EntityManager, moments: readonly Date[]): Promise<Counted[]> {
  const rows = await tx.query<(Counted & { moment: number })[]>(COUNT, [moments, OWN_FAULT_PATTERN]);
  return moments.map((_, index) => {
    // Who can tell about a later moment can tell about an earlier one.
    const able = rows.filter(({ moment }) => moment > index);
    const sum = (figure: keyof Counted) => able.reduce((total, row) => total + row[figure], 0);
    return { counted: sum('counted'), failing: sum('failing'), blind: sum('blind') };
  });
}

/** @returns the first failure since `from` that is still to be confirmed, or null */
export async function firstUnconfirmedSince(tx: EntityManager, from: Date): Promise<Date | null> {
  const [first] = await tx.query<{ since: Date | null }[]>(FIRST_UNCONFIRMED, [from]);
  return first?.since ?? null;
}

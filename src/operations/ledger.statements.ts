/** Nobody's now: let go, or left behind by a process that is gone. A lease longer than any lasts was taken by a clock that ran ahead. */
const FREE = `o.state IN ('queued', 'running', 'compensating') AND o.due_at <= clock_timestamp()
  AND (o.owner IS NULL OR o.lease_until < clock_timestamp() OR o.lease_until > clock_timestamp() + 2 * $3 * interval '1 ms')`;

const PAUSED = `EXISTS (SELECT FROM operation_pauses p WHERE p.server_id IS NULL OR p.server_id = o.server_id)`;

/**
 * Whose code is nowhere to be found: due for an hour, and nobody has run one of its kind in that time. While releases change, the older
 * process must not give up what the newer one would run.
 */
const UNKNOWN_KIND = `o.due_at < clock_timestamp() - interval '1 h' AND NOT EXISTS (
    SELECT FROM operations r WHERE r.kind = o.kind AND COALESCE(r.ended_at, r.lease_until) > clock_timestamp() - interval '1 h')`;

/**
 * One statement and no transaction around it: a process that stops here holds nothing. Of each lane the first in line alone is taken,
 * and what has begun goes before what has not.
 */
export const CLAIM = `
WITH due AS (
  SELECT o.id, o.lane, o.priority, o.state = 'queued' AS fresh, o.due_at,
      row_number() OVER (PARTITION BY o.lane ORDER BY o.holds_lane DESC, o.priority, o.state = 'queued', o.due_at, o.id) AS turn
    FROM operations o
   WHERE ${FREE} AND (o.kind = ANY($2) OR ${UNKNOWN_KIND}) AND NOT ${PAUSED}
     AND (o.lane IS NULL OR NOT EXISTS (SELECT FROM operations h WHERE h.lane = o.lane AND h.holds_lane AND h.id <> o.id))),
chosen AS (
  SELECT o.id FROM operations o JOIN due d ON d.id = o.id
   WHERE (d.lane IS NULL OR d.turn = 1) AND ${FREE}
   ORDER BY d.priority, d.fresh, d.due_at LIMIT $4 FOR UPDATE OF o SKIP LOCKED)
UPDATE operations o SET state = CASE o.state WHEN 'queued' THEN 'running' ELSE o.state END,
    started_at = COALESCE(o.started_at, clock_timestamp()), owner = $1, epoch = o.epoch + 1,
    lease_until = clock_timestamp() + $3 * interval '1 ms', holds_lane = o.lane IS NOT NULL
  FROM chosen WHERE o.id = chosen.id
RETURNING o.id, o.kind, o.state, o.subject_type AS "subjectType", o.subject_id AS "subjectId", o.subject_name AS "subjectName",
  o.server_id AS "serverId", o.input, o.facts, o.past_return AS "pastReturn", o.cancel_requested AS "cancelRequested", o.lane,
  o.holds_lane AS "holdsLane", o.epoch,
  (SELECT json_agg(json_build_object('name', s.name, 'state', s.state, 'attempts', s.attempts,
      'unknownMs', extract(epoch FROM clock_timestamp() - s.unknown_since) * 1000) ORDER BY s.position) FROM operation_steps s WHERE s.operation_id = o.id) AS steps`;

export const MINE = 'id = $1 AND owner = $2 AND epoch = $3';

export const BEGIN = `
WITH mine AS (
  UPDATE operations o SET lane = $4, holds_lane = $4 IS NOT NULL, past_return = past_return OR $5
   WHERE ${MINE} AND NOT ${PAUSED} AND ($4::text IS NULL OR NOT EXISTS (
     SELECT FROM operations h WHERE h.lane = $4 AND h.holds_lane AND h.id <> $1)) RETURNING id)
UPDATE operation_steps s SET state = CASE WHEN $7 THEN s.state ELSE 'running' END, attempts = s.attempts + 1,
    started_at = COALESCE(s.started_at, clock_timestamp())
  FROM mine WHERE s.operation_id = mine.id AND s.position = $6 RETURNING s.attempts`;

export const SETTLE = `
WITH mine AS (
  UPDATE operations SET facts = facts || $4::jsonb, result = CASE WHEN $5::jsonb IS NULL THEN result ELSE COALESCE(result, '{}') || $5 END,
      reveal = COALESCE($6, reveal), lane = $7, holds_lane = holds_lane AND $7 IS NOT DISTINCT FROM lane
   WHERE ${MINE} RETURNING id)
UPDATE operation_steps s SET state = $9, ended_at = clock_timestamp(), unknown_since = NULL, detail = COALESCE($10, s.detail)
  FROM mine WHERE s.operation_id = mine.id AND s.position = $8 RETURNING s.position`;

export const PUT_BACK = `
WITH mine AS (
  UPDATE operations SET owner = NULL, lease_until = NULL, due_at = clock_timestamp() + $4 * interval '1 ms', lane = $5,
      holds_lane = holds_lane AND $6 AND lane IS NOT DISTINCT FROM $5
   WHERE ${MINE} RETURNING id)
UPDATE operation_steps s SET state = COALESCE($8, s.state), detail = COALESCE($9, s.detail),
    unknown_since = CASE WHEN $10 THEN COALESCE(s.unknown_since, clock_timestamp()) ELSE s.unknown_since END
  FROM mine WHERE s.operation_id = mine.id AND s.position = $7 RETURNING s.position`;

import type { EntityManager } from 'typeorm';
import type { RuleKind } from '../rules/rule-kinds';
import { readAll } from './rows';
import type { Fact } from './situation';

/** What is said of work and of customers: true or not whatever becomes of the server, and however well the monitor sees. */
export const WORK_KINDS: readonly RuleKind[] = [
  'operation-failed',
  'operation-needs-operator',
  'over-plan',
  'expiry-held',
];

const AT = `NULL::uuid AS "ruleId", s.id AS "serverId", s.name AS "serverName", s.code AS "serverCode", COALESCE(s.labels, '{}') AS labels,
  NULL::double precision AS value, NULL::double precision AS total`;

const OPERATION = `${AT}, CASE WHEN o.subject_type = 'instance' THEN o.subject_id END AS "instanceId", o.id AS "operationId",
  format('%s of %s: %s', o.kind, o.subject_name, COALESCE(o.error_detail, 'it did not come to its end.')) AS detail`;

const NEEDS_OPERATOR = `
SELECT 'operation-needs-operator' AS kind, ${OPERATION} FROM operations o LEFT JOIN servers s ON s.id = o.server_id
 WHERE o.state = 'needs-operator'`;

/**
 * The first failure since the last success of the same work on the same subject: as long as it fails again and again there is one alert.
 * What people called off did not fail; what is part of something that failed is told with that; what is gone needs nobody any more, and what
 * failed before there was a rule for it is the past.
 */
const FAILED = `
SELECT 'operation-failed' AS kind, ${OPERATION}
  FROM (
    SELECT DISTINCT ON (f.subject_type, f.subject_id, f.kind) f.id, f.kind, f.subject_type, f.subject_id, f.subject_name, f.server_id, f.error_detail
      FROM operations f
     WHERE f.state IN ('failed', 'compensated') AND NOT f.cancel_requested
       AND f.ended_at > (SELECT min(created_at) FROM alert_rules WHERE kind = 'operation-failed' AND built_in)
       AND NOT EXISTS (SELECT FROM operations later WHERE later.subject_type = f.subject_type AND later.subject_id = f.subject_id
                          AND later.kind = f.kind AND later.state = 'succeeded' AND later.ended_at > f.ended_at)
       AND NOT EXISTS (SELECT FROM operations whole WHERE whole.id = f.parent_id
                          AND whole.state IN ('failed', 'compensated', 'needs-operator'))
       AND (f.subject_type <> 'instance' OR EXISTS (SELECT FROM instances i WHERE i.id = f.subject_id
                          AND (i.state <> 'terminated' OR f.kind = 'purge')))
     ORDER BY f.subject_type, f.subject_id, f.kind, f.id) o
  LEFT JOIN servers s ON s.id = o.server_id`;

/** The rule is the view. */
const OVER_PLAN = `
SELECT 'over-plan' AS kind, ${AT}, o.instance_id AS "instanceId", NULL::uuid AS "operationId",
       concat(o.name, ': ', concat_ws(', ', CASE WHEN o.users > o.user_limit THEN format('%s of %s users', o.users, o.user_limit) END,
         CASE WHEN o.gigabytes > o.storage_limit_gb THEN format('%s of %s GB', round(o.gigabytes::numeric, 1), o.storage_limit_gb) END), '.') AS detail
  FROM over_plan o JOIN servers s ON s.id = o.server_id`;

const EXPIRY_HELD = `
SELECT 'expiry-held' AS kind, NULL::uuid AS "ruleId", NULL::uuid AS "serverId", NULL AS "serverName", NULL AS "serverCode", '{}'::jsonb AS labels,
       count(*)::double precision AS value, NULL::double precision AS total, NULL::uuid AS "instanceId", NULL::uuid AS "operationId",
       format('Of %s instances the time is over at once: none of them is suspended until an administrator confirms it.', count(*)) AS detail
  FROM expiry_holds WHERE confirmed_at IS NULL HAVING count(*) > 0`;

/** What is bad of work and of customers. @param withSlow whether to look at what changes slowly as well */
export async function readWorkFacts(tx: EntityManager, withSlow: boolean): Promise<Fact[]> {
  const facts: Fact[] = [];
  for (const sql of withSlow ? [NEEDS_OPERATOR, FAILED, OVER_PLAN, EXPIRY_HELD] : [NEEDS_OPERATOR]) {
    facts.push(...(await readAll<Fact>(tx, sql)));
  }
  return facts;
}

import type { EntityManager } from 'typeorm';
import { longestWarning, sayEnd } from '../../outbound/certificate-end';
import { sayLate } from '../../servers/health-reasons';
import { certificateOf, SLOW_ANSWERS, type StoredCertificate } from '../../servers/server-probe.entity';
import type { AlertRule } from '../rules/rule.entity';
import { RULE_KINDS, type RuleKind } from '../rules/rule-kinds';
import { readAll } from './rows';
import type { Fact } from './situation';
import { readWorkFacts, WORK_KINDS } from './work-facts';

const SERVER = `NULL::uuid AS "ruleId", s.id AS "serverId", s.name AS "serverName", s.code AS "serverCode", s.labels,
  NULL::uuid AS "instanceId", NULL::uuid AS "operationId"`;

/**
 * What is bad at once, read from `servers_unwell_idx`. A frozen monitor is all that is known while it is frozen, and both are read
 * in one statement: what a freeze made unknown is never taken for bad. A warning for the certificate alone is no news: that has a
 * kind of its own. Each of them looks up its own probe (OFFSET 0 keeps the two from being joined otherwise): with the statistics of a
 * fleet that was well a minute ago, PostgreSQL may take both for tiny and compare each row with each.
 */
const URGENT = `
SELECT CASE WHEN s.reachability = 'unreachable' THEN 'server-critical' WHEN s.health_status = 'critical' THEN 'database-down'
            WHEN s.health_status = 'unknown' THEN 'health-unknown' ELSE 'server-warning' END AS kind,
       ${SERVER}, NULL::double precision AS value, NULL::double precision AS total, p.last_error AS detail
  FROM servers s
 CROSS JOIN LATERAL (SELECT failing_since, slow_bits, last_error FROM server_probes WHERE server_id = s.id OFFSET 0) p
 WHERE s.lifecycle = 'active' AND (s.reachability = 'unreachable' OR s.health_status <> 'healthy')
   AND (s.reachability = 'unreachable' OR s.health_status <> 'warning' OR p.failing_since IS NOT NULL
        OR bit_count(p.slow_bits::integer::bit(${SLOW_ANSWERS.of})) >= ${SLOW_ANSWERS.least})
   AND NOT (SELECT frozen FROM health_panic)
 UNION ALL
SELECT 'maintenance-overrun', ${SERVER},
       CASE WHEN s.reachability = 'unreachable' OR s.health_status = 'critical' THEN 2 ELSE 1 END, NULL,
       concat('The maintenance should have ended at ', to_char(s.maintenance_until AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI'), ' UTC. ',
              COALESCE(p.last_error, 'The server did not pass the test that ends it.'))
  FROM servers s
 CROSS JOIN LATERAL (SELECT last_error FROM server_probes WHERE server_id = s.id OFFSET 0) p
 WHERE s.lifecycle = 'maintenance' AND s.maintenance_until <= $1::timestamptz AND NOT (SELECT frozen FROM health_panic)
 UNION ALL
SELECT 'monitor-frozen', NULL, NULL, NULL, NULL, '{}', NULL, NULL, h.failing, h.counted,
       format('%s of %s servers fail at once (%s): nothing goes offline until it is over or confirmed.', h.failing, h.counted, h.reason)
  FROM health_panic h WHERE h.frozen`;

const CERTIFICATES = `
SELECT 'certificate-ends' AS kind, ${SERVER}, p.certificate_part AS "certificatePart",
       p.certificate_starts_at AS "certificateStartsAt", p.certificate_expires_at AS "certificateExpiresAt"
  FROM server_probes p JOIN servers s ON s.id = p.server_id
 WHERE p.certificate_expires_at <= $1::timestamptz + make_interval(days => $2) AND s.lifecycle = 'active'`;

const CAPACITY = `
SELECT 'capacity' AS kind, ${SERVER}, NULL::double precision AS total, NULL AS detail,
       (100 - s.available_capacity)::double precision AS value
  FROM servers s WHERE s.lifecycle = 'active' AND s.available_capacity < 100 - $1::numeric`;

/**
 * Slots on servers that take new instances, or would if we knew how they are: not knowing is told by a rule of its own. A fleet without
 * an active server is not low on headroom: there is none yet.
 */
const HEADROOM = `
SELECT 'headroom-low' AS kind, r.id AS "ruleId", NULL AS "serverId", NULL AS "serverName", NULL AS "serverCode", r.labels, NULL AS "instanceId", NULL AS "operationId",
       NULL AS detail, f.free AS value, f.total
  FROM unnest($1::uuid[], $2::jsonb[]) AS r (id, labels)
 CROSS JOIN LATERAL (
   SELECT count(*) AS servers, COALESCE(sum(s.max_instances), 0)::double precision AS total,
          COALESCE(sum(s.free_slots) FILTER (WHERE NOT s.cordoned AND s.health_status <> 'critical'
            AND s.state = 'active'), 0)::double precision AS free
     FROM servers s WHERE s.lifecycle = 'active' AND s.labels @> r.labels) f
 WHERE f.servers > 0`;

/** The rule is `instances.crons_late`. */
const CRONS_LATE = `
SELECT 'crons-late' AS kind, ${SERVER}, late.databases::double precision AS value, NULL::double precision AS total
  FROM (SELECT server_id, count(*) AS databases FROM instances WHERE crons_late GROUP BY 1) late JOIN servers s ON s.id = late.server_id
 WHERE s.lifecycle = 'active'`;

const DAY_MS = 86_400_000;

/** What change by the hour, not by the second. */
const SLOW: readonly RuleKind[] = [
  'certificate-ends',
  'capacity',
  'headroom-low',
  'crons-late',
  'operation-failed',
  'over-plan',
  'expiry-held',
];

export interface Looked {
  facts: Fact[];
  looked: Set<RuleKind>;
}

/** Everything bad. @param withSlow whether to look at what changes slowly as well */
export async function readFacts(
  tx: EntityManager,
  rules: readonly AlertRule[],
  now: Date,
  withSlow: boolean,
): Promise<Looked> {
  const urgent = await readAll<Fact>(tx, URGENT, [now]);
  const work = await readWorkFacts(tx, withSlow);
  const isFrozen = urgent.some(({ kind }) => kind === 'monitor-frozen');
  // Frozen, the monitor knows of no server.
  const kinds: readonly RuleKind[] = isFrozen ? ['monitor-frozen', ...WORK_KINDS] : RULE_KINDS;
  const slow = withSlow && !isFrozen ? await readSlow(tx, rules, now) : [];
  const looked = new Set(kinds.filter((kind) => withSlow || !SLOW.includes(kind)));
  return { facts: [...urgent, ...work, ...slow], looked };
}

async function readSlow(tx: EntityManager, rules: readonly AlertRule[], now: Date): Promise<Fact[]> {
  const of = (kind: RuleKind) => rules.filter((rule) => rule.enabled && rule.kind === kind);
  const days = of('certificate-ends').flatMap(({ threshold }) =>
    threshold && 'days' in threshold ? threshold.days : [],
  );
  const used = of('capacity').flatMap(({ threshold }) =>
    threshold && 'percent' in threshold ? [threshold.percent] : [],
  );
  const headroom = of('headroom-low');
  const late = await readAll<Omit<Fact, 'detail'> & { value: number }>(tx, CRONS_LATE);
  return [
    ...late.map((fact) => ({ ...fact, detail: sayLate(fact.value) })),
    ...(days.length > 0 ? await readCertificates(tx, now, Math.max(...days)) : []),
    ...(used.length > 0 ? await readAll<Fact>(tx, CAPACITY, [Math.min(...used)]) : []),
    ...(headroom.length > 0
      ? await tx.query<Fact[]>(HEADROOM, [headroom.map(({ id }) => id), headroom.map(({ labels }) => labels)])
      : []),
  ];
}

async function readCertificates(tx: EntityManager, now: Date, days: number): Promise<Fact[]> {
  const rows = await readAll<Omit<Fact, 'value' | 'total' | 'detail'> & StoredCertificate>(tx, CERTIFICATES, [
    now,
    days,
  ]);
  return rows.flatMap(({ certificatePart, certificateStartsAt, certificateExpiresAt, ...about }) => {
    const certificate = certificateOf({ certificatePart, certificateStartsAt, certificateExpiresAt });
    if (!certificate) return [];
    const value = (certificate.endsAt - now.getTime()) / DAY_MS;
    return [{ ...about, value, total: longestWarning(certificate) / DAY_MS, detail: sayEnd(certificate.part, value) }];
  });
}

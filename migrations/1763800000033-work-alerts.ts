import type { MigrationInterface, QueryRunner } from 'typeorm';

const BEFORE = `'server-critical', 'server-warning', 'database-down', 'certificate-ends', 'capacity', 'headroom-low', 'health-unknown',
  'monitor-frozen', 'backup-overdue', 'maintenance-overrun'`;
const ADDED = `'operation-failed', 'operation-needs-operator', 'crons-late', 'over-plan', 'expiry-held'`;

const kinds = (list: string) => `
ALTER TABLE alert_rules DROP CONSTRAINT alert_rules_kind_check;
ALTER TABLE alert_rules ADD CONSTRAINT alert_rules_kind_check CHECK (kind IN (${list}));
`;

/** What failed before its rule was made is nobody's news: see `created_at` of the rule. */
const RULES = `
INSERT INTO alert_rules (id, name, kind, severity, hold_seconds, built_in)
  SELECT added.id::uuid, added.name || CASE WHEN EXISTS (SELECT FROM alert_rules r WHERE r.name = added.name) THEN ' (built in)' ELSE '' END,
         added.kind, added.severity, added.hold_seconds, true
    FROM (VALUES
      ('019a8d2e-0000-7000-8000-000000000011', 'Operation failed', 'operation-failed', 'warning', 0),
      ('019a8d2e-0000-7000-8000-000000000012', 'Operation needs an operator', 'operation-needs-operator', 'critical', 0),
      ('019a8d2e-0000-7000-8000-000000000013', 'Scheduled actions late', 'crons-late', 'warning', 0),
      ('019a8d2e-0000-7000-8000-000000000014', 'Over plan', 'over-plan', 'warning', 604800),
      ('019a8d2e-0000-7000-8000-000000000015', 'Expiry held', 'expiry-held', 'warning', 0)
    ) AS added (id, name, kind, severity, hold_seconds);
`;

const ALERTS = `
ALTER TABLE alerts ADD COLUMN instance_id uuid, ADD COLUMN operation_id uuid;
DROP INDEX alerts_open_key;
CREATE UNIQUE INDEX alerts_open_key ON alerts (rule_id, server_id, instance_id, operation_id) NULLS NOT DISTINCT WHERE state <> 'resolved';
CREATE INDEX operations_failed_idx ON operations (ended_at) WHERE state IN ('failed', 'compensated') AND NOT cancel_requested;
CREATE INDEX operations_stuck_idx ON operations (id) WHERE state = 'needs-operator';
`;

/** Storage is the database and the files that its users have stored, in gigabytes of 10^9 bytes; what was never looked at is over nothing. */
const OVER_PLAN = `
CREATE VIEW over_plan AS
  SELECT * FROM (
    SELECT i.id AS instance_id, i.name, i.server_id, i.active_users AS users, p.user_limit,
           (i.size_bytes + COALESCE(i.attachments_bytes, 0)) / 1e9::double precision AS gigabytes, p.storage_limit_gb
      FROM instances i JOIN plans p ON p.id = i.plan_id WHERE i.state <> 'terminated') used
   WHERE users > user_limit OR gigabytes > storage_limit_gb;
`;

/** Whom to call for work that did not come to its end, for what looks inside databases have found, and for expiries that wait. */
export class WorkAlerts1763800000033 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const part of [kinds(`${BEFORE}, ${ADDED}`), RULES, ALERTS, OVER_PLAN]) await runner.query(part);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP VIEW over_plan;
      DROP INDEX operations_failed_idx, operations_stuck_idx;
      DELETE FROM alert_notices WHERE alert_id IN (SELECT id FROM alerts WHERE kind IN (${ADDED}));
      DELETE FROM alerts WHERE kind IN (${ADDED});
      DELETE FROM alert_rules WHERE kind IN (${ADDED});
      DROP INDEX alerts_open_key;
      CREATE UNIQUE INDEX alerts_open_key ON alerts (rule_id, server_id) NULLS NOT DISTINCT WHERE state <> 'resolved';
      ALTER TABLE alerts DROP COLUMN instance_id, DROP COLUMN operation_id;`);
    await runner.query(kinds(BEFORE));
  }
}

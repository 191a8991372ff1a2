import type { MigrationInterface, QueryRunner } from 'typeorm';

const RULES = `
CREATE TABLE alert_rules (
  id uuid CONSTRAINT alert_rules_pkey PRIMARY KEY,
  name text NOT NULL CONSTRAINT rules_name_key UNIQUE,
  kind text NOT NULL CONSTRAINT alert_rules_kind_check CHECK (kind IN ('server-critical', 'server-warning', 'database-down',
    'certificate-ends', 'capacity', 'headroom-low', 'health-unknown', 'monitor-frozen', 'backup-overdue')),
  severity text NOT NULL CONSTRAINT alert_rules_severity_check CHECK (severity IN ('info', 'warning', 'critical')),
  hold_seconds integer NOT NULL DEFAULT 0 CONSTRAINT alert_rules_hold_seconds_check CHECK (hold_seconds >= 0),
  labels jsonb NOT NULL DEFAULT '{}',
  threshold jsonb,
  opens_incident boolean NOT NULL DEFAULT false,
  enabled boolean NOT NULL DEFAULT true,
  built_in boolean NOT NULL DEFAULT false,
  version integer NOT NULL DEFAULT 1,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now()
);
INSERT INTO alert_rules (id, name, kind, severity, hold_seconds, threshold, opens_incident, enabled, built_in) VALUES
  ('019a8d2e-0000-7000-8000-000000000001', 'Server critical', 'server-critical', 'critical', 0, NULL, true, true, true),
  ('019a8d2e-0000-7000-8000-000000000002', 'Server warning', 'server-warning', 'warning', 300, NULL, false, true, true),
  ('019a8d2e-0000-7000-8000-000000000003', 'Database down', 'database-down', 'critical', 0, NULL, true, true, true),
  ('019a8d2e-0000-7000-8000-000000000004', 'Certificate ends', 'certificate-ends', 'critical', 0, '{"days": [21, 14, 7, 3]}', false, true, true),
  ('019a8d2e-0000-7000-8000-000000000005', 'Capacity', 'capacity', 'warning', 300, '{"percent": 90}', false, true, true),
  ('019a8d2e-0000-7000-8000-000000000006', 'Headroom low', 'headroom-low', 'warning', 300, '{"slots": 10}', false, true, true),
  ('019a8d2e-0000-7000-8000-000000000007', 'Health unknown', 'health-unknown', 'warning', 300, NULL, false, true, true),
  ('019a8d2e-0000-7000-8000-000000000008', 'Monitor frozen', 'monitor-frozen', 'critical', 0, NULL, true, true, true),
  ('019a8d2e-0000-7000-8000-000000000009', 'Backup overdue', 'backup-overdue', 'warning', 0, NULL, false, false, true);
`;

const QUIET = `
CREATE TABLE silences (
  id uuid CONSTRAINT silences_pkey PRIMARY KEY,
  labels jsonb NOT NULL DEFAULT '{}',
  server_ids uuid[] NOT NULL DEFAULT '{}',
  rule_ids uuid[] NOT NULL DEFAULT '{}',
  reason text NOT NULL,
  author_id uuid NOT NULL,
  author_name text NOT NULL,
  starts_at timestamptz NOT NULL,
  ends_at timestamptz NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT silences_time_check CHECK (ends_at >= starts_at)
);
CREATE INDEX silences_ends_at_idx ON silences (ends_at);

CREATE TABLE maintenance_windows (
  id uuid CONSTRAINT maintenance_windows_pkey PRIMARY KEY,
  name text NOT NULL,
  description text,
  labels jsonb NOT NULL DEFAULT '{}',
  server_ids uuid[] NOT NULL DEFAULT '{}',
  schedule jsonb NOT NULL,
  author_id uuid NOT NULL,
  author_name text NOT NULL,
  version integer NOT NULL DEFAULT 1,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now()
);
`;

const ALERTS = `
CREATE TABLE incidents (
  id uuid CONSTRAINT incidents_pkey PRIMARY KEY,
  server_id uuid,
  server_name text,
  server_code text,
  severity text NOT NULL CONSTRAINT incidents_severity_check CHECK (severity IN ('info', 'warning', 'critical')),
  cause text NOT NULL,
  opened_at timestamptz NOT NULL,
  ended_at timestamptz,
  closed_at timestamptz,
  close_reason text,
  flapping boolean NOT NULL DEFAULT false,
  changes integer NOT NULL DEFAULT 1,
  acknowledged_at timestamptz,
  acknowledged_by uuid,
  acknowledged_by_name text,
  note text,
  CONSTRAINT incidents_closed_check CHECK ((closed_at IS NULL) = (close_reason IS NULL))
);
CREATE UNIQUE INDEX incidents_open_key ON incidents (server_id) NULLS NOT DISTINCT WHERE closed_at IS NULL;
CREATE INDEX incidents_server_idx ON incidents (server_id, opened_at);
CREATE INDEX incidents_opened_at_idx ON incidents (opened_at);

CREATE TABLE alerts (
  id uuid CONSTRAINT alerts_pkey PRIMARY KEY,
  rule_id uuid NOT NULL,
  rule_name text NOT NULL,
  kind text NOT NULL,
  server_id uuid,
  server_name text,
  server_code text,
  labels jsonb NOT NULL,
  incident_id uuid CONSTRAINT alerts_incident_fkey REFERENCES incidents,
  severity text NOT NULL CONSTRAINT alerts_severity_check CHECK (severity IN ('info', 'warning', 'critical')),
  level integer NOT NULL DEFAULT 1,
  state text NOT NULL CONSTRAINT alerts_state_check CHECK (state IN ('pending', 'firing', 'resolved')),
  settled boolean NOT NULL DEFAULT false,
  silenced boolean NOT NULL DEFAULT false,
  summary text NOT NULL,
  pending_since timestamptz NOT NULL,
  starts_at timestamptz,
  clear_since timestamptz,
  ends_at timestamptz,
  group_id uuid,
  first_told_at timestamptz,
  told_at timestamptz,
  escalated_at timestamptz,
  acknowledged_at timestamptz,
  acknowledged_by uuid,
  acknowledged_by_name text,
  CONSTRAINT alerts_settled_check CHECK (NOT settled OR state = 'resolved'),
  CONSTRAINT alerts_times_check CHECK ((state = 'pending') = (starts_at IS NULL) AND (state = 'resolved') = (ends_at IS NOT NULL))
);
CREATE UNIQUE INDEX alerts_open_key ON alerts (rule_id, server_id) NULLS NOT DISTINCT WHERE state <> 'resolved';
CREATE INDEX alerts_unsettled_idx ON alerts (id) WHERE NOT settled;
CREATE INDEX alerts_server_idx ON alerts (server_id, id);
CREATE INDEX alerts_incident_idx ON alerts (incident_id);

CREATE TABLE alert_notices (
  alert_id uuid CONSTRAINT alert_notices_alert_fkey REFERENCES alerts,
  notice_id uuid,
  kind text NOT NULL,
  at timestamptz NOT NULL,
  CONSTRAINT alert_notices_pkey PRIMARY KEY (alert_id, notice_id)
);
`;

const TOLD = `
CREATE TRIGGER incidents_tell_change AFTER INSERT OR UPDATE ON incidents FOR EACH ROW EXECUTE FUNCTION tell_change('incident');
CREATE TRIGGER alerts_tell_coming AFTER INSERT OR DELETE ON alerts FOR EACH ROW EXECUTE FUNCTION tell_change('alert');
CREATE TRIGGER alerts_tell_change AFTER UPDATE ON alerts
  FOR EACH ROW WHEN (OLD.* IS DISTINCT FROM NEW.*) EXECUTE FUNCTION tell_change('alert');
`;

const BAD = `
CREATE INDEX servers_unwell_idx ON servers (id)
  WHERE lifecycle = 'active' AND (reachability = 'unreachable' OR health_status <> 'healthy');
-- A probe that finds the same certificate again writes the same value: the update stays HOT.
CREATE INDEX server_probes_certificate_idx ON server_probes (certificate_expires_at) WHERE certificate_expires_at IS NOT NULL;
`;

/** What is worth calling people for, and when not to. */
export class Alerts1763800000006 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const part of [RULES, QUIET, ALERTS, TOLD, BAD]) await runner.query(part);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP INDEX server_probes_certificate_idx, servers_unwell_idx;
      DROP TABLE alert_notices, alerts, incidents, maintenance_windows, silences, alert_rules;`);
  }
}

import type { MigrationInterface, QueryRunner } from 'typeorm';

const ENDS = `
ALTER TABLE alerts
  ADD COLUMN end_reason text,
  ADD COLUMN end_note text,
  ADD COLUMN told_channel_ids uuid[] NOT NULL DEFAULT '{}',
  ADD CONSTRAINT alerts_end_reason_check CHECK (end_reason IS NULL OR (ends_at IS NOT NULL AND end_reason IN ('recovered',
    'maintenance', 'deactivated', 'archived', 'deleted', 'rule-changed', 'rule-disabled', 'rule-deleted')));
ALTER TABLE notices DROP CONSTRAINT notices_kind_check;
ALTER TABLE notices ADD CONSTRAINT notices_kind_check
  CHECK (kind IN ('firing', 'repeat', 'escalation', 'resolved', 'withdrawn', 'sample'));
-- Of what is not over yet, whoever was told of its beginning is to be told of its end.
UPDATE alerts a SET told_channel_ids = told.ids FROM (
  SELECT n.alert_id, array_agg(DISTINCT d.channel_id) AS ids
    FROM alert_notices n JOIN deliveries d ON d.notice_id = n.notice_id GROUP BY n.alert_id) told
 WHERE told.alert_id = a.id AND NOT a.settled;
`;

const RECEIPTS = `
CREATE TABLE notice_receipts (
  notice_id uuid,
  channel_id uuid,
  channel_name text NOT NULL,
  channel_kind text NOT NULL,
  at timestamptz NOT NULL DEFAULT clock_timestamp(),
  CONSTRAINT notice_receipts_pkey PRIMARY KEY (notice_id, channel_id)
);
INSERT INTO notice_receipts (notice_id, channel_id, channel_name, channel_kind, at)
  SELECT d.notice_id, c.id, c.name, c.kind, d.settled_at
    FROM deliveries d JOIN channels c ON c.id = d.channel_id JOIN notices n ON n.id = d.notice_id
   WHERE d.state = 'delivered' AND n.kind <> 'sample';
CREATE INDEX alert_notices_notice_idx ON alert_notices (notice_id);

-- However a delivery comes to be delivered, it is noted who took it, and told to whoever looks at what it spoke of.
CREATE FUNCTION note_receipt() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  subject record;
BEGIN
  INSERT INTO notice_receipts (notice_id, channel_id, channel_name, channel_kind)
    SELECT n.id, c.id, c.name, c.kind FROM notices n, channels c
     WHERE n.id = NEW.notice_id AND n.kind <> 'sample' AND c.id = NEW.channel_id
    ON CONFLICT DO NOTHING;
  FOR subject IN
    SELECT DISTINCT s.kind, s.id FROM alert_notices n JOIN alerts a ON a.id = n.alert_id
     CROSS JOIN LATERAL (VALUES ('alert', a.id), ('incident', a.incident_id)) AS s (kind, id)
     WHERE n.notice_id = NEW.notice_id AND s.id IS NOT NULL
  LOOP
    INSERT INTO changes (kind, subject_id) VALUES (subject.kind, subject.id);
    PERFORM pg_notify('amiral_change', subject.kind || ':' || subject.id);
  END LOOP;
  RETURN NULL;
END $$;
CREATE TRIGGER deliveries_note_receipt AFTER UPDATE OF state ON deliveries
  FOR EACH ROW WHEN (NEW.state = 'delivered' AND OLD.state <> 'delivered') EXECUTE FUNCTION note_receipt();
`;

const OVERRUN = `
ALTER TABLE alert_rules DROP CONSTRAINT alert_rules_kind_check;
ALTER TABLE alert_rules ADD CONSTRAINT alert_rules_kind_check CHECK (kind IN ('server-critical', 'server-warning', 'database-down',
  'certificate-ends', 'capacity', 'headroom-low', 'health-unknown', 'monitor-frozen', 'backup-overdue', 'maintenance-overrun'));
INSERT INTO alert_rules (id, name, kind, severity, hold_seconds, opens_incident, built_in)
  SELECT '019a8d2e-0000-7000-8000-000000000010',
         CASE WHEN EXISTS (SELECT 1 FROM alert_rules WHERE name = 'Maintenance overrun') THEN 'Maintenance overrun (built in)'
              ELSE 'Maintenance overrun' END,
         'maintenance-overrun', 'critical', 60, true, true;
`;

/** Who was told what: how alerts end, who took which notice, and a maintenance that does not end. */
export class Told1763800000013 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const part of [ENDS, RECEIPTS, OVERRUN]) await runner.query(part);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DELETE FROM alert_rules WHERE kind = 'maintenance-overrun';
      ALTER TABLE alert_rules DROP CONSTRAINT alert_rules_kind_check;
      ALTER TABLE alert_rules ADD CONSTRAINT alert_rules_kind_check CHECK (kind IN ('server-critical', 'server-warning', 'database-down',
        'certificate-ends', 'capacity', 'headroom-low', 'health-unknown', 'monitor-frozen', 'backup-overdue'));
      DROP TRIGGER deliveries_note_receipt ON deliveries;
      DROP FUNCTION note_receipt;
      DROP INDEX alert_notices_notice_idx;
      DROP TABLE notice_receipts;
      UPDATE notices SET kind = 'resolved' WHERE kind = 'withdrawn';
      ALTER TABLE notices DROP CONSTRAINT notices_kind_check;
      ALTER TABLE notices ADD CONSTRAINT notices_kind_check
        CHECK (kind IN ('firing', 'repeat', 'escalation', 'resolved', 'sample'));
      ALTER TABLE alerts DROP COLUMN end_reason, DROP COLUMN end_note, DROP COLUMN told_channel_ids;`);
  }
}

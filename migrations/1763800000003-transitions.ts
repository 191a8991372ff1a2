import type { MigrationInterface, QueryRunner } from 'typeorm';

const TRANSITIONS = `
CREATE TABLE server_transitions (
  id bigint GENERATED ALWAYS AS IDENTITY CONSTRAINT server_transitions_pkey PRIMARY KEY,
  server_id uuid NOT NULL,
  at timestamptz NOT NULL DEFAULT clock_timestamp(),
  state_before text,
  state text,
  health_before text,
  health text
);
CREATE INDEX server_transitions_server_idx ON server_transitions (server_id, id);

CREATE FUNCTION note_server_transition() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO server_transitions (server_id, state_before, state, health_before, health)
  VALUES (COALESCE(NEW.id, OLD.id), OLD.state, NEW.state, OLD.health_status, NEW.health_status);
  RETURN NULL;
END $$;
CREATE TRIGGER servers_note_coming AFTER INSERT OR DELETE ON servers
  FOR EACH ROW EXECUTE FUNCTION note_server_transition();
CREATE TRIGGER servers_note_transition AFTER UPDATE ON servers
  FOR EACH ROW WHEN (OLD.state <> NEW.state OR OLD.health_status <> NEW.health_status)
  EXECUTE FUNCTION note_server_transition();

-- Of servers from before: where they stand is where they begin.
INSERT INTO server_transitions (server_id, state, health) SELECT id, state, health_status FROM servers ORDER BY id;
`;

const CHANGES = `
CREATE TABLE changes (
  id bigint GENERATED ALWAYS AS IDENTITY CONSTRAINT changes_pkey PRIMARY KEY,
  at timestamptz NOT NULL DEFAULT clock_timestamp(),
  kind text NOT NULL,
  subject_id uuid NOT NULL
);
CREATE INDEX changes_at_idx ON changes (at);

CREATE FUNCTION tell_change() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  subject uuid := COALESCE(NEW.id, OLD.id);
BEGIN
  INSERT INTO changes (kind, subject_id) VALUES (TG_ARGV[0], subject);
  PERFORM pg_notify('amiral_change', TG_ARGV[0] || ':' || subject);
  RETURN NULL;
END $$;
CREATE TRIGGER servers_tell_coming AFTER INSERT OR DELETE ON servers
  FOR EACH ROW EXECUTE FUNCTION tell_change('server');
-- Not what moves by the thousand without meaning anything to whoever looks: the place in the list.
CREATE TRIGGER servers_tell_change AFTER UPDATE ON servers
  FOR EACH ROW WHEN (
    OLD.version <> NEW.version OR OLD.state <> NEW.state OR OLD.health_status <> NEW.health_status
    OR OLD.cordoned <> NEW.cordoned OR OLD.instance_count <> NEW.instance_count OR OLD.max_instances <> NEW.max_instances
    OR OLD.archived <> NEW.archived OR OLD.maintenance_reason IS DISTINCT FROM NEW.maintenance_reason
    OR OLD.maintenance_until IS DISTINCT FROM NEW.maintenance_until
  ) EXECUTE FUNCTION tell_change('server');
`;

/** What a server was and became, kept for good, and what has just changed, for those who follow it live. */
export class Transitions1763800000003 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const part of [TRANSITIONS, CHANGES]) await runner.query(part);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TRIGGER servers_tell_change ON servers;
      DROP TRIGGER servers_tell_coming ON servers;
      DROP TRIGGER servers_note_transition ON servers;
      DROP TRIGGER servers_note_coming ON servers;
      DROP FUNCTION tell_change, note_server_transition;
      DROP TABLE changes, server_transitions;`);
  }
}

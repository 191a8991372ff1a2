import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Placement of the instances that are made at once: only where their template is ready. Catalogue tables are known here by name only. */
const TAKE_SLOT = `
CREATE FUNCTION take_slot(min_capacity numeric, template uuid) RETURNS uuid LANGUAGE plpgsql AS $$
DECLARE
  chosen uuid;
  patient boolean := false;
BEGIN
  LOOP
    -- As in take_slot(numeric): what stopped fitting while it was waited for is let go of by undoing this block.
    BEGIN
      IF NOT patient THEN
        SELECT s.id INTO chosen FROM servers s JOIN template_servers t ON t.server_id = s.id
         WHERE t.template_id = template AND t.state = 'ready' AND s.placement_refusal IS NULL AND s.available_capacity >= min_capacity
         ORDER BY s.available_capacity DESC, s.free_slots DESC, s.sequence, s.code
         LIMIT 1 FOR NO KEY UPDATE OF s SKIP LOCKED;
      ELSE
        SELECT s.id INTO chosen FROM servers s JOIN template_servers t ON t.server_id = s.id
         WHERE t.template_id = template AND t.state = 'ready' AND s.placement_refusal IS NULL AND s.available_capacity >= min_capacity
         ORDER BY s.available_capacity DESC, s.free_slots DESC, s.sequence, s.code
         LIMIT 1;
        IF chosen IS NULL THEN RETURN NULL; END IF;
        SELECT id INTO chosen FROM servers
         WHERE id = chosen AND placement_refusal IS NULL AND available_capacity >= min_capacity
           FOR NO KEY UPDATE;
      END IF;
      IF chosen IS NULL THEN RAISE SQLSTATE 'AM001'; END IF;
      UPDATE servers SET instance_count = instance_count + 1 WHERE id = chosen;
      RETURN chosen;
    EXCEPTION WHEN SQLSTATE 'AM001' THEN patient := true;
    END;
  END LOOP;
END $$;
`;

const TABLES = `
CREATE TABLE fleet_identity (
  one boolean DEFAULT true CONSTRAINT fleet_identity_pkey PRIMARY KEY,
  id uuid NOT NULL,
  CONSTRAINT fleet_identity_one_check CHECK (one)
);
INSERT INTO fleet_identity (id) VALUES (gen_random_uuid());

CREATE TABLE copies (
  id uuid CONSTRAINT copies_pkey PRIMARY KEY,
  server_id uuid NOT NULL CONSTRAINT copies_server_fkey REFERENCES servers (id) ON DELETE RESTRICT,
  name text NOT NULL,
  uuid text,
  role text NOT NULL CONSTRAINT copies_role_check CHECK (role IN ('live', 'source', 'old', 'replica', 'test')),
  instance_id uuid,
  operation_id uuid,
  fenced_at timestamptz,
  drop_after timestamptz,
  created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  CONSTRAINT copies_name_key UNIQUE (server_id, name)
);
CREATE UNIQUE INDEX copies_live_key ON copies (instance_id) WHERE role = 'live';

ALTER TABLE templates
  ADD COLUMN source_server_id uuid CONSTRAINT templates_source_server_fkey REFERENCES servers (id) ON DELETE SET NULL,
  ADD COLUMN publication integer NOT NULL DEFAULT 0,
  ADD COLUMN service_access text;
CREATE INDEX templates_source_server_idx ON templates (source_server_id);
ALTER TABLE template_servers
  ADD COLUMN publication integer,
  ADD COLUMN verified_at timestamptz,
  ADD COLUMN cron_ids integer[];

ALTER TABLE instances
  ADD COLUMN service_access text,
  ADD COLUMN purge_after timestamptz,
  ADD COLUMN size_bytes bigint,
  ADD COLUMN active_users integer,
  ADD COLUMN late_crons integer,
  ADD COLUMN inspected_at timestamptz;
CREATE INDEX instances_purge_after_idx ON instances (purge_after) WHERE purge_after IS NOT NULL;

CREATE TABLE instance_fences (
  instance_id uuid CONSTRAINT instance_fences_pkey PRIMARY KEY
    CONSTRAINT instance_fences_instance_fkey REFERENCES instances (id) ON DELETE CASCADE,
  operation_id uuid NOT NULL,
  user_ids integer[] NOT NULL,
  cron_ids integer[] NOT NULL,
  created_at timestamptz NOT NULL DEFAULT clock_timestamp()
);
`;

/** Databases that Amiral makes: what it made, how it gets in, who could do what before a suspension. */
export class Provisioning1763800000028 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(TABLES);
    await runner.query(TAKE_SLOT);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP FUNCTION take_slot(numeric, uuid);
      DROP TABLE instance_fences;
      ALTER TABLE instances DROP COLUMN service_access, DROP COLUMN purge_after, DROP COLUMN size_bytes, DROP COLUMN active_users,
        DROP COLUMN late_crons, DROP COLUMN inspected_at;
      ALTER TABLE template_servers DROP COLUMN publication, DROP COLUMN verified_at, DROP COLUMN cron_ids;
      ALTER TABLE templates DROP COLUMN source_server_id, DROP COLUMN publication, DROP COLUMN service_access;
      DROP TABLE copies;
      DROP TABLE fleet_identity;`);
  }
}

import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * `suspend_on_expiry_since`: null while the plan does not suspend. Only dates later than that, and than the moment when the instance got
 * its plan, are acted upon: what had passed already is nobody's order to suspend.
 */
const EXPIRY = `
ALTER TABLE plans ADD COLUMN suspend_on_expiry_since timestamptz;
ALTER TABLE instances ADD COLUMN plan_since timestamptz NOT NULL DEFAULT clock_timestamp();
CREATE FUNCTION date_instance_plan() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.plan_since := clock_timestamp();
  RETURN NEW;
END $$;
CREATE TRIGGER instances_date_plan BEFORE UPDATE OF plan_id ON instances
  FOR EACH ROW WHEN (OLD.plan_id IS DISTINCT FROM NEW.plan_id) EXECUTE FUNCTION date_instance_plan();
CREATE INDEX instances_expires_at_idx ON instances (expires_at) WHERE expires_at IS NOT NULL AND state = 'active';

CREATE TABLE expiry_holds (
  instance_id uuid CONSTRAINT expiry_holds_pkey PRIMARY KEY
    CONSTRAINT expiry_holds_instance_fkey REFERENCES instances (id) ON DELETE CASCADE,
  expires_at timestamptz NOT NULL,
  held_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  confirmed_at timestamptz
);
CREATE TABLE expiry_notices (
  instance_id uuid CONSTRAINT expiry_notices_instance_fkey REFERENCES instances (id) ON DELETE CASCADE,
  expires_at timestamptz,
  days smallint,
  CONSTRAINT expiry_notices_pkey PRIMARY KEY (instance_id, expires_at, days)
);
`;

const BULK = `
CREATE TABLE bulk_lines (
  operation_id uuid CONSTRAINT bulk_lines_operation_fkey REFERENCES operations (id) ON DELETE CASCADE,
  position integer,
  instance_id uuid NOT NULL,
  name text,
  child_id uuid,
  code text,
  detail text,
  CONSTRAINT bulk_lines_pkey PRIMARY KEY (operation_id, position),
  CONSTRAINT bulk_lines_instance_key UNIQUE (operation_id, instance_id),
  CONSTRAINT bulk_lines_verdict_check CHECK ((code IS NULL) = (detail IS NULL) AND (code IS NULL OR child_id IS NULL))
);
`;

/** A pause by which Amiral itself stopped after it was restored ends only once everything was compared. */
const RESTORED = `
ALTER TABLE operation_pauses
  ADD COLUMN restored boolean NOT NULL DEFAULT false,
  ADD COLUMN reconciled_at timestamptz,
  ADD CONSTRAINT operation_pauses_restored_check CHECK (server_id IS NULL OR NOT restored);
`;

/** Instances whose time is over, work on many of them, and what is to be looked at after a restore. */
export class Expiry1763800000030 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const part of [EXPIRY, BULK, RESTORED]) await runner.query(part);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE operation_pauses DROP COLUMN restored, DROP COLUMN reconciled_at;
      DROP TABLE bulk_lines, expiry_notices, expiry_holds;
      DROP INDEX instances_expires_at_idx;
      DROP TRIGGER instances_date_plan ON instances;
      DROP FUNCTION date_instance_plan();
      ALTER TABLE instances DROP COLUMN plan_since;
      ALTER TABLE plans DROP COLUMN suspend_on_expiry_since;`);
  }
}

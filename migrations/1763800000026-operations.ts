import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * `exclusion` names what only one operation works on at a time, `lane` the line of calls that the next step stands in: both are
 * unique while they are held, whatever a process believes.
 */
const OPERATIONS = `
CREATE TABLE operations (
  id uuid CONSTRAINT operations_pkey PRIMARY KEY,
  kind text NOT NULL,
  state text NOT NULL DEFAULT 'queued' CONSTRAINT operations_state_check CHECK (state IN
    ('queued', 'running', 'succeeded', 'failed', 'compensating', 'compensated', 'needs-operator', 'cancelled')),
  subject_type text NOT NULL,
  subject_id uuid NOT NULL,
  subject_name text NOT NULL,
  server_id uuid,
  parent_id uuid CONSTRAINT operations_parent_fkey REFERENCES operations ON DELETE CASCADE,
  exclusion text,
  priority smallint NOT NULL DEFAULT 1,
  requested_by uuid,
  requested_by_name text NOT NULL,
  input jsonb NOT NULL DEFAULT '{}',
  secrets text,
  facts jsonb NOT NULL DEFAULT '{}',
  result jsonb,
  error_code text,
  error_detail text,
  reveal text,
  revealed_at timestamptz,
  past_return boolean NOT NULL DEFAULT false,
  turned_back boolean NOT NULL DEFAULT false,
  cancel_requested boolean NOT NULL DEFAULT false,
  lane text,
  holds_lane boolean NOT NULL DEFAULT false,
  owner uuid,
  epoch integer NOT NULL DEFAULT 0,
  lease_until timestamptz,
  due_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  started_at timestamptz,
  ended_at timestamptz,
  CONSTRAINT operations_ended_check CHECK
    ((ended_at IS NOT NULL) = (state IN ('succeeded', 'failed', 'compensated', 'cancelled'))),
  CONSTRAINT operations_owner_check CHECK ((owner IS NULL) = (lease_until IS NULL)
    AND (owner IS NULL OR state IN ('running', 'compensating'))),
  CONSTRAINT operations_lane_check CHECK (NOT holds_lane OR lane IS NOT NULL),
  CONSTRAINT operations_error_check CHECK ((error_code IS NULL) = (error_detail IS NULL)),
  CONSTRAINT operations_turned_check CHECK (NOT (turned_back AND past_return)
    AND (turned_back OR state NOT IN ('compensating', 'compensated', 'failed')) AND (NOT turned_back OR state <> 'succeeded')),
  CONSTRAINT operations_secrets_check CHECK (ended_at IS NULL OR secrets IS NULL)
);
CREATE UNIQUE INDEX operations_exclusion_key ON operations (exclusion) WHERE ended_at IS NULL;
CREATE UNIQUE INDEX operations_lane_key ON operations (lane) WHERE holds_lane;
CREATE INDEX operations_due_idx ON operations (priority, due_at) WHERE state IN ('queued', 'running', 'compensating');
CREATE INDEX operations_subject_idx ON operations (subject_type, subject_id, id);
CREATE INDEX operations_parent_idx ON operations (parent_id, id) WHERE parent_id IS NOT NULL;
CREATE INDEX operations_requested_by_idx ON operations (requested_by, id);
CREATE INDEX operations_sealed_idx ON operations (created_at) WHERE secrets IS NOT NULL OR reveal IS NOT NULL;

CREATE TABLE operation_steps (
  operation_id uuid CONSTRAINT operation_steps_operation_fkey REFERENCES operations ON DELETE CASCADE,
  position smallint,
  name text NOT NULL,
  kind text NOT NULL CONSTRAINT operation_steps_kind_check CHECK (kind IN ('local', 'repeatable', 'ask-first')),
  state text NOT NULL DEFAULT 'pending' CONSTRAINT operation_steps_state_check CHECK (state IN
    ('pending', 'running', 'succeeded', 'failed', 'unknown', 'compensated', 'skipped')),
  attempts integer NOT NULL DEFAULT 0,
  started_at timestamptz,
  ended_at timestamptz,
  unknown_since timestamptz,
  detail text,
  bytes_done bigint,
  bytes_total bigint,
  CONSTRAINT operation_steps_pkey PRIMARY KEY (operation_id, position)
);

CREATE TABLE operation_pauses (
  id uuid CONSTRAINT operation_pauses_pkey PRIMARY KEY,
  server_id uuid,
  reason text NOT NULL,
  author_id uuid,
  author_name text NOT NULL,
  created_at timestamptz NOT NULL DEFAULT clock_timestamp()
);
CREATE UNIQUE INDEX operation_pauses_server_id_key ON operation_pauses (server_id) NULLS NOT DISTINCT;

CREATE TABLE idempotency_keys (
  caller_id uuid,
  route text,
  key text,
  fingerprint bytea NOT NULL,
  status smallint NOT NULL,
  headers jsonb NOT NULL,
  body jsonb NOT NULL,
  created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  CONSTRAINT idempotency_keys_pkey PRIMARY KEY (caller_id, route, key)
);
CREATE INDEX idempotency_keys_created_at_idx ON idempotency_keys (created_at);
`;

/** Leases and heartbeats are nobody's news; states, steps and bytes are. */
const TOLD = `
CREATE TRIGGER operations_tell_coming AFTER INSERT OR DELETE ON operations FOR EACH ROW EXECUTE FUNCTION tell_change('operation');
CREATE TRIGGER operations_tell_change AFTER UPDATE OF state, cancel_requested, result, error_code, revealed_at ON operations
  FOR EACH ROW WHEN ((OLD.state, OLD.cancel_requested, OLD.result, OLD.error_code, OLD.revealed_at)
    IS DISTINCT FROM (NEW.state, NEW.cancel_requested, NEW.result, NEW.error_code, NEW.revealed_at))
  EXECUTE FUNCTION tell_change('operation');

CREATE FUNCTION tell_operation_step() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO changes (kind, subject_id) VALUES ('operation', NEW.operation_id);
  PERFORM pg_notify('amiral_change', 'operation:' || NEW.operation_id);
  RETURN NULL;
END $$;
CREATE TRIGGER operation_steps_tell_change AFTER UPDATE ON operation_steps
  FOR EACH ROW WHEN (OLD.* IS DISTINCT FROM NEW.*) EXECUTE FUNCTION tell_operation_step();
`;

/** Durable work: what was asked for, its steps, and who runs it now. */
export class Operations1763800000026 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(OPERATIONS);
    await runner.query(TOLD);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TABLE idempotency_keys;
      DROP TABLE operation_pauses;
      DROP TABLE operation_steps;
      DROP FUNCTION tell_operation_step();
      DROP TABLE operations;`);
  }
}

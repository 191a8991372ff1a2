import type { MigrationInterface, QueryRunner } from 'typeorm';

const STAFF = `
CREATE TABLE users (
  id uuid CONSTRAINT users_pkey PRIMARY KEY,
  email text NOT NULL CONSTRAINT users_email_key UNIQUE CONSTRAINT users_email_check CHECK (email = lower(email)),
  name text NOT NULL,
  role text NOT NULL CONSTRAINT users_role_check CHECK (role IN ('user', 'manager', 'admin')),
  disabled boolean NOT NULL DEFAULT false,
  password_hash text NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now()
);
CREATE TABLE sessions (
  id uuid CONSTRAINT sessions_pkey PRIMARY KEY,
  user_id uuid NOT NULL CONSTRAINT sessions_user_fkey REFERENCES users ON DELETE CASCADE,
  refresh_hash text NOT NULL,
  created_at timestamptz NOT NULL,
  refreshed_at timestamptz NOT NULL,
  expires_at timestamptz NOT NULL,
  ended_at timestamptz,
  ended_reason text,
  CONSTRAINT sessions_ended_check CHECK ((ended_at IS NULL) = (ended_reason IS NULL))
);
CREATE INDEX sessions_user_idx ON sessions (user_id);
CREATE TABLE login_failures (key varchar(255) CONSTRAINT login_failures_pkey PRIMARY KEY, points integer NOT NULL DEFAULT 0, expire bigint);
`;

const JOURNAL = `
CREATE TABLE journal (
  id uuid CONSTRAINT journal_pkey PRIMARY KEY,
  at timestamptz NOT NULL,
  actor_id uuid,
  actor_name text NOT NULL,
  action text NOT NULL,
  subject_type text NOT NULL,
  subject_id uuid,
  subject_name text NOT NULL,
  changes jsonb NOT NULL DEFAULT '[]',
  request_id text,
  ip text
);
CREATE INDEX journal_subject_idx ON journal (subject_type, subject_id, id);
CREATE INDEX journal_actor_idx ON journal (actor_id, id);
CREATE INDEX journal_action_idx ON journal (action, id);
CREATE FUNCTION refuse_journal_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'the journal is append-only: % is refused', TG_OP USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER journal_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON journal
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_journal_change();
`;

/** Staff, their sessions, and the journal of what they and Amiral do. */
export class Staff1763800000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const part of [STAFF, JOURNAL]) await runner.query(part);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE journal, login_failures, sessions, users; DROP FUNCTION refuse_journal_change`);
  }
}

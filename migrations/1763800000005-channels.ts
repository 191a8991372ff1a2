import type { MigrationInterface, QueryRunner } from 'typeorm';

const CHANNELS = `
CREATE TABLE channels (
  id uuid CONSTRAINT channels_pkey PRIMARY KEY,
  name text NOT NULL CONSTRAINT channels_name_key UNIQUE,
  kind text NOT NULL
    CONSTRAINT channels_kind_check CHECK (kind IN ('webhook', 'email', 'slack', 'teams', 'alertmanager')),
  enabled boolean NOT NULL DEFAULT true,
  min_severity text NOT NULL DEFAULT 'info'
    CONSTRAINT channels_min_severity_check CHECK (min_severity IN ('info', 'warning', 'critical')),
  labels jsonb NOT NULL DEFAULT '{}',
  escalation boolean NOT NULL DEFAULT false,
  settings jsonb NOT NULL,
  secrets text NOT NULL,
  resent_at timestamptz,
  version integer NOT NULL DEFAULT 1,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now()
);
`;

const OUTBOX = `
CREATE TABLE notices (
  id uuid CONSTRAINT notices_pkey PRIMARY KEY,
  kind text NOT NULL
    CONSTRAINT notices_kind_check CHECK (kind IN ('firing', 'repeat', 'escalation', 'resolved', 'sample')),
  thread_key text NOT NULL,
  severity text NOT NULL CONSTRAINT notices_severity_check CHECK (severity IN ('info', 'warning', 'critical')),
  at timestamptz NOT NULL,
  title text NOT NULL,
  alerts jsonb NOT NULL
);
CREATE INDEX notices_thread_idx ON notices (thread_key, id);
CREATE TABLE deliveries (
  id uuid CONSTRAINT deliveries_pkey PRIMARY KEY,
  notice_id uuid NOT NULL CONSTRAINT deliveries_notice_fkey REFERENCES notices ON DELETE CASCADE,
  channel_id uuid NOT NULL CONSTRAINT deliveries_channel_fkey REFERENCES channels ON DELETE CASCADE,
  thread_key text NOT NULL,
  state text NOT NULL DEFAULT 'pending'
    CONSTRAINT deliveries_state_check CHECK (state IN ('pending', 'delivered', 'failed')),
  attempts integer NOT NULL DEFAULT 0,
  due_at timestamptz NOT NULL DEFAULT now(),
  give_up_at timestamptz NOT NULL,
  created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  settled_at timestamptz
);
CREATE INDEX deliveries_due_idx ON deliveries (channel_id, due_at) WHERE state = 'pending';
CREATE INDEX deliveries_order_idx ON deliveries (channel_id, thread_key, created_at) WHERE state = 'pending';
CREATE INDEX deliveries_channel_idx ON deliveries (channel_id, id);
CREATE INDEX deliveries_notice_idx ON deliveries (notice_id);
CREATE INDEX deliveries_delivered_idx ON deliveries (settled_at) WHERE state = 'delivered';
CREATE TABLE delivery_attempts (
  id uuid CONSTRAINT delivery_attempts_pkey PRIMARY KEY,
  delivery_id uuid NOT NULL
    CONSTRAINT delivery_attempts_delivery_fkey REFERENCES deliveries ON DELETE CASCADE,
  number integer NOT NULL,
  started_at timestamptz NOT NULL,
  ended_at timestamptz,
  ok boolean,
  ms integer,
  status integer,
  error text
);
CREATE UNIQUE INDEX delivery_attempts_delivery_idx ON delivery_attempts (delivery_id, number);
`;

/** Channels, and the outbox through which notices reach them. */
export class Channels1763800000005 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const part of [CHANNELS, OUTBOX]) await runner.query(part);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE delivery_attempts, deliveries, notices, channels`);
  }
}

import type { MigrationInterface, QueryRunner } from 'typeorm';

const SAMPLES = `
CREATE TABLE probe_samples (
  server_id uuid NOT NULL,
  at timestamptz NOT NULL,
  response_ms real,
  verdict smallint NOT NULL,
  reason smallint
) PARTITION BY RANGE (at);
CREATE INDEX probe_samples_server_idx ON probe_samples (server_id, at);
CREATE TABLE probe_samples_default PARTITION OF probe_samples DEFAULT;
`;

const HOURS = `
CREATE TABLE probe_hours (
  server_id uuid NOT NULL,
  hour timestamptz NOT NULL,
  offsets_ms integer[] NOT NULL,
  response_ms real[] NOT NULL,
  verdicts smallint[] NOT NULL,
  reasons smallint[] NOT NULL,
  CONSTRAINT probe_hours_pkey PRIMARY KEY (server_id, hour)
) PARTITION BY RANGE (hour);
`;

const rollups = (step: number) => `
CREATE TABLE probe_rollups_${String(step)} (
  server_id uuid NOT NULL,
  day timestamptz NOT NULL,
  buckets bytea NOT NULL,
  CONSTRAINT probe_rollups_${String(step)}_pkey PRIMARY KEY (server_id, day)
) PARTITION BY RANGE (day);
`;

const PROGRESS = `
CREATE TABLE probe_rollup_progress (
  id integer CONSTRAINT probe_rollup_progress_pkey PRIMARY KEY CONSTRAINT probe_rollup_progress_single_check CHECK (id = 1),
  rolled_until timestamptz,
  after uuid
);
INSERT INTO probe_rollup_progress (id) VALUES (1);
`;

/** What each probe found: raw by the hour, packed by the day, rolled up for years. */
export class History1763800000004 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const part of [SAMPLES, HOURS, rollups(300), rollups(3_600), rollups(86_400), PROGRESS]) {
      await runner.query(part);
    }
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TABLE probe_rollup_progress, probe_rollups_86400, probe_rollups_3600, probe_rollups_300, probe_hours, probe_samples`);
  }
}

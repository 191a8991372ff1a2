import type { MigrationInterface, QueryRunner } from 'typeorm';

const SERVERS = `
CREATE TABLE servers (
  id uuid CONSTRAINT servers_pkey PRIMARY KEY,
  name text NOT NULL,
  code text NOT NULL CONSTRAINT servers_code_key UNIQUE,
  description text,
  sequence integer NOT NULL DEFAULT 10,
  server_url text NOT NULL CONSTRAINT servers_server_url_key UNIQUE,
  server_ip text,
  server_port integer DEFAULT 8069,
  server_username text,
  db_host text DEFAULT 'localhost',
  db_port integer DEFAULT 5432,
  db_user text DEFAULT 'odoo',
  cpu_cores integer,
  memory_gb double precision,
  disk_gb double precision,
  max_instances integer NOT NULL DEFAULT 100 CONSTRAINT servers_max_instances_check CHECK (max_instances > 0),
  labels jsonb NOT NULL DEFAULT '{}',
  tls_ca text,
  health_interval_seconds double precision,
  server_password text,
  db_password text,
  master_password text,
  lifecycle text NOT NULL DEFAULT 'draft'
    CONSTRAINT servers_lifecycle_check CHECK (lifecycle IN ('draft', 'active', 'maintenance', 'disabled')),
  reachability text NOT NULL DEFAULT 'unknown'
    CONSTRAINT servers_reachability_check CHECK (reachability IN ('unknown', 'reachable', 'unreachable')),
  health_status text NOT NULL DEFAULT 'unknown'
    CONSTRAINT servers_health_status_check CHECK (health_status IN ('healthy', 'warning', 'critical', 'unknown')),
  cordoned boolean NOT NULL DEFAULT false,
  maintenance_reason text,
  maintenance_until timestamptz,
  instance_count integer NOT NULL DEFAULT 0,
  archived boolean NOT NULL DEFAULT false,
  version integer NOT NULL DEFAULT 1,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now(),
  state text GENERATED ALWAYS AS (
    CASE WHEN lifecycle = 'active' AND reachability = 'unreachable' THEN 'offline' ELSE lifecycle END
  ) STORED,
  free_slots integer GENERATED ALWAYS AS (max_instances - instance_count) STORED,
  available_capacity numeric(5, 2) GENERATED ALWAYS AS (
    round((max_instances - instance_count) * 100.0 / max_instances, 2)
  ) STORED,
  CONSTRAINT servers_slots_check CHECK (instance_count >= 0 AND instance_count <= max_instances),
  CONSTRAINT servers_hosting_check CHECK (instance_count = 0 OR lifecycle IN ('active', 'maintenance')),
  CONSTRAINT servers_archived_check CHECK (NOT archived OR lifecycle IN ('draft', 'disabled')),
  CONSTRAINT servers_maintenance_check
    CHECK (lifecycle = 'maintenance' OR (maintenance_reason IS NULL AND maintenance_until IS NULL))
);
CREATE INDEX servers_maintenance_until_idx ON servers (maintenance_until) WHERE maintenance_until IS NOT NULL;
CREATE INDEX servers_labels_idx ON servers USING gin (labels jsonb_path_ops);
CREATE INDEX servers_placement_idx ON servers (available_capacity DESC, free_slots DESC, sequence, code)
  WHERE state = 'active' AND NOT archived AND NOT cordoned AND health_status IN ('healthy', 'warning') AND free_slots > 0;

CREATE TABLE server_probes (
  server_id uuid CONSTRAINT server_probes_pkey PRIMARY KEY
    CONSTRAINT server_probes_server_fkey REFERENCES servers ON DELETE CASCADE,
  generation integer NOT NULL DEFAULT 1,
  last_check_at timestamptz,
  last_result_at timestamptz,
  is_online boolean,
  response_time_ms double precision,
  odoo_version text,
  last_error text,
  fail_streak integer NOT NULL DEFAULT 0,
  pass_streak integer NOT NULL DEFAULT 0,
  database_fail_streak integer NOT NULL DEFAULT 0,
  slow_bits smallint NOT NULL DEFAULT 0,
  database_proven boolean NOT NULL DEFAULT false,
  certificate_expires_at timestamptz,
  passing_since timestamptz,
  failing_since timestamptz
) WITH (fillfactor = 60);

CREATE FUNCTION add_server_probe() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO server_probes (server_id) VALUES (NEW.id);
  RETURN NULL;
END $$;
CREATE TRIGGER servers_add_probe AFTER INSERT ON servers FOR EACH ROW EXECUTE FUNCTION add_server_probe();

CREATE FUNCTION tell_server_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_notify('amiral_server', COALESCE(NEW.id, OLD.id)::text);
  RETURN NULL;
END $$;
CREATE TRIGGER servers_tell_changed
  AFTER INSERT OR DELETE OR UPDATE OF lifecycle, server_url, tls_ca, health_interval_seconds ON servers
  FOR EACH ROW EXECUTE FUNCTION tell_server_changed();

CREATE FUNCTION tell_probe_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_notify('amiral_server', NEW.server_id::text);
  RETURN NULL;
END $$;
CREATE TRIGGER server_probes_tell_changed AFTER UPDATE OF generation ON server_probes
  FOR EACH ROW EXECUTE FUNCTION tell_probe_changed();
`;

const PLACEMENT = `
CREATE FUNCTION take_slot(min_capacity numeric) RETURNS uuid LANGUAGE plpgsql AS $$
DECLARE
  chosen uuid;
  patient boolean := false;
BEGIN
  LOOP
    -- A row that stops fitting while it is waited for stays locked; only undoing this block lets go of it. Waiting for a second
    -- server with the first one in hand would be a deadlock with whoever goes the other way.
    BEGIN
      IF NOT patient THEN
        SELECT id INTO chosen FROM servers
         WHERE state = 'active' AND NOT archived AND NOT cordoned AND health_status IN ('healthy', 'warning') AND free_slots > 0
           AND available_capacity >= min_capacity
         ORDER BY available_capacity DESC, free_slots DESC, sequence, code
         LIMIT 1 FOR NO KEY UPDATE SKIP LOCKED;
      ELSE
        -- Everything that fits may only be locked by others: wait for the best of them rather than say "full" falsely.
        SELECT id INTO chosen FROM servers
         WHERE state = 'active' AND NOT archived AND NOT cordoned AND health_status IN ('healthy', 'warning') AND free_slots > 0
           AND available_capacity >= min_capacity
         ORDER BY available_capacity DESC, free_slots DESC, sequence, code
         LIMIT 1;
        IF chosen IS NULL THEN RETURN NULL; END IF;
        SELECT id INTO chosen FROM servers
         WHERE id = chosen AND state = 'active' AND NOT archived AND NOT cordoned AND health_status IN ('healthy', 'warning')
           AND free_slots > 0 AND available_capacity >= min_capacity
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

const HEALTH = `
CREATE TABLE health_shards (
  shard integer CONSTRAINT health_shards_pkey PRIMARY KEY,
  epoch integer NOT NULL DEFAULT 0,
  owner uuid,
  lease_until timestamptz
);
INSERT INTO health_shards (shard) SELECT generate_series(0, 63);
CREATE TABLE health_workers (id uuid CONSTRAINT health_workers_pkey PRIMARY KEY, seen_until timestamptz NOT NULL);
CREATE TABLE health_panic (
  id integer CONSTRAINT health_panic_pkey PRIMARY KEY CONSTRAINT health_panic_single_check CHECK (id = 1),
  frozen boolean NOT NULL DEFAULT false,
  since timestamptz,
  counted_from timestamptz,
  failing integer NOT NULL DEFAULT 0,
  counted integer NOT NULL DEFAULT 0,
  reason text,
  confirmed_at timestamptz,
  confirmed_by uuid
);
INSERT INTO health_panic (id) VALUES (1);
`;

/** The registry, its capacity, what probes saw, and who probes. */
export class Servers1763800000001 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const part of [SERVERS, PLACEMENT, HEALTH]) await runner.query(part);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TABLE health_panic, health_workers, health_shards, server_probes, servers;
      DROP FUNCTION take_slot, tell_probe_changed, tell_server_changed, add_server_probe;`);
  }
}

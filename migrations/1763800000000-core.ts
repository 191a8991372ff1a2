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
BEGIN
  SELECT id INTO chosen FROM servers
   WHERE state = 'active' AND NOT archived AND NOT cordoned AND health_status IN ('healthy', 'warning') AND free_slots > 0
     AND available_capacity >= min_capacity
   ORDER BY available_capacity DESC, free_slots DESC, sequence, code
   LIMIT 1 FOR NO KEY UPDATE SKIP LOCKED;
  IF chosen IS NULL THEN
    -- Everything that fits may only be locked by others: wait for them rather than say "full" falsely.
    SELECT id INTO chosen FROM servers
     WHERE state = 'active' AND NOT archived AND NOT cordoned AND health_status IN ('healthy', 'warning') AND free_slots > 0
       AND available_capacity >= min_capacity
     ORDER BY available_capacity DESC, free_slots DESC, sequence, code
     LIMIT 1 FOR NO KEY UPDATE;
  END IF;
  UPDATE servers SET instance_count = instance_count + 1 WHERE id = chosen;
  RETURN chosen;
END $$;
`;

const CATALOG = `
CREATE TABLE plans (
  id uuid CONSTRAINT plans_pkey PRIMARY KEY,
  name text NOT NULL,
  code text NOT NULL CONSTRAINT plans_code_key UNIQUE,
  user_limit integer,
  storage_limit_gb double precision,
  price_monthly numeric(12, 2),
  price_yearly numeric(12, 2),
  currency text NOT NULL DEFAULT 'EUR',
  trial_days integer NOT NULL DEFAULT 0,
  description text,
  sequence integer NOT NULL DEFAULT 10,
  archived boolean NOT NULL DEFAULT false,
  version integer NOT NULL DEFAULT 1,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT plans_price_check CHECK (price_monthly >= 0 AND price_yearly >= 0)
);
CREATE TABLE templates (
  id uuid CONSTRAINT templates_pkey PRIMARY KEY,
  name text NOT NULL,
  code text NOT NULL CONSTRAINT templates_code_key UNIQUE,
  template_db text NOT NULL,
  template_version text,
  odoo_version text,
  description text,
  is_ready boolean NOT NULL DEFAULT false,
  archived boolean NOT NULL DEFAULT false,
  version integer NOT NULL DEFAULT 1,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now()
);
CREATE TABLE template_servers (
  template_id uuid NOT NULL CONSTRAINT template_servers_template_fkey REFERENCES templates ON DELETE CASCADE,
  server_id uuid NOT NULL CONSTRAINT template_servers_server_fkey REFERENCES servers ON DELETE CASCADE,
  state text NOT NULL DEFAULT 'pending'
    CONSTRAINT template_servers_state_check CHECK (state IN ('pending', 'ready', 'failed')),
  CONSTRAINT template_servers_pkey PRIMARY KEY (template_id, server_id)
);
`;

const INSTANCES = `
CREATE TABLE instances (
  id uuid CONSTRAINT instances_pkey PRIMARY KEY,
  name text NOT NULL,
  customer_name text NOT NULL,
  customer_email text NOT NULL,
  database_name text NOT NULL,
  subdomain text NOT NULL,
  domain text,
  state text NOT NULL DEFAULT 'draft' CONSTRAINT instances_state_check
    CHECK (state IN ('draft', 'provisioning', 'active', 'suspended', 'expired', 'terminated', 'failed')),
  server_id uuid NOT NULL CONSTRAINT instances_server_fkey REFERENCES servers ON DELETE RESTRICT,
  template_id uuid CONSTRAINT instances_template_fkey REFERENCES templates ON DELETE RESTRICT,
  plan_id uuid NOT NULL CONSTRAINT instances_plan_fkey REFERENCES plans ON DELETE RESTRICT,
  odoo_version text,
  notes text,
  activated_at timestamptz,
  expires_at timestamptz,
  version integer NOT NULL DEFAULT 1,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT instances_database_name_key UNIQUE (server_id, database_name)
);
CREATE UNIQUE INDEX instances_subdomain_key ON instances (subdomain) WHERE state <> 'terminated';
CREATE INDEX instances_template_idx ON instances (template_id);
CREATE INDEX instances_plan_idx ON instances (plan_id);
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

/** The core's tables, in which the invariants live as well as in code. */
export class Core1763800000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const part of [STAFF, JOURNAL, SERVERS, PLACEMENT, CATALOG, INSTANCES, HEALTH]) await runner.query(part);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TABLE health_panic, health_workers, health_shards, instances, template_servers, templates, plans,
        server_probes, servers, journal, login_failures, sessions, users;
      DROP FUNCTION take_slot, tell_probe_changed, tell_server_changed, add_server_probe, refuse_journal_change;`);
  }
}

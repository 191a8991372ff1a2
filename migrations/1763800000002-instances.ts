import type { MigrationInterface, QueryRunner } from 'typeorm';

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

/** Plans, templates, and the instances customers have of them. */
export class Instances1763800000002 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const part of [CATALOG, INSTANCES]) await runner.query(part);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE instances, template_servers, templates, plans`);
  }
}

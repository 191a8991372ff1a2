import type { MigrationInterface, QueryRunner } from 'typeorm';

/** As Odoo takes them; its own PostgreSQL has three that are no customer's. A row from before may only end. */
const DATABASE_NAMES = `ALTER TABLE instances ADD CONSTRAINT instances_database_name_check CHECK (state = 'terminated'
  OR database_name ~ '^[a-zA-Z0-9][a-zA-Z0-9_.-]{0,62}$' AND database_name NOT IN ('postgres', 'template0', 'template1')) NOT VALID`;

/**
 * Instances that shared a domain before keep it: all but the oldest are marked, and stand aside from the rule. The mark goes when an
 * instance gets another domain, or when it is the oldest that is left.
 */
const DOMAINS = `
ALTER TABLE instances ADD COLUMN domain_shared boolean NOT NULL DEFAULT false;
UPDATE instances i SET domain_shared = true WHERE state <> 'terminated' AND EXISTS (
  SELECT 1 FROM instances older WHERE older.domain = i.domain AND older.state <> 'terminated' AND older.id < i.id);
CREATE UNIQUE INDEX instances_domain_key ON instances (domain) WHERE state <> 'terminated' AND NOT domain_shared;
CREATE INDEX instances_domain_shared_idx ON instances (domain, id) WHERE domain_shared;

CREATE FUNCTION unshare_domain() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.domain_shared := false;
  RETURN NEW;
END $$;
CREATE TRIGGER instances_unshare_domain BEFORE UPDATE OF domain ON instances FOR EACH ROW
  WHEN (NEW.domain IS DISTINCT FROM OLD.domain) EXECUTE FUNCTION unshare_domain();

CREATE FUNCTION hand_domain_over() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE instances SET domain_shared = false WHERE id = (
    SELECT id FROM instances WHERE domain = OLD.domain AND domain_shared AND state <> 'terminated' ORDER BY id LIMIT 1);
  RETURN NULL;
END $$;
CREATE TRIGGER instances_hand_domain_over AFTER UPDATE OF domain, state ON instances FOR EACH ROW
  WHEN (NOT OLD.domain_shared AND OLD.state <> 'terminated'
    AND (NEW.domain IS DISTINCT FROM OLD.domain OR NEW.state = 'terminated'))
  EXECUTE FUNCTION hand_domain_over();
`;

/** A domain is one customer's, and a database is called what Odoo lets it be called. */
export class DatabasesAndDomains1763800000019 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(DATABASE_NAMES);
    await runner.query(DOMAINS);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TRIGGER instances_hand_domain_over ON instances;
      DROP TRIGGER instances_unshare_domain ON instances;
      DROP FUNCTION hand_domain_over();
      DROP FUNCTION unshare_domain();
      ALTER TABLE instances DROP COLUMN domain_shared, DROP CONSTRAINT instances_database_name_check`);
  }
}

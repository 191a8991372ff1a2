import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Of servers from before: since when their health holds says the record of transitions; why it does, the next probe says, and until then
 * what can be told from the state alone.
 */
const HEALTH = `
ALTER TABLE servers
  ADD COLUMN health_reasons text[] NOT NULL DEFAULT '{stale}' CONSTRAINT servers_health_reasons_check CHECK (health_reasons <@ ARRAY[
    'unreachable', 'database-down', 'slow', 'unconfirmed-failure', 'database-unconfirmed', 'certificate-ends', 'crons-late',
    'host-disk', 'host-memory', 'stale', 'frozen']),
  ADD COLUMN health_since timestamptz NOT NULL DEFAULT clock_timestamp();
UPDATE servers s SET
  health_reasons = CASE WHEN health_status = 'unknown' THEN ARRAY['stale']
                        WHEN health_status = 'critical' AND reachability = 'unreachable' THEN ARRAY['unreachable']
                        WHEN health_status = 'critical' THEN ARRAY['database-down'] ELSE '{}' END,
  health_since = COALESCE((SELECT max(t.at) FROM server_transitions t
                            WHERE t.server_id = s.id AND t.health IS DISTINCT FROM t.health_before), s.created_at);

-- Whoever writes a health, the time goes with it; and whoever knows nothing of reasons leaves none that are no longer true.
CREATE FUNCTION note_health_since() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' THEN NEW.health_since := clock_timestamp(); END IF;
  IF NEW.health_status = 'healthy' THEN NEW.health_reasons := '{}'; END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER servers_note_first_health BEFORE INSERT ON servers FOR EACH ROW EXECUTE FUNCTION note_health_since();
CREATE TRIGGER servers_note_health_since BEFORE UPDATE ON servers
  FOR EACH ROW WHEN (OLD.health_status <> NEW.health_status) EXECUTE FUNCTION note_health_since();
`;

const tellChange = (more: string) => `
DROP TRIGGER servers_tell_change ON servers;
CREATE TRIGGER servers_tell_change AFTER UPDATE ON servers
  FOR EACH ROW WHEN (
    OLD.version <> NEW.version OR OLD.state <> NEW.state OR OLD.health_status <> NEW.health_status
    OR OLD.cordoned <> NEW.cordoned OR OLD.instance_count <> NEW.instance_count OR OLD.max_instances <> NEW.max_instances
    OR OLD.archived <> NEW.archived OR OLD.maintenance_reason IS DISTINCT FROM NEW.maintenance_reason
    OR OLD.maintenance_until IS DISTINCT FROM NEW.maintenance_until ${more}
  ) EXECUTE FUNCTION tell_change('server');
`;

/**
 * A look counts what should have run 10 minutes before. Odoo kills what runs longer than \`limit_time_real\`, two minutes unless set
 * otherwise, so on a server whose crons live none is late by that much, and where their threads are dead all that come due are: five against
 * none when that was measured. What an earlier look has counted is of its day, and is left to the next one.
 */
const LOOKS = `
UPDATE instances SET late_crons = NULL WHERE late_crons > 0;
ALTER TABLE instances
  ADD COLUMN attachments_bytes bigint,
  ADD COLUMN crons_late boolean NOT NULL GENERATED ALWAYS AS (state = 'active' AND COALESCE(late_crons, 0) > 0) STORED;
CREATE INDEX instances_crons_late_idx ON instances (server_id) WHERE crons_late;

-- It is a part of what the server is judged by: whoever watches it reads it anew.
CREATE FUNCTION tell_crons_late() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_notify('amiral_server', id::text) FROM unnest(ARRAY[OLD.server_id, NEW.server_id]) AS id WHERE id IS NOT NULL;
  RETURN NULL;
END $$;
CREATE TRIGGER instances_tell_crons_late AFTER UPDATE ON instances
  FOR EACH ROW WHEN (OLD.crons_late <> NEW.crons_late OR (NEW.crons_late AND OLD.server_id <> NEW.server_id))
  EXECUTE FUNCTION tell_crons_late();
CREATE TRIGGER instances_tell_crons_gone AFTER DELETE ON instances
  FOR EACH ROW WHEN (OLD.crons_late) EXECUTE FUNCTION tell_crons_late();
`;

/** Why a server is not healthy, and since when; and what of that is seen from inside its databases. */
export class HealthReasons1763800000029 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const part of [HEALTH, tellChange('OR OLD.health_reasons <> NEW.health_reasons'), LOOKS])
      await runner.query(part);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(tellChange(''));
    await runner.query(`
      DROP TRIGGER instances_tell_crons_gone ON instances;
      DROP TRIGGER instances_tell_crons_late ON instances;
      DROP FUNCTION tell_crons_late;
      ALTER TABLE instances DROP COLUMN crons_late, DROP COLUMN attachments_bytes;
      DROP TRIGGER servers_note_first_health ON servers;
      DROP TRIGGER servers_note_health_since ON servers;
      DROP FUNCTION note_health_since;
      ALTER TABLE servers DROP COLUMN health_reasons, DROP COLUMN health_since;`);
  }
}

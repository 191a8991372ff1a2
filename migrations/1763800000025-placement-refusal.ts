import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A generated column is made of base columns alone, so the state is spelt out: unreachable while active is `offline`. */
const REFUSAL = `
ALTER TABLE servers ADD COLUMN placement_refusal text GENERATED ALWAYS AS (
  CASE WHEN archived OR lifecycle <> 'active' OR reachability = 'unreachable' THEN 'state'
       WHEN cordoned THEN 'cordoned'
       WHEN health_status NOT IN ('healthy', 'warning') THEN 'health'
       WHEN instance_count >= max_instances THEN 'capacity' END
) STORED;
DROP INDEX servers_placement_idx;
CREATE INDEX servers_placement_idx ON servers (available_capacity DESC, free_slots DESC, sequence, code)
  WHERE placement_refusal IS NULL;
`;

const takeSlot = (fits: string) => `
CREATE OR REPLACE FUNCTION take_slot(min_capacity numeric) RETURNS uuid LANGUAGE plpgsql AS $$
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
         WHERE ${fits} AND available_capacity >= min_capacity
         ORDER BY available_capacity DESC, free_slots DESC, sequence, code
         LIMIT 1 FOR NO KEY UPDATE SKIP LOCKED;
      ELSE
        -- Everything that fits may only be locked by others: wait for the best of them rather than say "full" falsely.
        SELECT id INTO chosen FROM servers
         WHERE ${fits} AND available_capacity >= min_capacity
         ORDER BY available_capacity DESC, free_slots DESC, sequence, code
         LIMIT 1;
        IF chosen IS NULL THEN RETURN NULL; END IF;
        SELECT id INTO chosen FROM servers
         WHERE id = chosen AND ${fits} AND available_capacity >= min_capacity
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

const BEFORE = `state = 'active' AND NOT archived AND NOT cordoned AND health_status IN ('healthy', 'warning') AND free_slots > 0`;

/** Whether a server takes a new instance, and if not why, stands in one column that everything reads. */
export class PlacementRefusal1763800000025 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(REFUSAL);
    await runner.query(takeSlot('placement_refusal IS NULL'));
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(takeSlot(BEFORE));
    await runner.query(`
      ALTER TABLE servers DROP COLUMN placement_refusal;
      CREATE INDEX servers_placement_idx ON servers (available_capacity DESC, free_slots DESC, sequence, code) WHERE ${BEFORE};`);
  }
}

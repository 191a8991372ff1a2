import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * For lists of many servers: one index to count by filters, the others to find a page by its sort without reading all. Where few values
 * are shared by many, what is equal comes from the index too, in both directions; elsewhere it is sorted by a few at a time.
 */
const INDEXES = {
  servers_filters_idx: '(archived, state, health_status, cordoned, available_capacity)',
  servers_sequence_idx: '(sequence, code) INCLUDE (id, archived)',
  servers_sequence_desc_idx: '(sequence DESC, code)',
  servers_state_idx: '(state, sequence, code)',
  servers_state_desc_idx: '(state DESC, sequence, code)',
  servers_health_status_idx: '(health_status, sequence, code)',
  servers_health_status_desc_idx: '(health_status DESC, sequence, code)',
  servers_instance_count_idx: '(instance_count, sequence, code)',
  servers_available_capacity_idx: '(available_capacity, sequence, code)',
  servers_name_idx: '(name)',
};

/** A page of a list stays as quick with 100,000 servers. */
export class ListIndexes1763800000007 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const [name, columns] of Object.entries(INDEXES))
      await runner.query(`CREATE INDEX ${name} ON servers ${columns}`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP INDEX ${Object.keys(INDEXES).join(', ')}`);
  }
}

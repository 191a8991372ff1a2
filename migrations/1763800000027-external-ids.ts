import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What a billing system calls an instance, so that it may ask for the same one again. */
export class ExternalIds1763800000027 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE instances ADD COLUMN external_id text CONSTRAINT instances_external_id_key UNIQUE;`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE instances DROP COLUMN external_id;');
  }
}

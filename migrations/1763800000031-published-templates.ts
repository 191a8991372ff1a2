import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A copy is of an instance, or of a published template: the record of our databases says of which. */
export class PublishedTemplates1763800000031 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE copies ADD COLUMN template_id uuid,
        ADD CONSTRAINT copies_owner_check CHECK (instance_id IS NULL OR template_id IS NULL);`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE copies DROP CONSTRAINT copies_owner_check, DROP COLUMN template_id;');
  }
}

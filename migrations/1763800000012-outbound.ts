import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Recipients who get a mail later than others, and channels whose receiver says that it is gone for good. */
export class Outbound1763800000012 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE deliveries ADD COLUMN left_to text[]`);
    await runner.query(
      `ALTER TABLE channels ADD COLUMN gone_at timestamptz,
         ADD CONSTRAINT channels_gone_check CHECK (gone_at IS NULL OR NOT enabled)`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE channels DROP COLUMN gone_at`);
    await runner.query(`ALTER TABLE deliveries DROP COLUMN left_to`);
  }
}

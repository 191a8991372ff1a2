import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Takes out of the journal what was typed as the e-mail of nobody: some type their password there. The journal refuses changes, also
 * to its owner, so its guard steps aside for this one statement, in this one transaction.
 */
export class UnknownLogins1763800000016 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE journal DISABLE TRIGGER journal_append_only');
    await runner.query(
      `UPDATE journal SET subject_name = 'unknown' WHERE action = 'login-failed' AND subject_id IS NULL`,
    );
    await runner.query('ALTER TABLE journal ENABLE TRIGGER journal_append_only');
  }

  /** What is gone stays gone. */
  async down(): Promise<void> {
    return Promise.resolve();
  }
}

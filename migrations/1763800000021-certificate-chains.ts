import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Of the certificate that ends first in the chain that vouches for a server: where it stands, and since when it is good. */
export class CertificateChains1763800000021 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `ALTER TABLE server_probes ADD COLUMN certificate_part text, ADD COLUMN certificate_starts_at timestamptz,
         ADD CONSTRAINT server_probes_certificate_part_check CHECK (certificate_part IN ('leaf', 'intermediate', 'root'))`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE server_probes DROP COLUMN certificate_part, DROP COLUMN certificate_starts_at');
  }
}

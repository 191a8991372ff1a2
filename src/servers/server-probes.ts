import type { EntityManager } from 'typeorm';
import type { CertificateEnd } from '../outbound/certificate-end';
import { storedOf } from './server-probe.entity';

/** What a connection test has seen, as the first probe of a fresh start. */
export interface SeenByTest {
  odooVersion: string | null;
  responseTimeMs: number | null;
  databaseProven: boolean;
  certificate: CertificateEnd | null;
}

/** Counting starts over, from what a good test has just seen or from nothing, and results of probes under way are dropped. */
export async function restartProbes(
  tx: EntityManager,
  serverId: string,
  seen: SeenByTest | null = null,
): Promise<void> {
  const start = seen ?? { odooVersion: null, responseTimeMs: null, databaseProven: false, certificate: null };
  const { certificatePart, certificateStartsAt, certificateExpiresAt } = storedOf(start.certificate);
  await tx.query(
    `UPDATE server_probes SET generation = generation + 1, last_error = NULL, fail_streak = 0, pass_streak = 0,
       database_fail_streak = 0, slow_bits = 0, failing_since = NULL, is_online = $2, odoo_version = $3, response_time_ms = $4,
       database_proven = $5, certificate_part = $6, certificate_starts_at = $7, certificate_expires_at = $8, last_check_at = $9,
       last_result_at = $9, passing_since = $9
     WHERE server_id = $1`,
    [
      serverId,
      seen ? true : null,
      start.odooVersion,
      start.responseTimeMs,
      start.databaseProven,
      certificatePart,
      certificateStartsAt,
      certificateExpiresAt,
      seen ? new Date() : null,
    ],
  );
}

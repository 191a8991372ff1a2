import type { EntityManager } from 'typeorm';
import type { HealthSettings } from '../common/config';
import type { OdooReason } from '../odoo/odoo-reasons';
import type { HealthStatus, Lifecycle } from '../servers/server.states';

/** What a server counted as after a probe; stored as its place in this list, so it only ever grows at the end. */
export const VERDICTS = ['healthy', 'warning', 'critical', 'unknown', 'maintenance'] as const;
type Verdict = (typeof VERDICTS)[number];

/** Faults of our own begin here: such a probe says nothing about the server. */
export const FIRST_OWN_FAULT = 100;

/** As stored: a number once given stays with its word. */
const REASON_CODES: Readonly<Record<OdooReason, number>> = {
  dns: 1,
  refused: 2,
  unreachable: 3,
  timeout: 4,
  reset: 5,
  tls: 6,
  redirect: 7,
  'http-status': 8,
  'bad-answer': 9,
  'too-large': 10,
  'not-odoo': 11,
  'odoo-error': 12,
  'database-down': 13,
  'address-denied': 14,
  'headers-too-large': 15,
  'no-file-handles': 100,
  'no-network': 101,
  'no-dns': 102,
  'event-loop-late': 103,
  internal: 104,
};

/** One probe of a server as it is kept. */
export interface ProbeRecord {
  /** When the probe ended, in ms since the epoch. */
  at: number;
  responseMs: number | null;
  verdict: number;
  reason: number | null;
}

export interface Sample extends ProbeRecord {
  serverId: string;
}

/** What a server counts as: people do not count on one in maintenance, and one out of service is not judged. */
export function verdictOf(lifecycle: Lifecycle, health: HealthStatus): number {
  const verdicts: Record<Lifecycle, Verdict> = {
    draft: 'unknown',
    active: health,
    maintenance: 'maintenance',
    disabled: 'unknown',
  };
  return VERDICTS.indexOf(verdicts[lifecycle]);
}

const CODES = new Map<string, number>(Object.entries(REASON_CODES));

/** @param lastError as `server_probes` keeps it: the reason's word, a colon, a sentence; null after a probe that went well */
export function reasonCodeOf(lastError: string | null): number | null {
  if (lastError === null) return null;
  return CODES.get(lastError.slice(0, lastError.indexOf(':'))) ?? REASON_CODES.internal;
}

/** How long without a result until nothing is known, in ms: two intervals and a timeout. */
export function holdsFor(intervalMs: number, { timeoutMs }: HealthSettings): number {
  return 2 * intervalMs + timeoutMs;
}

/** Takes samples of the columns id, at, response_ms, verdict and reason of what follows; a probe of ours that failed measured nothing. */
export const INSERT_SAMPLES = `INSERT INTO probe_samples (server_id, at, response_ms, verdict, reason)
  SELECT id, at, CASE WHEN reason >= ${String(FIRST_OWN_FAULT)} THEN NULL ELSE response_ms END, verdict, reason`;

/** Keeps samples in the caller's transaction. */
export async function storeSamples(tx: EntityManager, samples: readonly Sample[]): Promise<void> {
  if (samples.length === 0) return;
  await tx.query(
    `${INSERT_SAMPLES} FROM unnest($1::uuid[], $2::timestamptz[], $3::real[], $4::smallint[], $5::smallint[])
       AS given (id, at, response_ms, verdict, reason)`,
    [
      samples.map(({ serverId }) => serverId),
      samples.map(({ at }) => new Date(at).toISOString()),
      samples.map(({ responseMs }) => responseMs),
      samples.map(({ verdict }) => verdict),
      samples.map(({ reason }) => reason),
    ],
  );
}

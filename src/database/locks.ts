import type { DataSource, EntityManager } from 'typeorm';
import { giveTime, STATEMENT_MS } from './deadlines';

/** The keys of the advisory locks under which one process at a time does periodic work. */
export const LOCKS = {
  /** Packing, rolling up and dropping what probes found. */
  history: 4_004,
  /** Writing alerts and incidents: judging them, and acknowledging them by hand. */
  alerts: 4_006,
} as const;

/**
 * Does a step of periodic work in a transaction of its own, unless another process is at it.
 * @returns null when another process is
 */
export async function withAdvisoryLock<T>(
  dataSource: DataSource,
  lock: keyof typeof LOCKS,
  work: (tx: EntityManager) => Promise<T>,
): Promise<T | null> {
  return dataSource.transaction(async (tx) => {
    const [row] = await tx.query<{ mine: boolean }[]>('SELECT pg_try_advisory_xact_lock($1) AS mine', [LOCKS[lock]]);
    if (!row?.mine) return null;
    return lock === 'history' ? giveTime(tx, STATEMENT_MS.history, () => work(tx)) : work(tx);
  });
}

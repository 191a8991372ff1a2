import type { DataSource, EntityManager } from 'typeorm';
import { giveTime, STATEMENT_MS } from './deadlines';

/** The keys of all advisory locks: what one process, or one transaction, does at a time. */
export const LOCKS = {
  /** Migrating and seeding at a start. */
  setup: 7_000,
  /** Changing who administers: one administrator stays. */
  admins: 7_001,
  /** Changing the order that people give the servers. */
  order: 7_002,
  /** Recording an instance under one external id: a seed beside the id, not a key. */
  externalIds: 7_003,
  /** Suspending what has expired. */
  expiry: 7_004,
  /** Looking into databases once a day. */
  looks: 7_005,
  /** Packing, rolling up and dropping what probes found. */
  history: 4_004,
  /** Writing alerts and incidents: judging them, and acknowledging them by hand. */
  alerts: 4_006,
} as const;

/** Waits for the lock and holds it until the transaction ends. */
export async function takeLock(tx: EntityManager, lock: keyof typeof LOCKS): Promise<void> {
  await tx.query('SELECT pg_advisory_xact_lock($1)', [LOCKS[lock]]);
}

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

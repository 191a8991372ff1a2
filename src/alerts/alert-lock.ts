import type { EntityManager } from 'typeorm';
import { takeLock } from '../database/locks';

/** Waits until nobody judges alerts: who writes one by hand would otherwise be overwritten by what was read before. */
export async function lockAlerts(tx: EntityManager): Promise<void> {
  await takeLock(tx, 'alerts');
}

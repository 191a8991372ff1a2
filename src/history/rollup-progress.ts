import type { EntityManager } from 'typeorm';

/** How far rolling up has come. */
export interface Progress {
  /** All days before it are rolled up, in ms since the epoch; null when none was yet. */
  rolledUntil: number | null;
  /** The last server of that day that is; null when none is. */
  after: string | null;
}

export async function readRolledUntil(manager: EntityManager): Promise<Progress> {
  const [row] = await manager.query<{ rolled: Date | null; after: string | null }[]>(
    'SELECT rolled_until AS rolled, after FROM probe_rollup_progress WHERE id = 1',
  );
  return { rolledUntil: row?.rolled?.getTime() ?? null, after: row?.after ?? null };
}

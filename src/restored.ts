import { access, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { DataSource } from 'typeorm';
import { newId, SystemClock } from './common/clock';
import { RESTORED_MARK } from './database/embedded/backup';
import { AMIRAL, Journal } from './journal/journal.service';

const REASON = 'Amiral was restored from a backup: what was done since then is not in it.';

const PAUSE = `
INSERT INTO operation_pauses (id, server_id, reason, author_id, author_name, restored) VALUES ($1, NULL, $2, NULL, 'amiral', true)
ON CONFLICT (server_id) DO UPDATE SET reason = excluded.reason, author_id = NULL, author_name = 'amiral', restored = true, reconciled_at = NULL,
  created_at = clock_timestamp()`;

/**
 * Of a data folder that was made from a backup: operations stand still until everything was compared, and this is another Amiral from now
 * on, for the one that was backed up may still be running. Killed before the mark is gone, it is done once more.
 */
export async function noteRestored(dataSource: DataSource, dataDir: string): Promise<void> {
  const mark = join(dataDir, RESTORED_MARK);
  const isRestored = await access(mark).then(
    () => true,
    () => false,
  );
  if (!isRestored) return;
  await dataSource.transaction(async (tx) => {
    await tx.query(PAUSE, [newId(), REASON]);
    await tx.query('UPDATE fleet_identity SET id = gen_random_uuid()');
    const changes = [{ field: 'reason', before: null, after: REASON }];
    const everywhere = { subjectType: 'operation', subjectId: null, subjectName: 'everywhere' } as const;
    await new Journal(new SystemClock()).write(tx, AMIRAL, { action: 'pause', ...everywhere, changes });
  });
  await rm(mark);
}

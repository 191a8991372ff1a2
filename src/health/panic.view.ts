import type { PanicView } from './health.schemas';
import type { HealthPanic } from './monitor.entity';

/** What may be shown of a freeze. */
export function toPanicView(row: HealthPanic): PanicView {
  return {
    frozen: row.frozen,
    since: row.since?.toISOString() ?? null,
    failing: row.failing,
    counted: row.counted,
    reason: row.reason as 'many-failing' | 'own-fault' | null,
    confirmedAt: row.confirmedAt?.toISOString() ?? null,
  };
}

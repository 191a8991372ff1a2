import type { EntityManager } from 'typeorm';
import type { Alert } from './alert.entity';

/** An alert, and when a channel last took a notice that it fires; null when none ever has. */
export interface ShownAlert {
  id: string;
  alert: Alert;
  toldAt: Date | null;
}

const TOLD = `
SELECT n.alert_id AS id, max(r.at) AS at FROM alert_notices n JOIN notice_receipts r ON r.notice_id = n.notice_id
 WHERE n.alert_id = ANY($1) AND n.kind IN ('firing', 'repeat', 'escalation') GROUP BY n.alert_id`;

/** With what has arrived of what was sent about them. */
export async function withTold(manager: EntityManager, alerts: readonly Alert[]): Promise<ShownAlert[]> {
  const rows = await manager.query<{ id: string; at: Date }[]>(TOLD, [alerts.map(({ id }) => id)]);
  const told = new Map(rows.map(({ id, at }) => [id, at]));
  return alerts.map((alert) => ({ id: alert.id, alert, toldAt: told.get(alert.id) ?? null }));
}

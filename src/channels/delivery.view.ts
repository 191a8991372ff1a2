import type { Actor } from '../auth/actor';
import { Delivery } from './delivery.entity';
import type { DeliveryView } from './delivery.schemas';
import type { DeliveryRow } from './deliveries.queries';

/** What may be shown of a delivery, and what the caller may do about it. */
export function toDeliveryView(row: DeliveryRow, actor: Actor): DeliveryView {
  const { dueAt, createdAt, settledAt, notice, attempts, ...shown } = row;
  const isWaiting = row.state === 'pending' && attempts.every(({ endedAt }) => endedAt !== null);
  return {
    ...shown,
    notice: { ...notice, at: utc(notice.at) },
    createdAt: createdAt.toISOString(),
    settledAt: settledAt?.toISOString() ?? null,
    nextAttemptAt: isWaiting ? dueAt.toISOString() : null,
    attempts: attempts.map(toAttemptView),
    actions: row.state === 'failed' && actor.can('retry', Delivery) ? ['retry'] : [],
  };
}

/** Times inside of JSON come as PostgreSQL writes them. */
export function toAttemptView(attempt: DeliveryRow['attempts'][number]): DeliveryView['attempts'][number] {
  const { startedAt, endedAt } = attempt;
  return { ...attempt, startedAt: utc(startedAt), endedAt: endedAt === null ? null : utc(endedAt) };
}

function utc(text: string): string {
  return new Date(text).toISOString();
}

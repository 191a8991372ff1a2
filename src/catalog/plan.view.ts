import type { PlanView } from './plan.schemas';
import type { PlanRow } from './plans.queries';

/** What may be shown of a plan. */
export function toPlanView(row: PlanRow): PlanView {
  const { priceMonthly, priceYearly, createdAt, updatedAt, ...shown } = row;
  return {
    ...shown,
    priceMonthly: priceMonthly === null ? null : Number(priceMonthly),
    priceYearly: priceYearly === null ? null : Number(priceYearly),
    createdAt: createdAt.toISOString(),
    updatedAt: updatedAt.toISOString(),
  };
}

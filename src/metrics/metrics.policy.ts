import type { Policy } from '../auth/ability';
import { FleetFigures } from './fleet-figures';

/** Read by machines with METRICS_TOKEN; where none is set, by an administrator. */
export const metricsPolicy: Policy = {
  subject: FleetFigures,
  can: { user: [], manager: [], admin: ['read'] },
};

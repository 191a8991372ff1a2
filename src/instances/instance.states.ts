import type { Moves } from '../common/moves';

export const INSTANCE_STATES = [
  'draft',
  'provisioning',
  'active',
  'suspended',
  'expired',
  'terminated',
  'failed',
] as const;
export type InstanceState = (typeof INSTANCE_STATES)[number];

export type InstanceAction = 'terminate';

/** The moves people may make today; the other states are kept for when databases are created for real. */
export const INSTANCE_MOVES: Moves<InstanceState, InstanceAction> = {
  terminate: { from: ['draft', 'active', 'failed'], to: 'terminated' },
};

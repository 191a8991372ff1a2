import { conflict, type DomainError } from '../common/errors';
import { type Transitions, wrongState } from '../common/transitions';

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

/** What may be done with one instance, a word each from the route to the button. */
export const INSTANCE_ACTIONS = ['terminate'] as const;
export type InstanceAction = (typeof INSTANCE_ACTIONS)[number];

/** What people may do today; the other states are kept for when databases are created for real. */
export const INSTANCE_TRANSITIONS: Transitions<InstanceState, InstanceAction> = {
  terminate: { from: ['draft', 'active', 'failed'], to: 'terminated' },
};

/** Why an action may not be taken now, or null: asked by the entity and by every view. */
export function refusalOf(action: InstanceAction, { state }: { state: InstanceState }): DomainError | null {
  return wrongState(INSTANCE_TRANSITIONS, action, state);
}

/** Whoever chose the id has used it for something else. */
export const EXTERNAL_ID_USED = conflict(
  'external-id-used',
  'Another instance has this external id, with another database or customer.',
);

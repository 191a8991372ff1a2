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
export const INSTANCE_ACTIONS = ['provision', 'suspend', 'resume', 'inspect', 'terminate', 'purge', 'claim'] as const;
export type InstanceAction = (typeof INSTANCE_ACTIONS)[number];

/** Where each action leads once its work is done. */
export const INSTANCE_TRANSITIONS: Transitions<InstanceState, InstanceAction> = {
  provision: { from: ['draft', 'failed'], to: 'provisioning' },
  suspend: { from: ['active'], to: 'suspended' },
  resume: { from: ['suspended', 'expired'], to: 'active' },
  inspect: { from: ['active', 'suspended', 'expired'], to: 'same' },
  terminate: { from: ['draft', 'active', 'suspended', 'expired', 'failed'], to: 'terminated' },
  purge: { from: ['terminated'], to: 'same' },
  claim: { from: ['active', 'suspended', 'expired', 'terminated'], to: 'same' },
};

/** What of an instance decides which actions may be taken. */
export interface Ruled {
  readonly state: InstanceState;
  readonly templateId: string | null;
  readonly purgeAfter: Date | null;
  /** Absent where it is not looked at. */
  readonly hasServiceLogin?: boolean;
}

export const NO_SERVICE_LOGIN = conflict(
  'no-service-login',
  'Amiral has no login in this database. Give it one of the group system with PUT /instances/:id/service-login.',
);
/** What is done inside the database. */
const INSIDE: readonly InstanceAction[] = ['suspend', 'resume', 'inspect', 'purge', 'claim'];

export const STILL_EXPIRED = conflict(
  'still-expired',
  'The instance has expired: say in expiresAt until when it is to run from now on.',
);
const NO_TEMPLATE = conflict('no-template', 'The instance has no template to be made from; choose one first.');
const NOTHING_TO_PURGE = conflict('nothing-to-purge', 'The database of this instance is kept, or gone already.');

/** Why an action may not be taken now, or null: asked by the entity and by every view. */
export function refusalOf(action: InstanceAction, instance: Ruled): DomainError | null {
  const refusal = wrongState(INSTANCE_TRANSITIONS, action, instance.state);
  if (refusal) return refusal;
  if (action === 'provision' && instance.templateId === null) return NO_TEMPLATE;
  // Of one that has ended only what is to be dropped is still ours to touch.
  if (instance.state === 'terminated' && instance.purgeAfter === null) return NOTHING_TO_PURGE;
  return INSIDE.includes(action) && instance.hasServiceLogin === false ? NO_SERVICE_LOGIN : null;
}

/** Whoever chose the id has used it for something else. */
export const EXTERNAL_ID_USED = conflict(
  'external-id-used',
  'Another instance has this external id, with another database or customer.',
);

/** Where an operation stands. `compensated`: all is as it was before; `needs-operator`: a person must look. */
export const OPERATION_STATES = [
  'queued',
  'running',
  'succeeded',
  'failed',
  'compensating',
  'compensated',
  'needs-operator',
  'cancelled',
] as const;
export type OperationState = (typeof OPERATION_STATES)[number];

export const STEP_STATES = ['pending', 'running', 'succeeded', 'failed', 'unknown', 'compensated', 'skipped'] as const;
export type StepState = (typeof STEP_STATES)[number];

/** `local`: one transaction of ours; `repeatable`: may be sent again; `ask-first`: when its answer is lost, the server is asked. */
export const STEP_KINDS = ['local', 'repeatable', 'ask-first'] as const;
export type StepKind = (typeof STEP_KINDS)[number];

/** What may be done with one operation, a word each from the route to the button. */
export const OPERATION_ACTIONS = ['cancel', 'retry', 'resolve', 'reveal'] as const;
export type OperationAction = (typeof OPERATION_ACTIONS)[number];

/** Every kind of durable work; those whose code is not there (any more) need an operator. */
export const OPERATION_KINDS = [
  'provision',
  'publish',
  'publish-copy',
  'suspend',
  'resume',
  'terminate',
  'purge',
  'claim',
  'inspect',
  'service-login',
  'backup',
  'restore',
  'restore-test',
  'migrate',
  'rehearse',
  'drain',
  'evacuate',
  'promote',
  'rebalance',
  'bulk',
] as const;
export type OperationKind = (typeof OPERATION_KINDS)[number];

/** Ended for good: nothing happens to it any more. */
export const ENDED: readonly OperationState[] = ['succeeded', 'failed', 'compensated', 'cancelled'];

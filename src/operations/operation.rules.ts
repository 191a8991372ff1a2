import { conflict, DomainError } from '../common/errors';
import type { Kind } from './kinds';
import { ENDED, type OperationAction, type OperationState } from './operation.states';

export const NOTHING_TO_REVEAL = new DomainError(
  'not-found',
  'nothing-to-reveal',
  'There is nothing to show, or it was kept for a day only.',
);

/** Another operation has the same subject in hand. */
export function inTheWay(operationId: string | null = null): DomainError {
  const facts = operationId === null ? {} : { operationId };
  return conflict('operation-in-progress', 'Another operation works on this; wait for its end, or cancel it.', facts);
}

/** What of an operation decides which actions may be taken. */
export interface Ruled {
  readonly state: OperationState;
  readonly pastReturn: boolean;
  readonly cancelRequested: boolean;
  readonly canReveal: boolean;
}

/** Why an action may not be taken now, or null: asked by the service and by every view. */
export function refusalOf(action: OperationAction, operation: Ruled, kind: Kind | null): DomainError | null {
  return RULES[action](operation, kind);
}

const RULES: Readonly<Record<OperationAction, (operation: Ruled, kind: Kind | null) => DomainError | null>> = {
  cancel: ({ state, pastReturn, cancelRequested }) => {
    if (pastReturn && !ENDED.includes(state)) {
      return conflict('past-point-of-no-return', 'It can only go forward from here; wait for its end.');
    }
    if (['queued', 'running'].includes(state) && !cancelRequested) return null;
    return conflict(
      'wrong-state',
      `Cannot cancel an operation that is ${cancelRequested ? 'being cancelled' : state}.`,
    );
  },
  retry: ({ state }, kind) => {
    if (state === 'failed' && kind && !kind.compensates) return null;
    return conflict(
      'not-retryable',
      'Only an operation that failed and left nothing to undo is tried again; start a new one.',
    );
  },
  resolve: ({ state }) => {
    if (state === 'needs-operator') return null;
    return conflict('wrong-state', `Cannot resolve an operation that is ${state}: it must be needs-operator.`);
  },
  reveal: ({ canReveal }) => (canReveal ? null : NOTHING_TO_REVEAL),
};

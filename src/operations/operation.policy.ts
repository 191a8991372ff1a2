import type { Policy } from '../auth/ability';
import { Operation, OperationPause } from './operation.entity';

export const operationPolicy: Policy = {
  subject: Operation,
  can: {
    user: ['read'],
    manager: ['read', 'cancel', 'retry', 'reveal'],
    admin: ['read', 'cancel', 'retry', 'reveal', 'resolve'],
  },
};

/** The stop switch is an administrator's alone, to read as to throw. */
export const pausePolicy: Policy = {
  subject: OperationPause,
  can: {
    user: [],
    manager: [],
    admin: ['read', 'pause', 'unpause'],
  },
};

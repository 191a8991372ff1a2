import type { Policy } from '../auth/ability';
import { HealthPanic } from './monitor.entity';

export const panicPolicy: Policy = {
  subject: HealthPanic,
  can: {
    user: ['read'],
    manager: ['read'],
    admin: ['read', 'confirm'],
  },
};

import type { Policy } from '../auth/ability';
import { Plan } from './plan.entity';

export const planPolicy: Policy = {
  subject: Plan,
  can: {
    user: ['read'],
    manager: ['read', 'update'],
    admin: ['read', 'update', 'create', 'delete'],
  },
};

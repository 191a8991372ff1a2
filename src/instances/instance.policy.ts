import type { Policy } from '../auth/ability';
import { Instance } from './instance.entity';

const changes = ['create', 'update', 'terminate', 'adopt'] as const;

export const instancePolicy: Policy = {
  subject: Instance,
  can: {
    user: ['read'],
    manager: ['read', ...changes],
    admin: ['read', ...changes, 'delete'],
  },
};

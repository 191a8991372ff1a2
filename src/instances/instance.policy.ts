import type { Policy } from '../auth/ability';
import { Instance } from './instance.entity';

const changes = [
  'create',
  'update',
  'adopt',
  'provision',
  'suspend',
  'resume',
  'inspect',
  'terminate',
  'bulk',
  'service-login',
] as const;

export const instancePolicy: Policy = {
  subject: Instance,
  can: {
    user: ['read'],
    manager: ['read', ...changes],
    admin: ['read', ...changes, 'purge', 'claim', 'delete'],
  },
};

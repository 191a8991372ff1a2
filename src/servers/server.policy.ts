import type { Policy } from '../auth/ability';
import { Server } from './server.entity';

const changes = [
  'update',
  'reorder',
  'activate',
  'deactivate',
  'maintenance',
  'cordon',
  'uncordon',
  'check-health',
  'test-connection',
] as const;

export const serverPolicy: Policy = {
  subject: Server,
  can: {
    user: ['read'],
    manager: ['read', ...changes],
    admin: ['read', ...changes, 'create', 'delete'],
  },
};

import type { Policy } from '../../auth/ability';
import { MaintenanceWindow } from './window.entity';

export const windowPolicy: Policy = {
  subject: MaintenanceWindow,
  can: {
    user: ['read'],
    manager: ['read', 'create', 'update', 'delete'],
    admin: ['read', 'create', 'update', 'delete'],
  },
};

import type { Policy } from '../auth/ability';
import { Alert } from './alert.entity';

export const alertPolicy: Policy = {
  subject: Alert,
  can: {
    user: ['read'],
    manager: ['read', 'acknowledge', 'unacknowledge'],
    admin: ['read', 'acknowledge', 'unacknowledge'],
  },
};

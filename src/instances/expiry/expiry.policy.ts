import type { Policy } from '../../auth/ability';
import { ExpiryHold } from './expiry.entity';

export const expiryPolicy: Policy = {
  subject: ExpiryHold,
  can: {
    user: ['read'],
    manager: ['read'],
    admin: ['read', 'confirm'],
  },
};

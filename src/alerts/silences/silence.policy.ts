import type { Policy } from '../../auth/ability';
import { Silence } from './silence.entity';

export const silencePolicy: Policy = {
  subject: Silence,
  can: {
    user: ['read'],
    manager: ['read', 'create', 'expire'],
    admin: ['read', 'create', 'expire'],
  },
};

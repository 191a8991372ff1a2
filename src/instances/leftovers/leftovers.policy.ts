import type { Policy } from '../../auth/ability';
import { DatabaseCopy } from '../../servers/copies/copy.entity';

export const leftoverPolicy: Policy = {
  subject: DatabaseCopy,
  can: {
    user: ['read'],
    manager: ['read'],
    admin: ['read', 'keep'],
  },
};

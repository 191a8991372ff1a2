import type { Policy } from '../ability';
import { User } from './user.entity';

export const userPolicy: Policy = {
  subject: User,
  can: {
    user: [],
    manager: [],
    admin: ['read', 'create', 'update', 'delete'],
  },
};

import type { Policy } from '../../auth/ability';
import { AlertRule } from './rule.entity';

export const rulePolicy: Policy = {
  subject: AlertRule,
  can: {
    user: ['read'],
    manager: ['read'],
    admin: ['read', 'create', 'update', 'delete', 'reset'],
  },
};

import type { Policy } from '../auth/ability';
import { Template } from './template.entity';

export const templatePolicy: Policy = {
  subject: Template,
  can: {
    user: ['read'],
    manager: ['read', 'update', 'publish'],
    admin: ['read', 'update', 'publish', 'create', 'delete'],
  },
};

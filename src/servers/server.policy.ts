import type { Policy } from '../auth/ability';
import { Server } from './server.entity';
import { SERVER_ACTIONS } from './server.states';

const changes = ['update', 'reorder', ...SERVER_ACTIONS] as const;

export const serverPolicy: Policy = {
  subject: Server,
  can: {
    user: ['read'],
    manager: ['read', ...changes],
    admin: ['read', ...changes, 'create', 'delete'],
  },
};

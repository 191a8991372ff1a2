import type { Policy } from '../../auth/ability';
import { Incident } from './incident.entity';

export const incidentPolicy: Policy = {
  subject: Incident,
  can: {
    user: ['read'],
    manager: ['read', 'acknowledge', 'unacknowledge'],
    admin: ['read', 'acknowledge', 'unacknowledge'],
  },
};

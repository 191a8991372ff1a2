import type { Policy } from '../auth/ability';
import { Channel } from './channel.entity';
import { Delivery } from './delivery.entity';

export const channelPolicy: Policy = {
  subject: Channel,
  can: {
    user: ['read'],
    manager: ['read'],
    admin: ['read', 'create', 'update', 'delete', 'test'],
  },
};

export const deliveryPolicy: Policy = {
  subject: Delivery,
  can: {
    user: [],
    manager: ['read', 'retry'],
    admin: ['read', 'retry'],
  },
};

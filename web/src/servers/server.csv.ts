import type { Server } from '../api/client';

/** The columns of a file of servers. */
export const SERVER_COLUMNS = [
  'name',
  'code',
  'serverUrl',
  'state',
  'healthStatus',
  'isOnline',
  'cordoned',
  'instanceCount',
  'maxInstances',
  'availableCapacity',
  'responseTimeMs',
  'lastCheckAt',
  'odooVersion',
  'sequence',
  'labels',
  'description',
  'archived',
  'id',
] as const satisfies readonly (keyof Server)[];

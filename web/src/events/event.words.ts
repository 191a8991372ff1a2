/** Where records of each kind are shown. */
export const PAGES: Readonly<Record<string, string>> = {
  server: 'servers',
  instance: 'instances',
  plan: 'plans',
  template: 'templates',
  user: 'users',
  incident: 'incidents',
  'alert-rule': 'alert-rules',
  'maintenance-window': 'maintenance-windows',
  channel: 'channels',
  operation: 'operations',
};

/** Fields that hold the id of another record. */
export const REFERENCES: Readonly<Record<string, string>> = {
  serverId: 'servers',
  planId: 'plans',
  templateId: 'templates',
};

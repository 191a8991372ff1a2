/** The words the journal has for what was done; a line with another one shows it as it is. */
export const ACTIONS = [
  ...[
    'create',
    'update',
    'delete',
    'activate',
    'maintenance',
    'maintenance-overrun',
    'deactivate',
    'cordon',
    'uncordon',
  ],
  ...['reorder', 'state', 'terminate', 'adopt', 'login', 'login-failed', 'logout', 'change-password', 'refresh-reused'],
  ...['panic', 'panic-confirm', 'panic-end'],
];

export const SUBJECTS = ['server', 'instance', 'plan', 'template', 'user', 'monitor'];

/** Where records of each kind are shown. */
export const PAGES: Readonly<Record<string, string>> = {
  server: 'servers',
  instance: 'instances',
  plan: 'plans',
  template: 'templates',
  user: 'users',
};

/** Fields that hold the id of another record. */
export const REFERENCES: Readonly<Record<string, string>> = {
  serverId: 'servers',
  planId: 'plans',
  templateId: 'templates',
};

import type { components } from '../api/schema';

type Event = components['schemas']['Event'];

/** A word for each action, on its button and in the journal alike. */
export const action = {
  activate: 'Activate',
  maintenance: 'Maintenance',
  deactivate: 'Deactivate',
  cordon: 'Cordon',
  uncordon: 'Uncordon',
  'check-health': 'Check health',
  'test-connection': 'Test connection',
  reorder: 'Move',
  terminate: 'Terminate',
  create: 'Create',
  update: 'Edit',
  delete: 'Delete',
  adopt: 'Adopt',
  offline: 'Gone offline',
  online: 'Back online',
  'maintenance-overrun': 'Maintenance overrun',
  panic: 'Monitor frozen',
  'panic-confirm': 'Outage confirmed',
  'panic-end': 'Monitor unfrozen',
  acknowledge: 'Acknowledge',
  unacknowledge: 'Unacknowledge',
  expire: 'Expire',
  reset: 'Reset',
  test: 'Test',
  retry: 'Retry',
  login: 'Log in',
  'login-failed': 'Failed login',
  logout: 'Log out',
  'change-password': 'Change password',
  'refresh-reused': 'Stolen session',
} satisfies Record<Event['action'], string>;

/** What the lines of the journal are about. */
export const subject = {
  server: 'Server',
  instance: 'Instance',
  plan: 'Plan',
  template: 'Template',
  user: 'User',
  monitor: 'Monitor',
  incident: 'Incident',
  alert: 'Alert',
  'alert-rule': 'Alert rule',
  silence: 'Silence',
  'maintenance-window': 'Maintenance window',
  channel: 'Channel',
  delivery: 'Delivery',
} satisfies Record<Event['subjectType'], string>;

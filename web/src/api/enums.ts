// Written by `npm run openapi` from openapi.json.
export const DATABASE_FATES = ['keep', 'drop'] as const;
export const DELIVERY_STATES = ['pending', 'delivered', 'failed'] as const;
export const HEALTH_STATUSES = ['healthy', 'warning', 'critical', 'unknown'] as const;
export const INCIDENT_STATES = ['open', 'closed'] as const;
export const INSTANCE_STATES = ['draft', 'provisioning', 'active', 'suspended', 'expired', 'terminated', 'failed'] as const;
export const MAIL_SECURITY = ['tls', 'starttls', 'none'] as const;
export const OPERATION_KINDS = ['provision', 'publish', 'publish-copy', 'suspend', 'resume', 'terminate', 'purge', 'claim', 'inspect', 'service-login', 'backup', 'restore', 'restore-test', 'migrate', 'rehearse', 'drain', 'evacuate', 'promote', 'rebalance', 'bulk'] as const;
export const OPERATION_OUTCOMES = ['done', 'not-done'] as const;
export const OPERATION_STATES = ['queued', 'running', 'succeeded', 'failed', 'compensating', 'compensated', 'needs-operator', 'cancelled'] as const;
export const ROLES = ['user', 'manager', 'admin'] as const;
export const SERVER_STATES = ['draft', 'active', 'maintenance', 'offline', 'disabled'] as const;
export const SEVERITIES = ['info', 'warning', 'critical'] as const;
export const TEMPLATE_STATES = ['pending', 'ready', 'failed'] as const;
export const WEEKDAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;

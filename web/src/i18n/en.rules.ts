/** What the console says of alert rules. */
export const rule = {
  kind: {
    'server-critical': 'Server critical',
    'server-warning': 'Server in warning',
    'database-down': 'Database down',
    'certificate-ends': 'Certificate ends',
    capacity: 'Capacity of a server',
    'headroom-low': 'Headroom of the fleet',
    'health-unknown': 'Health unknown',
    'monitor-frozen': 'Monitor frozen',
    'backup-overdue': 'Backup overdue',
    'maintenance-overrun': 'Maintenance past its end',
    'operation-failed': 'Operation failed',
    'operation-needs-operator': 'Operation needs an operator',
    'crons-late': 'Scheduled actions late',
    'over-plan': 'Instance over its plan',
    'expiry-held': 'Expiries held',
  },
  threshold: { days: '%{value} days before', percent: '%{value} %', slots: '%{value} slots' },
  help: {
    'certificate-ends': 'Days before the end, like 21, 14, 7, 3; the last is as severe as the rule',
    capacity: 'More of its slots than this are taken',
    'headroom-low': 'Fewer slots, or less of them in per cent, are free; the slots count when both are given',
  },
  hold_help: 'How long it must hold before anybody is called',
  labels_help: 'The rule speaks of servers that carry them all; without any, of every server.',
  enabled_help: 'A rule that is not enabled ends its alerts',
  incident_help: 'Offline and critical servers make an incident in any case',
  built_in: 'It is built in: disable it instead.',
  sure: 'Reset %{name}?',
  consequence: 'It becomes what its kind has by itself; its name and labels stay.',
  was_reset: 'The rule is as it was made',
};

export const ruleResources = {
  'alert-rules': {
    name: 'Alert rule |||| Alert rules',
    empty: 'No rule',
    invite: 'A rule says what people are called for.',
    fields: {
      name: 'Name',
      kind: 'Kind',
      severity: 'Severity',
      holdSeconds: 'Holds for (s)',
      labels: 'Labels',
      limit: 'Threshold',
      threshold: { days: 'Days before', percent: 'Per cent', slots: 'Free slots' },
      opensIncident: 'Opens an incident',
      enabled: 'Enabled',
    },
  },
};

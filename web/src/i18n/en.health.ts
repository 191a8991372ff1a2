/** Why a server is not healthy, by the code of the reason. */
export const health_reason = {
  unreachable: 'It does not answer.',
  'database-down': 'It answers, its PostgreSQL does not.',
  slow: '%{slowAnswers} of the last %{of} answers were slow.',
  'unconfirmed-failure': 'The last check failed; the next ones show whether that lasts.',
  'database-unconfirmed': 'PostgreSQL did not answer the last check; the next ones show whether that lasts.',
  'certificate-ends': 'A certificate of its chain ends on %{endsAt}.',
  'crons-late':
    'Scheduled actions do not run in %{smart_count} database. |||| Scheduled actions do not run in %{smart_count} databases.',
  'host-disk': 'The disk of the host is nearly full.',
  'host-memory': 'The memory of the host is nearly used up.',
  stale: 'No check has said anything lately.',
  frozen: 'The monitor suspects itself: what fails is not known meanwhile.',
  since: 'since',
  remedy:
    'Restart Odoo on this server: up to version 18 without workers it loses them after a restart of PostgreSQL. If they stay late, one of them may run for too long.',
};

/** What the console says of how a server was over time. */
export const history = {
  uptime: { '24h': 'Up, 24 hours', '7d': 'Up, 7 days', '30d': 'Up, 30 days', '90d': 'Up, 90 days' },
  coverage: '%{percent} of the time known',
  too_little: 'Too little known',
  span: 'How far back',
  spans: { '24h': '24 h', '7d': '7 days', '30d': '30 days', '90d': '90 days' },
  table: 'As a table',
  latency: 'Response time',
  availability: 'Availability',
  time: 'Time',
  p50: 'Half within',
  p95: '95 % within',
  max: 'Slowest',
  maintenance: 'Maintenance',
  latency_summary: 'Response time over time: the slowest answer took %{most}. The table has each figure.',
  availability_summary: 'Availability over time: %{least} at the least. The table has each figure.',
};

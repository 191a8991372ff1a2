// What is mutated, and which tests look at it: those beside the code first, then those that need a PostgreSQL. Paths of tests are patterns for Jest.
export const TARGETS = [
  {
    name: 'servers',
    sources: ['src/servers/'],
    unit: ['src/servers/', 'src/health/'],
    onPostgres: ['test/medium/(servers|transitions)', 'test/e2e/servers', 'test/e2e/(overview|contract)'],
  },
  {
    name: 'instances',
    sources: ['src/instances/'],
    unit: ['src/instances/', 'src/odoo/'],
    onPostgres: ['test/medium/instances', 'test/e2e/(instances|provision|contract)'],
  },
  {
    name: 'judge',
    sources: ['src/health/judge.ts'],
    unit: ['src/health/'],
    onPostgres: ['test/medium/(panic|monitor-batches)'],
  },
  {
    name: 'alerts',
    sources: ['src/alerts/evaluation/'],
    unit: ['src/alerts/'],
    onPostgres: ['test/medium/alerts', 'test/e2e/alerts'],
  },
  {
    name: 'auth',
    sources: ['src/auth/'],
    unit: ['src/auth/'],
    onPostgres: ['test/e2e/(auth|users|routes)', 'test/medium/(admin-password|first-password|sessions|unknown-logins)'],
  },
  {
    name: 'odoo',
    sources: ['src/odoo/'],
    unit: ['src/odoo/', 'src/health/'],
    onPostgres: ['test/e2e/(health|servers-connection)'],
  },
];

/**
 * What may differ for somebody who is not root, and on an older PostgreSQL than the embedded one. The rest of the tests knows neither
 * and has run before.
 */
const { projects, ...config } = require('./jest.config.cjs');

const ran = (name) => projects.find(({ displayName }) => displayName === name);

/** Of the tests over HTTP: programs of their own, with their own PostgreSQL; every route, with and without rows; and what collations do. */
const OVER_HTTP = [
  '*processes',
  'thread-pool',
  'lost-database',
  'contract',
  'routes',
  'fuzz',
  'search',
  'history',
  '*.lists',
  'servers.placement',
];

module.exports = {
  ...config,
  projects: [
    // Key files, locks and accounts; where the files of the embedded PostgreSQL lie.
    { ...ran('unit'), testMatch: ['<rootDir>/src/database/**/*.test.ts'] },
    ran('medium'),
    { ...ran('e2e'), testMatch: OVER_HTTP.map((name) => `<rootDir>/test/e2e/${name}.test.ts`) },
  ],
};

/**
 * What may differ for somebody who is not root, and on an older PostgreSQL than the embedded one. The rest of the tests knows neither
 * and has run before.
 */
const { existsSync } = require('node:fs');
const { join } = require('node:path');
const { projects, ...config } = require('./jest.config.cjs');

const ran = (name) => projects.find(({ displayName }) => displayName === name);

/** Of the tests over HTTP: programs of their own, with their own PostgreSQL; every route, with and without rows; and what collations do. */
const OVER_HTTP = [
  'processes',
  'deliveries-processes',
  'thread-pool',
  'lost-database',
  'contract',
  'routes',
  'fuzz',
  'search',
  'history',
  'instances-lists',
  'servers-lists',
  'servers-placement',
].map((name) => `test/e2e/${name}.test.ts`);

/** Of the tests of services: statements that another file there sends too, in other orders, and what is decided before any is sent. */
const SAME_STATEMENTS = ['alerts-quiet', 'fleet-model', 'panic-faults'].map((name) => `test/medium/${name}.test.ts`);

const gone = [...OVER_HTTP, ...SAME_STATEMENTS].filter((file) => !existsSync(join(__dirname, file)));
if (gone.length > 0) throw new Error(`jest.as-anybody.cjs names what is not there: ${gone.join(', ')}`);

module.exports = {
  ...config,
  projects: [
    // Key files, locks and accounts; where the files of the embedded PostgreSQL lie.
    { ...ran('unit'), testMatch: ['<rootDir>/src/database/**/*.test.ts'] },
    { ...ran('medium'), testPathIgnorePatterns: SAME_STATEMENTS.map((file) => `<rootDir>/${file}`) },
    { ...ran('e2e'), testMatch: OVER_HTTP.map((file) => `<rootDir>/${file}`) },
  ],
};

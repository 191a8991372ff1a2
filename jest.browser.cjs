/** The console in a real browser; apart from the other tests, because it needs Chromium and what `npm run build` makes. */
const { projects } = require('./jest.config.cjs');

const onPostgres = projects.find(({ displayName }) => displayName === 'e2e');

module.exports = {
  ...onPostgres,
  globalSetup: '<rootDir>/test/browser/setup.ts',
  globalTeardown: '<rootDir>/test/browser/teardown.ts',
  displayName: 'browser',
  // A browser waits more than it works: two use two cores.
  maxWorkers: 2,
  testTimeout: 120_000,
  testMatch: ['<rootDir>/test/browser/**/*.test.ts'],
};

/** The console in a real browser; apart from the other tests, because it needs Chromium and what `npm run build` makes. */
const { projects } = require('./jest.config.cjs');

const onPostgres = projects.find(({ displayName }) => displayName === 'e2e');

module.exports = {
  ...onPostgres,
  globalSetup: '<rootDir>/test/browser/setup.ts',
  globalTeardown: '<rootDir>/test/browser/teardown.ts',
  displayName: 'browser',
  // One at a time: two leave no room on two cores for what counts seconds.
  maxWorkers: 1,
  testTimeout: 180_000,
  testMatch: ['<rootDir>/test/browser/**/*.test.ts'],
};
